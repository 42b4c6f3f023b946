"""Families that register, as the tests of it need them."""

from typing import Any
from uuid import UUID

from letters.models import Letter
from privacy.documents import Email, Phone
from school import applying
from school.models import Application, Guardian
from school.registered import Family, NewChild
from tests.school.children import NOW, SATURDAY, TUESDAY

ZORKA = NewChild(name="Зорка", born_year=2018, born_month=3)
KASIA = NewChild(name="Кася", born_year=2016, born_month=7)


def family(*children: NewChild, email: str = "alena@example.org", phone: str = "", **more: Any) -> Family:
    known: dict[str, Any] = {"name": "Алена", "language": "be", "days": (TUESDAY, SATURDAY)}
    known["email"] = None if phone else Email(email)
    known["phone"] = Phone(phone) if phone else None
    return Family(children=children or (ZORKA,), **known | more)


def registered(*children: NewChild, key: str = "1", **more: Any) -> Guardian:
    at = more.pop("at", NOW)
    made = applying.register(family=family(*children, **more), form_key=UUID(key * 32), at=at)
    assert made is not None
    return made


def verified(*children: NewChild, key: str = "1", **more: Any) -> Guardian:
    at = more.get("at", NOW)
    made = registered(*children, key=key, **more)
    applying.verify(guardian_id=made.pk, at=at)
    return made


def of(guardian: Guardian) -> list[Application]:
    return list(guardian.children.order_by("nth"))


def letters() -> list[str]:
    """By name: those of one moment have no order."""
    return list(Letter.objects.order_by("name").values_list("name", flat=True))


def to_be_told(language: str) -> UUID:
    """Two children who are not confirmed, for a letter about them."""
    return _told(registered(ZORKA, KASIA, language=language))


def to_be_told_again(language: str) -> UUID:
    return _told(verified(language=language))


def _told(guardian: Guardian) -> UUID:
    care = guardian.cares.order_by("application__nth")[0]
    return UUID(str(care.pk))
