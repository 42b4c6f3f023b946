"""When a plain page may go out: no blanks left in it, and what the law asks for approved as it stands."""

import re
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from home.models import PlainPage

BLANK = re.compile(r"\[[^\W\d_]+:[^\[\]]*\]")
"""What the lawyer is to fill in: “[lawyer: registered address]”, in whatever language."""


@dataclass(frozen=True, kw_only=True)
class Statement:
    """A page as it would go out, and as readers know it now."""

    is_legal: bool
    words: str
    approved_on: date | None
    known_words: str = ""
    known_since: date | None = None


def of_page(page: PlainPage) -> Statement:
    live = PlainPage.objects.filter(pk=page.pk, live=True).first()
    published = live.last_published_at if live else None
    return Statement(
        is_legal=page.is_legal,
        words=page.plain_text(),
        approved_on=page.approved_on,
        known_words=live.plain_text() if live else "",
        known_since=timezone.localdate(published) if published else None,
    )


def obstacles(statement: Statement, *, today: date) -> list[str]:
    """What stands against publishing it, a sentence each."""
    blanks = BLANK.findall(statement.words)
    found = [_("Something is still to be filled in: %s.") % blanks[0]] if blanks else []
    return [*found, *(_obstacles_of_law(statement, today) if statement.is_legal else [])]


def _obstacles_of_law(statement: Statement, today: date) -> list[str]:
    if statement.approved_on is None:
        return [_("A lawyer has to approve this page first: write the day and whose approval it is.")]
    if statement.approved_on > today:
        return [_("It was approved on a day that is still to come. Write the real one.")]
    if _is_outdated(statement, statement.approved_on):
        day = {"day": date_format(statement.approved_on)}
        return [_("The text has changed since it was approved on %(day)s. Ask again.") % day]
    return []


def _is_outdated(statement: Statement, approved_on: date) -> bool:
    """Other words than those readers know need an approval given after those went out."""
    if statement.known_since is None:
        return False
    return statement.words != statement.known_words and approved_on < statement.known_since
