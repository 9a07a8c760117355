"""The page Bitrix24 opens at installation, what it registers, and the end of an installation."""
