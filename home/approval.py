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
    approved_by: str
    known_words: str = ""
    known_since: date | None = None


def of_page(page: PlainPage, *, words: str | None = None) -> Statement:
    """`words` are those of a form that has not reached the page yet."""
    live = PlainPage.objects.filter(pk=page.pk, live=True).first()
    published = live.last_published_at if live else None
    return Statement(
        is_legal=page.is_legal,
        words=page.plain_text() if words is None else words,
        approved_on=page.approved_on,
        approved_by=page.approved_by,
        known_words=live.plain_text() if live else "",
        known_since=timezone.localdate(published) if published else None,
    )


def faults(statement: Statement, *, today: date) -> dict[str, str]:
    """What speaks against publishing it, by the field where it can be put right."""
    blanks = BLANK.findall(statement.words)
    found = {"body": _("Something is still to be filled in: %s.") % blanks[0]} if blanks else {}
    return {**found, **(_faults_of_approval(statement, today) if statement.is_legal else {})}


def _faults_of_approval(statement: Statement, today: date) -> dict[str, str]:
    if statement.approved_on is None:
        return {"approved_on": _("A lawyer has to approve this page before it goes out. Write the day here.")}
    if statement.approved_on > today:
        return {"approved_on": _("It was approved on a day that is still to come. Write the real one.")}
    if not statement.approved_by:
        return {"approved_by": _("Write whose approval it is: the role, not the name.")}
    if _is_outdated(statement):
        day = {"day": date_format(statement.approved_on)}
        return {"approved_on": _("The text has changed since it was approved on %(day)s. Ask again.") % day}
    return {}


def _is_outdated(statement: Statement) -> bool:
    """Other words than those readers know need an approval given after those went out."""
    if statement.known_since is None or statement.approved_on is None:
        return False
    return statement.words != statement.known_words and statement.approved_on < statement.known_since
