"""Somebody who fills in the form, page by page, as the tests of its doorways need her: her clock is the real
one."""

import re
from typing import Any

from django.core import mail
from django.test import Client
from django.utils import timezone

from letters import sending
from letters.models import Letter
from tests.home.test_inquiry_forms import old_stamp

ORIGIN = "http://localhost:8000"
START = "/be/school/register/"
YEAR = timezone.now().year - 8
FIRST = {"name": "Зорка", "homepage": ""}
REST: dict[str, dict[str, Any]] = {
    "birth": {"month": "3", "year": str(YEAR)},
    "you": {"you": "Алена"},
    "contact": {"by": "email", "email": "alena@example.org", "phone": ""},
    "language": {"language": "be"},
    "days": {"days": ["5", "1"]},
    "sibling": {"sibling": "no"},
}


def begin(client: Client, *, start: str = START, key: str = "1", **changes: Any) -> Any:
    return client.post(start, {**FIRST, "stamp": old_stamp(key * 32), **changes})


def fill(client: Client, *, start: str = START, key: str = "1", **changes: dict[str, Any]) -> Any:
    """Up to the page with all answers; `changes` are answers of single pages."""
    answer = begin(client, start=start, key=key, **changes.pop("name", {}))
    for step, said in REST.items():
        answer = client.post(f"{start}{step}/", {**said, **changes.get(step, {})})
    return answer


def send(client: Client, *, start: str = START, key: str = "1", **more: Any) -> Any:
    return client.post(f"{start}check/", {"stamp": old_stamp(key * 32), "homepage": "", **more})


def text(answer: Any) -> str:
    return str(answer.content.decode()).replace("\xa0", " ")


def heading(answer: Any) -> str:
    found = re.search(r"<h1[^>]*>(?:<label[^>]*>)?(.*?)<", text(answer), re.DOTALL)
    return found[1].strip() if found else ""


def delivered() -> Any:
    """The newest letter, handed over."""
    sending.hand_over(Letter.objects.latest("created_at").pk, at=timezone.now())
    return mail.outbox[-1]


def link(message: Any) -> str:
    found = re.search(rf"{ORIGIN}(/\w\w/l/\S+)", message.body)
    assert found is not None
    return found[1]
