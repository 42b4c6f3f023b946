"""Journalists' questions for the board: asked, taken and answered as they would be."""

from datetime import datetime, timedelta
from uuid import uuid4

from home import inquiries
from home.demo import content
from home.models import Asked, Inquiry
from office.models import User
from privacy.documents import Email, Phone


def ask(*, staff: User, at: datetime) -> None:
    for each in content.questions():
        row = _asked(each, at=at)
        if "answer" in each:
            inquiries.answer(inquiry_id=row.pk, text=each["answer"], user=staff, at=at)
        elif each.get("taken"):
            inquiries.take(inquiry_id=row.pk, user=staff, at=at)


def _asked(each: content.Table, *, at: datetime) -> Inquiry:
    words = Asked(
        name=each["name"],
        outlet=each["outlet"],
        question=each["text"],
        email=Email(each["email"]) if "email" in each else None,
        phone=Phone(each["phone"]) if "phone" in each else None,
        languages=tuple(each["languages"]),
    )
    deadline = at + timedelta(hours=each["hours"])
    return inquiries.ask(words=words, deadline=deadline, language=each["language"], form_key=uuid4(), at=at)
