"""What gifts of the demo are for: two funds, and three campaigns, of which one is over."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from donations import purposes
from donations.models import Campaign, Fund
from timetable.expansion import WARSAW

DAY = timedelta(days=1)
FUNDS = {
    "lawyer": {"be": "Юрыст", "ru": "Юрист", "pl": "Prawnik", "en": "A lawyer"},
    "first-days": {"be": "Першыя дні", "ru": "Первые дни", "pl": "Pierwsze dni", "en": "First days"},
}
"""By their words in addresses."""
ABOUT = {
    "lawyer": {
        "be": "дакументы, суды, бясплатная кансультацыя",
        "ru": "документы, суды, бесплатная консультация",
        "pl": "dokumenty, sądy, bezpłatna porada",
        "en": "papers, court cases, free advice",
    },
    "first-days": {
        "be": "начлег, ежа і праязны таму, хто толькі прыехаў",
        "ru": "ночлег, еда и проездной тем, кто только приехал",
        "pl": "nocleg, jedzenie i bilet dla tych, którzy dopiero przyjechali",
        "en": "a bed, food and a ticket for those who have just arrived",
    },
}


@dataclass(frozen=True, kw_only=True)
class Drive:
    """A campaign, counted in days from the one on which the demo is built."""

    key: str
    name: str
    goal: int
    fund: str = ""
    begins: int
    ends: int | None = None


TEACHERS = Drive(key="teachers", name="Заробкі настаўнікаў", goal=17_000_00, begins=-20, ends=-19)
SHIFT = Drive(key="second-shift", name="Другая змена", goal=48_000_00, begins=-8, ends=35)
TICKETS = Drive(key="tickets", name="Праязныя на першы месяц", goal=3_300_00, fund="first-days", begins=-40)
DRIVES = (TEACHERS, SHIFT, TICKETS)


def build(*, at: datetime) -> dict[str, Campaign]:
    """By their keys. The first has had its day."""
    funds = {slug: _fund(slug, names) for slug, names in FUNDS.items()}
    campaigns = {drive.key: _campaign(drive, funds, at=at) for drive in DRIVES}
    purposes.close(campaigns[TEACHERS.key], at=closed_at(TEACHERS, at=at))
    return campaigns


def _fund(slug: str, names: dict[str, str]) -> Fund:
    said = {f"name_{code}": name for code, name in names.items()}
    said |= {f"about_{code}": line for code, line in ABOUT[slug].items()}
    return Fund.objects.get_or_create(slug=slug, defaults=said)[0]


def _campaign(drive: Drive, funds: dict[str, Fund], *, at: datetime) -> Campaign:
    return Campaign.objects.create(
        name=drive.name,
        goal_minor=drive.goal,
        fund=funds.get(drive.fund),
        opens_at=midnight(drive.begins, at=at),
        ends_at=None if drive.ends is None else midnight(drive.ends, at=at),
    )


def midnight(days: int, *, at: datetime) -> datetime:
    """With which a day begins in Warsaw, so many days from now."""
    return datetime.combine((at.astimezone(WARSAW) + days * DAY).date(), time(), tzinfo=WARSAW)


def closed_at(drive: Drive, *, at: datetime) -> datetime:
    """An hour before its day was over: all there was to collect was there."""
    return midnight(drive.begins, at=at) + timedelta(hours=23)
