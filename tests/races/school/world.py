"""Ten children of five families before two groups. Made once; each sequence puts them back to its own
beginning."""

from hashlib import sha256
from random import Random
from uuid import uuid4

from django.apps import apps
from django.db import transaction

from school import answering, ledger, places
from school.ledger import By, Deed
from school.models import Application, Care, Group, Guardian, Head, Offer
from school.order import Tier
from school.states import State
from tests.races.school.scripts import PARENTS, Scene
from tests.school.children import (
    APRIL,
    MARCH,
    MAY,
    NOW,
    TUESDAYS,
    emptied,
    guardian,
    nobody_yet,
    opened,
    tables,
    term,
    waiting,
)

GONE = ("offer", "enrolment", "entry", "capacitychange", "call")
"""What a sequence leaves behind."""
BEGIN = [State.WAITING] * 8 + [State.PAUSED, State.VERIFIED, State.WITHDRAWN]
BORN, DAYS = [(2018, 5), (2015, 5)], [(1, 5), (5,), (1,)]


class World:
    def __init__(self) -> None:
        with transaction.atomic():
            nobody_yet()
        of = term()
        self.groups = [
            opened(of, name="A", places=20),
            opened(of, name="B", rule=TUESDAYS, oldest=9, places=20),
        ]
        self.parents = [
            guardian(phone=f"+48 000 000 00{place}") if place % 2 else guardian() for place in range(PARENTS)
        ]
        self.codes: dict[str, tuple[int, int]] = {}
        for family in range(PARENTS):
            together = uuid4()
            for child in range(2):
                self._born(family, child, family_id=together)

    def _born(self, family: int, child: int, **more: object) -> None:
        number = 2 * family + child
        row = waiting(
            self.parents[family], born=BORN[child], days=DAYS[number % 3], together=family == 0,
            family=more["family_id"],
        )  # fmt: skip
        self.codes[row.code] = (family, child)

    @property
    def scene(self) -> Scene:
        families: list[list[str]] = [[] for _each in range(PARENTS)]
        for code, (family, _child) in self.codes.items():
            families[family].append(code)
        return Scene(families=families, groups=[each.pk for each in self.groups])

    def fits(self, code: str, group: str) -> bool:
        """As the tests know it, who have made them."""
        family, child = self.codes[code]
        days = DAYS[(2 * family + child) % 3]
        return 5 in days if group == "A" else 1 in days and child == 0

    def begin(self, number: int) -> dict[int, int]:
        """Everything as it is when the sequence begins: gives how many places each group has."""
        chance = Random(-number - 1)  # noqa: S311 - the same beginning each time
        with transaction.atomic():
            self._clear()
            self._raise_the_forgotten()
            self._line_up(chance, number)
            capacities = {each.pk: chance.randint(place == 0, 3) for place, each in enumerate(self.groups)}
            for pk, capacity in capacities.items():
                Group.objects.filter(pk=pk).update(
                    capacity=capacity, ceiling=capacity, held=0, taken=0, overhang=0, held_back=""
                )
            with ledger.held() as head:
                places.settle(head, at=NOW)
            for offer in Offer.objects.order_by("number"):
                if chance.random() < 0.4:
                    answering.accept(offer_id=offer.pk, at=NOW)
        return capacities

    def _clear(self) -> None:
        models = [apps.get_model("school", name) for name in GONE]
        emptied("letters_letter", "procrastinate_events", "procrastinate_jobs", *tables(models))
        Head.objects.update(last=0, digest="", offers=0)
        Guardian.objects.update(ends_at=None)

    def _raise_the_forgotten(self) -> None:
        """Somebody else is born in the place of who was erased."""
        here = set(Application.objects.values_list("code", flat=True))
        for code in [code for code in self.codes if code not in here]:
            family, child = self.codes.pop(code)
            brother = Care.objects.filter(guardian=self.parents[family]).first()
            self._born(family, child, family_id=brother.application.family if brother else uuid4())
        emptied("school_entry")
        Head.objects.update(last=0, digest="")

    def _line_up(self, chance: Random, number: int) -> None:
        with ledger.held() as head:
            for row in Application.objects.order_by("code"):
                row.state = chance.choice(BEGIN)
                row.pause = "wish" if row.state == State.PAUSED else ""
                row.tier = chance.choice([1, 2, 3, 3, 3])
                row.round = chance.choice([MARCH, APRIL, MAY])
                row.ticket = sha256(f"{number} {row.code}".encode()).hexdigest()
                row.away, row.resumes_on = "", None
                row.save()
                _write(head, row)


def _write(head: Head, row: Application) -> None:
    """Its lines, as they would have come about."""
    month = f"{row.round:%Y-%m}"
    facts = {"tier": int(Tier(row.tier)), "round": month, "ticket_of": row.code, "ticket": row.ticket}
    ledger.write(head, Deed.VERIFIED, row.code, by=By.FAMILY, at=NOW, **facts)
    if row.state != State.VERIFIED:
        ledger.write(head, Deed.DRAWN, row.code, by=By.TWO, at=NOW, round=month, ticket=row.ticket)
    if row.state == State.PAUSED:
        ledger.write(head, Deed.PAUSED, row.code, by=By.FAMILY, at=NOW, reason="wish")
    if row.state == State.WITHDRAWN:
        ledger.write(head, Deed.WITHDRAWN, row.code, by=By.FAMILY, at=NOW)
