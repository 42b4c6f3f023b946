"""Donors behind their links: one who gives every month, and one with everything a donor can have."""

from datetime import timedelta
from typing import Any

from tests.journeys.planting_questions import paths

LONGEST = "Першая дапамога тым, хто прыехаў учора, і семʼям з дзецьмі"[:58]
CODES = ("be", "ru", "pl", "en")


def planted() -> dict[str, Any]:
    from django.utils import timezone

    from donations.links import GIFTS, MEND

    at = timezone.now()
    usual, everything = _usual(at), _everything(at)
    return {
        "donor": paths(GIFTS, usual.donor_id),
        "donor with everything": paths(GIFTS, everything.donor_id),
        "payment to mend": paths(MEND, everything.pk),
        "donor to erase": {code: paths(GIFTS, _to_erase(code, at))[code] for code in CODES},
    }


def _to_erase(code: str, at: Any) -> Any:
    """One for each language: once erased, she is there for nobody else."""
    from donations.models import Gift
    from privacy.documents import Email
    from tests.donations import planting

    gift = planting.received(code, at=at, email=Email(f"erase.me.{code}@example.org"))
    return Gift.objects.get(pk=gift).donor_id


def _usual(at: Any) -> Any:
    from privacy.documents import Email
    from tests.donations import planting

    email = Email("every.month@example.org")
    for month in range(9):
        planting.received("be", at=at - timedelta(days=31 * month), email=email)
    return planting.monthly("be", at=at, email=email)


def _everything(at: Any) -> Any:
    from donations.models import Fund, MonthlyChange
    from privacy.documents import Email
    from tests.donations import planting

    email = Email("vielmi-doŭhi-adras-bieź-prabielaŭ@skrynia.example.org")
    told = {"name": "Аляксандра-Магдалена Канстанцінаўна-Вечарэ", "message": "Дзякуй " * 30}
    longest = Fund.objects.create(slug="longest", **{f"name_{code}": LONGEST + code for code in CODES})
    for back in (0, 20_00):
        planting.received("be", at=at, back=back, email=email, fund=longest, visibility="name", **told)
    states = (
        {"state": "overdue"},
        {"state": "paused", "paused_until": at + timedelta(days=70)},
        {"state": "paused", "next_at": None},
        {"state": "stopped", "ended_at": at},
    )
    rows = [planting.monthly("be", at=at, email=email, fund=longest, **each) for each in states]
    changes = ((rows[1], "stop", "waiting", None), (rows[2], "amount", "refused", 99_999_99))
    for row, what, state, amount in changes:
        MonthlyChange.objects.create(monthly=row, what=what, state=state, amount_minor=amount, asked_at=at)
    return rows[0]
