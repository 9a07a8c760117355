"""The activities of messages and reminders, one function each; their properties are those of worked-templates.json."""

from __future__ import annotations

from b24app.bizproc.activities import Activity, node


def client_email(name: str, subject: str, html: str) -> Activity:
    """To the record's client. `html`: what is inserted at run time is escaped then (compile-map.md, `send_email`)."""
    properties = {
        "Title": "Send an e-mail",
        "Subject": subject,
        "MessageText": html,
        "MessageTextType": "html",
        "MessageTextEncoded": "0",
        "MessageFrom": "",
        "EmailType": "",
        "EmailSelectRule": "first",
        "UseLinkTracker": "Y",
        "AttachmentType": "file",
        "Attachment": [],
    }
    return node("CrmSendEmailActivity", name, properties)


def mail(name: str, subject: str, text: str, *, author: str, people: list[str], addresses: str) -> Activity:
    """To employees and to addresses; `people` must be a list even when empty (native-activities.md, MailActivity)."""
    properties = {
        "Title": "Send an e-mail",
        "MailSubject": subject,
        "MailText": text,
        "MailMessageType": "plain",
        "MailCharset": "UTF-8",
        "DirrectMail": "Y",
        "MailUserFrom": "",
        "MailUserFromArray": [author],
        "MailUserTo": addresses,
        "MailUserToArray": people,
        "MailSeparator": ",",
    }
    return node("MailActivity", name, properties)


def client_sms(name: str, text: str) -> Activity:
    """To the record's client, through the portal's default provider."""
    properties = {
        "Title": "Send an SMS",
        "MessageText": text,
        "ProviderId": ":default:",
        "RecipientType": "entity",
        "RecipientUser": [],
        "PhoneType": "",
    }
    return node("CrmSendSmsActivity", name, properties)


def reminder(name: str, text: str, deadline: str, person: list[str]) -> Activity:
    properties = {
        "Title": "Set a reminder",
        "Description": text,
        "Deadline": deadline,
        "Responsible": person,
        "AutoComplete": "N",
    }
    return node("CrmCreateToDoActivity", name, properties)
