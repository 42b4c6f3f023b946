"""Journalists who ask, as the tests of sealed data need them."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from home.models import Asked, Inquiry
from privacy import alike, keys
from privacy.documents import Email

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def asked(name: str = "Alina Kavalenka", **more: Any) -> Asked:
    known = {
        "outlet": "Prykladnaja hazieta",
        "question": "Колькі дзяцей у школе?",
        "email": Email("alina@example.org"),
    }
    return Asked(name=name, **known | more)


def inquiry(
    words: Asked | None = None, *, seal: UUID | None = None, at: datetime = NOW, **more: Any
) -> Inquiry:
    words = words or asked()
    row = Inquiry(
        seal_id=seal or keys.new_seal(alike.email(words.email or "nobody@example.org"), at=at),
        **{"language": "be", "deadline": at + timedelta(days=1), "created_at": at, "form_key": uuid4()}
        | more,
    )
    row.asked.seal(words, at=at)
    row.save()
    return row


def closed(*, at: datetime, **more: Any) -> Inquiry:
    return inquiry(state=Inquiry.State.ANSWERED, closed_at=at, **more)
