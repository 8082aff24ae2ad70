"""Hands one mail to the mail server: SMTP, with TLS where the server has it."""

import smtplib
from dataclasses import dataclass
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from flask_babel import force_locale
from flask_babel import gettext as _

from app.notices.mails import Outgoing

SECONDS = 20


class NotAccepted(Exception):
    """The server is away or refused the message."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail that says more than that there is something new: its reader has chosen it."""

    subject: str
    text: str


def message_of(
    mail: Outgoing, *, sender: str, site: str, letter: Letter | None = None
) -> EmailMessage:
    """Its id is made from the mail's: a second copy is recognised by the reader's program."""
    message = EmailMessage()
    message["Message-ID"] = f"<{mail.id}@{sender.rpartition('@')[2]}>"
    message["From"], message["To"] = sender, mail.address
    letter = letter or _neutral(mail.locale, site)
    message["Subject"] = letter.subject
    message.set_content(letter.text)
    return message


def _neutral(locale: str, site: str) -> Letter:
    with force_locale(locale):
        text = _("There is something new for you. Sign in to read it:")
        why = _("You get this mail because you gave this address in Adal Jol. You can take it out.")
        return Letter(_("A new message in Adal Jol"), f"{text}\n{site}\n\n{why}\n")


def hand_over(message: EmailMessage, *, server: str) -> None:
    """`server` is smtp://user:password@host:587 or smtps://… Raises NotAccepted."""
    parts = urlsplit(server)
    kind = smtplib.SMTP_SSL if parts.scheme == "smtps" else smtplib.SMTP
    try:
        with kind(parts.hostname or "", parts.port or 0, timeout=SECONDS) as connection:
            if parts.scheme == "smtp" and "starttls" in _features(connection):
                connection.starttls()
            if parts.username:
                connection.login(unquote(parts.username), unquote(parts.password or ""))
            connection.send_message(message)
    except (OSError, smtplib.SMTPException) as error:
        raise NotAccepted(type(error).__name__) from error


def _features(connection: smtplib.SMTP) -> dict[str, str]:
    connection.ehlo_or_helo_if_needed()
    return connection.esmtp_features
