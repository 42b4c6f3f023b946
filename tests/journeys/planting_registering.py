"""A family’s form, half way and with everything it can have, and an application that waits to be confirmed,
behind links in four languages."""

from typing import Any
from uuid import uuid4

NAME = "Чатырохсотслоўнаебезпрабелаў" * 2


def planted() -> dict[str, dict[str, str]]:
    from django.utils import timezone

    from school.confirming import CONFIRM
    from school.register_views import DRAFT
    from tests.journeys.planting_questions import paths, windows
    from tests.journeys.planting_sign_ups import everywhere
    from tests.school.registering import KASIA, ZORKA, registered

    at = timezone.now()
    asked = registered(ZORKA, KASIA, at=at, email="planted@example.org")
    return {
        "application form": everywhere("school/register/"),
        "application half way": windows(DRAFT.purpose, kept(half(at.year))),
        "application with everything": windows(DRAFT.purpose, kept(whole(at.year))),
        "application to confirm": paths(CONFIRM, asked.pk),
    }


def kept(answers: dict[str, list[str]]) -> Any:
    from django.utils import timezone

    from privacy import drafts
    from school.register_views import DRAFT

    return drafts.keep(DRAFT, answers, key=uuid4(), at=timezone.now()).pk


def half(year: int) -> dict[str, list[str]]:
    return {"name 1": [NAME], "month 1": ["3"], "year 1": [str(year - 8)], "you": [NAME]}


def whole(year: int) -> dict[str, list[str]]:
    child = {"name 2": ["Кася"], "month 2": ["3"], "year 2": [str(year - 8)], "children": ["2"]}
    rest = {"by": ["email"], "email": [f"{'a' * 60}@example.org"], "language": ["be"]}
    return {**half(year), **child, **rest, "days": ["5", "1"], "sibling": ["no"]}
