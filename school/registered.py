"""What a family tells us when it registers, as the verbs take it: without a form, a view or a row."""

import unicodedata
from dataclasses import dataclass, field

from privacy import alike
from privacy.documents import Email, Phone

MOST_CHILDREN = 5
"""In one go."""


@dataclass(frozen=True, kw_only=True, repr=False)
class NewChild:
    name: str
    born_year: int
    born_month: int
    note: str = ""


@dataclass(frozen=True, kw_only=True, repr=False)
class Family:
    """Children who are registered together, and who cares for them."""

    children: tuple[NewChild, ...]
    name: str
    language: str
    days: tuple[int, ...]
    email: Email | None = None
    phone: Phone | None = None
    says_sibling: bool = False
    together: bool = False
    note: str = field(default="")

    @property
    def contact(self) -> alike.Known:
        """Raises ValueError for a family that can not be reached."""
        if self.email:
            return alike.email(self.email)
        return alike.phone(self.phone or "")


def identity(child: NewChild, contact: alike.Known) -> alike.Known:
    """Equal for the same child of the same contact, letter by letter; other spellings are for a person to
    judge (`school.duplicates`)."""
    name = " ".join(unicodedata.normalize("NFKC", child.name).casefold().split())
    return alike.Known(
        kind="child", value=f"{name} {child.born_year}-{child.born_month} {contact.kind} {contact.value}"
    )


def twins_of(children: tuple[NewChild, ...]) -> list[int]:
    """Of each child, the number of the one whose ticket it has: the first that was born in its month."""
    months = [(each.born_year, each.born_month) for each in children]
    return [months.index(month) for month in months]
