"""A donor with her browser, on her own page."""

from datetime import datetime
from html import unescape
from typing import Any

from django.test import Client
from django.utils import timezone

from donations.links import GIFTS
from donations.models import Donor
from letters import writing
from privacy import links

ORIGIN = "http://localhost:8000"
MINE = "/en/donate/mine/"


def let_in(donor: Donor, *, language: str = "en", at: datetime | None = None) -> Client:
    client = Client()
    url = links.issue(GIFTS, donor.pk, language=language, at=at or timezone.now())
    client.post(url.removeprefix(ORIGIN))
    return client


def by_letter(name: str, subject: Any, *, at: datetime) -> str:
    """The path of the link to her page in that letter."""
    address = writing.kinds[name](subject, at)
    assert address is not None
    return str(address.context["mine_url"]).removeprefix(ORIGIN)


def text(answer: Any) -> str:
    return unescape(answer.content.decode()).replace("\N{NO-BREAK SPACE}", " ")


def page(client: Client, path: str = "", *, language: str = "en") -> str:
    return text(client.get(f"/{language}/donate/mine/{path}"))


def send(client: Client, path: str = "", **given: str) -> Any:
    return client.post(f"{MINE}{path}", given)
