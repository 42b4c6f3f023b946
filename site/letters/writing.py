"""What is in a letter: subject, plain text and HTML from templates/letters/<name>, in the person's language.

Apps say which letters they have, and how one is addressed at the moment of sending:

    @writing.kind("inquiry_received", title=_("A question has come"), page="inquiry_one")
    def inquiry_received(subject: UUID, at: datetime) -> Address | None: ...

None means: not needed any more (the person is forgotten, or has withdrawn).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.mime.text import MIMEText
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import override

from privacy.documents import Email

Words = str | Promise


@dataclass(frozen=True, kw_only=True, repr=False)
class Attachment:
    """Text of some kind, such as a calendar; `said` are the parameters of its type."""

    name: str
    text: str
    subtype: str
    said: Mapping[str, str] = field(default_factory=dict)

    def part(self) -> MIMEText:
        made = MIMEText(self.text, self.subtype, "utf-8")
        for key, value in self.said.items():
            made.set_param(key, value)
        made.add_header("Content-Disposition", "attachment", filename=self.name)
        return made


@dataclass(frozen=True, kw_only=True, repr=False)
class Address:
    """To whom, in which language, what the templates are told, and what goes with it."""

    to: Email
    language: str
    context: Mapping[str, Any] = field(default_factory=dict)
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, kw_only=True, repr=False)
class Written:
    subject: str
    text: str
    html: str


@dataclass(frozen=True, kw_only=True)
class Shown:
    """To staff, in place of what nobody keeps: which letter it is, the page of what it is about, and the
    right without which it is somebody else's business."""

    title: Words
    page: str = ""
    may: str = ""


Addressing = Callable[[UUID, datetime], Address | None]
kinds: dict[str, Addressing] = {}
shown: dict[str, Shown] = {}


def kind(name: str, *, title: Words, page: str = "", may: str = "") -> Callable[[Addressing], Addressing]:
    """`page` is the name of an address in the admin that takes the number of what the letter is about; `may`,
    the permission of those who are told of such letters: nothing means all who see letters."""

    def register(addressing: Addressing) -> Addressing:
        kinds[name] = addressing
        shown[name] = Shown(title=title, page=page, may=may)
        return addressing

    return register


def write(name: str, *, language: str, context: Mapping[str, Any]) -> Written:
    with override(language):
        told = {**context, "LANGUAGE_CODE": language}
        subject = render_to_string(f"letters/{name}/subject.txt", told)
        told["letter_subject"] = " ".join(subject.split())
        return Written(
            subject=told["letter_subject"],
            text=render_to_string(f"letters/{name}/body.txt", told).strip() + "\n",
            html=render_to_string(f"letters/{name}/body.html", told),
        )


def message(name: str, address: Address, *, letter_id: UUID) -> EmailMultiAlternatives:
    """The same letter has the same Message-ID however often it is handed over: a second copy joins the
    first."""
    written = write(name, language=address.language, context=address.context)
    domain = settings.LETTERS_FROM.rpartition("@")[2].rstrip(">")
    made = EmailMultiAlternatives(
        subject=written.subject,
        body=written.text,
        from_email=settings.LETTERS_FROM,
        to=[address.to],
        connection=get_connection(settings.LETTERS_BACKEND),
        headers={
            "Message-ID": f"<{letter_id}@{domain}>",
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
            "Content-Language": address.language,
        },
    )
    made.attach_alternative(written.html, "text/html")
    for each in address.attachments:
        made.attach(each.part())
    return made
