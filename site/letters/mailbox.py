"""On a developer's machine letters go into a folder, and a page shows them as they would have arrived."""

import email
import email.policy
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage as Parsed
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

STAMP = "%Y%m%d-%H%M%S"


class EmailBackend(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        settings.MAILBOX.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            name = f"{timezone.now().astimezone(UTC):{STAMP}}-{uuid4().hex[:8]}"
            _put(settings.MAILBOX / name, message.message().as_bytes())
        return len(email_messages)


def _put(path: Path, content: bytes) -> None:
    """Beside the folder first: whoever looks, or is killed, meets no half of a letter."""
    beside = path.parent.with_name(f"{path.parent.name}-{path.name}")
    beside.write_bytes(content)
    beside.replace(path)


@dataclass(frozen=True, kw_only=True)
class Received:
    name: str
    at: datetime
    to: str
    sender: str
    subject: str
    text: str
    html: str


def received() -> list[Received]:
    """Newest first."""
    files = sorted(settings.MAILBOX.glob("*"), reverse=True) if settings.MAILBOX.is_dir() else []
    return [_read(path) for path in files]


def one(name: str) -> Received | None:
    return next((each for each in received() if each.name == name), None)


def _read(path: Path) -> Received:
    parsed = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    return Received(
        name=path.name,
        at=datetime.strptime(path.name[:15], STAMP).replace(tzinfo=UTC),
        to=str(parsed["To"]),
        sender=str(parsed["From"]),
        subject=str(parsed["Subject"]),
        text=_part(parsed, "plain"),
        html=_part(parsed, "html"),
    )


def _part(parsed: Parsed, kind: str) -> str:
    found = parsed.get_body((kind,))
    return str(found.get_content()) if found else ""
