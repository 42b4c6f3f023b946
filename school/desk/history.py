"""What has become of one child, in the words of the office: its lines of the ledger, and when it was passed
over."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from school.desk import words
from school.ledger import By, Deed
from school.models import Application, Entry

DEEDS: dict[str, Any] = {
    Deed.VERIFIED: _("confirmed"),
    Deed.DRAWN: _("has its ticket, waits"),
    Deed.TIER: _("stands in another part of the list"),
    Deed.PAUSED: _("paused"),
    Deed.RESUMED: _("waits again"),
    Deed.UNFIT: _("not of the school’s age"),
    Deed.PASSED: _("passed over"),
    Deed.OFFERED: _("offered a place"),
    Deed.ACCEPTED: _("took the place"),
    Deed.DECLINED: _("did not take the place"),
    Deed.EXPIRED: _("no answer in time"),
    Deed.REVOKED: _("the offer was taken back"),
    Deed.WITHDRAWN: _("withdrawn"),
    Deed.ENROLLED: _("taken in as a pupil"),
    Deed.STAYED: _("stays for the next term"),
    Deed.LEFT: _("left the school"),
    Deed.GRADUATED: _("finished the school"),
}
ROLES: dict[str, Any] = {
    By.FAMILY: _("the family"),
    By.STAFF: _("staff"),
    By.TWO: _("two of staff"),
    By.CLOCK: _("by itself"),
}


@dataclass(frozen=True, kw_only=True)
class Told:
    at: datetime
    deed: Any
    by: Any
    group: str
    why: Any


def of(application: Application) -> list[Told]:
    """The newest first."""
    code = application.code
    rows = Entry.objects.filter(Q(code=code) | Q(facts__passed__contains=[code])).order_by("-id")
    return [_told(row, code) for row in rows[:60]]


def _told(row: Entry, code: str) -> Told:
    is_own = row.code == code
    reason = "" if is_own else row.inside.get("passed", {}).get(code, "")
    return Told(
        at=row.at,
        deed=DEEDS.get(row.deed, row.deed) if is_own else DEEDS[Deed.PASSED],
        by=ROLES.get(row.by, ""),
        group=str(row.inside.get("group", "")),
        why=words.UNFIT.get(reason, reason) or _why(row),
    )


def _why(row: Entry) -> Any:
    """Of a pause."""
    return dict(Application.Pause.choices).get(str(row.inside.get("reason", "")), "")
