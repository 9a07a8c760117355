"""A Bitrix24 portal and its authorization server on loopback, written from the documents."""
