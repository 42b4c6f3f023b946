"""What becomes of signs, whatever they are."""

from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from office import health
from office.health import Reading, State, Trouble
from office.management.commands.health import line

AT = datetime(2026, 11, 25, 9, tzinfo=UTC)
WRONG = Trouble(wrong="It is wrong.", do="Mend it", since=AT - timedelta(hours=2))


@pytest.fixture(autouse=True)
def none_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "signs", {})
    monkeypatch.setattr(health, "ALIASES", {})


def sign(name: str, answer: Any = None, *, order: int = 1, stands_on: tuple[str, ...] = ()) -> None:
    @health.look(name, title=name.upper(), order=order, stands_on=stands_on)
    def find(at: datetime) -> Trouble | None:
        if isinstance(answer, Exception):
            raise answer
        return answer


def states() -> dict[str, str]:
    return {reading.sign.name: reading.state.value for reading in health.report(at=AT).readings}


def test_a_site_without_signs_is_well() -> None:
    assert health.report(at=AT) == health.Report(at=AT)
    assert health.report(at=AT).is_good


def test_one_sign_that_is_wrong_is_enough() -> None:
    sign("a")
    sign("b", WRONG)
    report = health.report(at=AT)

    assert (report.is_good, report.troubles) == (False, [WRONG])
    assert states() == {"a": "good", "b": "bad"}


def test_what_others_stand_on_is_read_first() -> None:
    sign("letters", order=1, stands_on=("database",))
    sign("disk", order=9)
    sign("database", order=5)

    assert list(states()) == ["database", "disk", "letters"]


def test_what_stands_on_something_wrong_is_not_known_and_not_asked() -> None:
    sign("letters", AssertionError("asked"), stands_on=("database",))
    sign("disk")
    sign("database", WRONG)
    report = health.report(at=AT)

    assert states() == {"database": "bad", "disk": "good", "letters": "unknown"}
    assert report.troubles == [WRONG]
    assert not report.is_good


@pytest.mark.parametrize("failure", [OperationalError("canceling statement"), FileNotFoundError("/gone")])
def test_a_sign_that_can_not_be_read_is_bad_and_says_so(
    failure: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    sign("letters", failure)

    assert health.report(at=AT).troubles == [health.UNREADABLE]
    assert caplog.messages == [f"The sign letters could not be read: {type(failure).__name__}"]


@pytest.mark.parametrize(
    ("state", "trouble", "said"),
    [
        (State.GOOD, None, "good    a"),
        (State.UNKNOWN, None, "unknown a: can not be known now."),
        (State.BAD, WRONG, "bad     a: It is wrong. (since 2026-11-25 08:00) Mend it."),
        (State.BAD, Trouble(wrong="Bad.", do="Act"), "bad     a: Bad. Act."),
    ],
)
def test_the_command_says_a_line_of_each(state: State, trouble: Trouble | None, said: str) -> None:
    sign("a")
    reading = Reading(sign=health.signs["a"], state=state, trouble=trouble)

    assert line(reading) == said


def test_the_command_ends_well_when_all_is_well() -> None:
    sign("a")
    said = StringIO()
    call_command("health", stdout=said)

    assert said.getvalue() == "good    a\n"


def test_the_command_ends_with_an_error_when_something_is_wrong() -> None:
    sign("a", WRONG)

    with pytest.raises(CommandError, match=r"^Something is wrong: see above, and docs/health\.md\.$"):
        call_command("health", stdout=StringIO())


def test_trying_the_letter_without_an_address_names_the_variable() -> None:
    with pytest.raises(CommandError, match=r"^OPERATOR_EMAIL is not set: nobody would be told\."):
        call_command("health", "--try-letter", stdout=StringIO())
