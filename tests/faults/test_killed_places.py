"""kill -9 while a family answers, or the worker ends what nobody has answered: nothing is half done, and the
next try does it once."""

from typing import Any

import pytest

from letters.models import Letter
from privacy import forgetting
from school.deadlines import GRACE
from school.models import Application, Offer
from tests.faults import killed
from tests.faults.running import Processes, kill
from tests.races.school import truth
from tests.school import replay
from tests.school.children import MAY, NOW, counters, nobody_yet, offer_of, opened, waiting, words

pytestmark = pytest.mark.processes


@pytest.fixture(autouse=True)
def _as_in_the_processes(site: Processes, settings: Any) -> None:
    from config.settings import dev

    settings.MASTER_KEYS = dev.MASTER_KEYS
    nobody_yet()
    Letter.objects.all().delete()


class Asked:
    """One place, offered to the first of two."""

    def __init__(self) -> None:
        self.children = [waiting(ticket="a", at=NOW), waiting(month=MAY, at=NOW)]
        self.group = opened(places=1)
        self.offer = offer_of(self.children[0])

    @property
    def stands(self) -> tuple[list[str], tuple[int, ...], int]:
        return words(*self.children), counters(self.group), Letter.objects.count()

    @property
    def lies(self) -> Any:
        return truth.lies(), replay.mistakes(lambda _code, _group: True)


@pytest.fixture
def asked(site: Processes) -> Asked:
    made = Asked()
    assert made.stands == BEFORE
    return made


BEFORE = (["offered", "waiting"], (1, 1, 0, 0), 1)
NO, YES = (["paused", "offered"], (1, 1, 0, 0), 3), (["placed", "waiting"], (1, 0, 1, 0), 2)


@pytest.mark.parametrize(
    ("point", "standing"),
    [
        ("answered, not written down", BEFORE),
        ("answered, nobody asked yet", BEFORE),
        ("a place held, nobody told", BEFORE),
        ("answered, not committed", BEFORE),
        ("said no", NO),
    ],
)
def test_a_place_is_given_on_with_the_no_or_not_at_all(
    site: Processes, asked: Asked, point: str, standing: object
) -> None:
    kill(site, point, "say_no", offer=asked.offer.pk)
    assert (asked.stands, asked.lies) == (standing, ({}, []))

    killed.say_no(asked.offer.pk)

    assert (asked.stands, asked.lies) == (NO, ({}, []))


@pytest.mark.parametrize(("point", "standing"), [("answered, not committed", BEFORE), ("said yes", YES)])
def test_a_yes_is_whole_or_not_at_all(site: Processes, asked: Asked, point: str, standing: object) -> None:
    kill(site, point, "say_yes", offer=asked.offer.pk)
    assert (asked.stands, asked.lies) == (standing, ({}, []))

    killed.say_yes(asked.offer.pk)

    assert (asked.stands, asked.lies) == (YES, ({}, []))


@pytest.mark.parametrize(("point", "standing"), [("a place held, nobody told", BEFORE), ("tidied", NO)])
def test_an_offer_ends_once_though_the_worker_is_killed(
    site: Processes, asked: Asked, point: str, standing: object
) -> None:
    at = (asked.offer.until + GRACE).isoformat()
    kill(site, point, "tidy", at=at)
    assert (asked.stands, asked.lies) == (standing, ({}, []))

    killed.tidy(at)

    assert (asked.stands, asked.lies) == (NO, ({}, []))


def test_a_place_of_somebody_half_forgotten_is_given_on_when_it_is_finished(
    site: Processes, asked: Asked
) -> None:
    """Killed between the two databases: nothing can be read of the child any more, the row still stands."""
    first = asked.children[0]
    forgetting_was_killed(first)
    assert words(asked.children[1]) == ["waiting"]

    forgetting.reapply(at=NOW)

    assert not Application.objects.filter(pk=first.pk).exists()
    assert (words(asked.children[1]), Offer.objects.filter(state="pending").count()) == (["offered"], 1)
    assert asked.lies == ({}, [])


def forgetting_was_killed(row: Application) -> None:
    from privacy.vault.models import Destroyed, Seal

    Destroyed.objects.create(pk=row.seal_id, at=NOW)
    Seal.objects.filter(pk=row.seal_id).delete()
