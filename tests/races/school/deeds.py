"""What one of many people does with the verbs of `school`, told in words that fit into JSON."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from time import sleep
from uuid import UUID

from django.db import transaction

from privacy import forgetting
from privacy.documents import Email
from school import answering, applying, capacity, enrolling, leaving, ledger, moving, places
from school.ledger import By
from school.models import Application, Group, Guardian, Head, Offer
from school.refusals import SchoolRefused
from school.registered import Family, NewChild
from tests.races.doing import A_MOMENT, Deed, done


class Hands:
    """Of a parent, a coordinator or the worker. Children are known by their codes."""

    def accept(self, *, code: str, at: datetime) -> str:
        offer = newest(code)
        return answering.accept(offer_id=offer.pk, at=at).state if offer else "not asked"

    def decline(self, *, code: str, keep: bool, at: datetime) -> str:
        offer = newest(code)
        return answering.decline(offer_id=offer.pk, keep=keep, at=at).state if offer else "not asked"

    def revoke(self, *, code: str, at: datetime) -> str:
        offer = newest(code)
        return answering.revoke(offer_id=offer.pk, at=at).state if offer else "not asked"

    def withdraw(self, *, code: str, at: datetime) -> str:
        row = known(code)
        return leaving.withdraw(application_id=row.pk, at=at).state if row else "gone"

    def pause(self, *, code: str, at: datetime) -> str:
        row = known(code)
        return leaving.pause(application_id=row.pk, at=at).state if row else "gone"

    def resume(self, *, code: str, at: datetime) -> str:
        row = known(code)
        return leaving.resume(application_id=row.pk, at=at).state if row else "gone"

    def come_back(self, *, code: str, at: datetime) -> str:
        row = known(code)
        return leaving.return_to_list(application_id=row.pk, at=at).state if row else "gone"

    def leave(self, *, code: str, at: datetime) -> str:
        row = known(code)
        why = Application.Away.ILL
        return leaving.leave(application_id=row.pk, why=why, at=at).state if row else "gone"

    def erase(self, *, code: str, at: datetime) -> str:
        row = known(code)
        if row and row.seal_id:
            forgetting.erase([row.seal_id], at=at)
        return "erased"

    def set_places(self, *, group: int, to: int, at: datetime) -> str:
        Group.objects.filter(pk=group).update(ceiling=to)
        capacity.review(group_id=group, reason="a race", by=None, at=at)
        return "set"

    def hold_back(self, *, group: int, reason: str, at: datetime) -> str:
        capacity.hold_back(group_id=group, reason=reason, at=at)
        return "held back"

    def change_group(self, *, code: str, group: int, at: datetime) -> str:
        row = known(code)
        sits = row and row.enrolments.filter(ended_at=None).first()
        if not sits:
            return "no pupil"
        enrolling.change_group(enrolment_id=sits.pk, group_id=group, at=at)
        return "moved"

    def set_tier(self, *, code: str, tier: int, at: datetime) -> str:
        with ledger.held() as head:
            if row := known(code):
                moving.set_tier(head, row, tier, by=By.STAFF, at=at)
        return "tier set"

    def register(self, *, name: str, email: str, key: str, at: datetime) -> str:
        children = (NewChild(name=name, born_year=2018, born_month=3),)
        family = Family(
            children=children, name="Алена", language="be", days=(1, 5), email=Email(email), phone=None
        )  # fmt: skip
        return "received" if applying.register(family=family, form_key=UUID(key), at=at) else "there already"

    def confirm(self, *, at: datetime) -> str:
        """By the button of every letter that has gone out."""
        moved = [
            applying.verify(guardian_id=pk, at=at) for pk in Guardian.objects.values_list("pk", flat=True)
        ]
        return "confirmed" if any(moved) else "nothing to confirm"

    def tidy(self, *, at: datetime) -> str:
        places.tidy(at=at)
        return "tidied"

    def turn_the_page(self, *, at: datetime) -> str:
        enrolling.turn_the_page(at=at)
        return "turned"


def newest(code: str) -> Offer | None:
    return Offer.objects.filter(code=code).order_by("number").last()


def known(code: str) -> Application | None:
    """None where it is forgotten."""
    return Application.objects.filter(code=code).first()


def do_all(told: list[Deed]) -> list[str]:
    return list(done(Hands(), told, refused=SchoolRefused))


def careless() -> None:
    """The twin: nobody holds the list, and a place is looked at first and taken then, as everybody writes it
    the first time."""

    @contextmanager
    def held() -> Iterator[Head]:
        with transaction.atomic():
            yield Head.objects.get(pk=1)

    def take(group: Group) -> bool:
        row = Group.objects.get(pk=group.pk)
        if row.capacity - row.taken - row.held < 1:
            return False
        sleep(A_MOMENT)
        Group.objects.filter(pk=group.pk).update(held=row.held + 1)
        group.held = row.held + 1
        return True

    ledger.held = held
    places.take = take
