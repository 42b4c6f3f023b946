"""What people come to the office to begin, one click from its front page. Each app adds its own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AbstractBaseUser


@dataclass(frozen=True, kw_only=True)
class Start:
    words: Any
    url: str
    icon: str


Offer = Callable[[AbstractBaseUser], Start | None]
"""Answers with nothing where this person may not."""
offers: list[Offer] = []


def offer(find: Offer) -> Offer:
    offers.append(find)
    return find


def for_person(user: AbstractBaseUser) -> list[Start]:
    return [start for find in offers if (start := find(user))]
