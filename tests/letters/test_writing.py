"""Every letter in every language, as it would arrive."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.contrib.auth.models import Permission
from django.template import engines
from django.utils.html import strip_tags

from config.languages import LANGUAGES
from events import schedule
from events.models import Booking, Copy, Message, Occurrence, Party
from letters import writing
from office.models import JournalEntry, User
from office.sign_in import anew, factors, invitations
from tests.donations import planting
from tests.events import dates
from tests.letters import school_by_hand
from tests.privacy.people import NOW, asked, inquiry
from tests.school import letter_subjects, registering

pytestmark = pytest.mark.django_db(databases=["default", "vault"])

LETTERS = Path(settings.ROOT) / "templates" / "letters"
NAMES = sorted(path.name for path in LETTERS.iterdir() if path.is_dir())
CODES = [code for code, _name in LANGUAGES]
MISSING = "¿missing?"
TELLING = re.compile(r"Цэнтр|Центр|Centrum|Center|Белар|Biał|Belar|салідар|солидар|solidar", re.IGNORECASE)
CYRILLIC = re.compile(r"[а-яёіў]", re.IGNORECASE)


def staff(language: str) -> UUID:
    from wagtail.users.models import UserProfile

    user = User.objects.create_user("maryna", email="maryna@example.org", password=None)
    UserProfile.objects.create(user=user, preferred_language=language)
    return UUID(int=user.pk)


def manager(language: str) -> UUID:
    subject = staff(language)
    may_see = Permission.objects.get(codename="view_journalentry")
    User.objects.get(pk=subject.int).user_permissions.add(may_see)
    return subject


def journalist(language: str) -> UUID:
    words = asked(
        answer="Першы радок.\n\nДругі <радок> & канец." if language in ("be", "ru") else "One.\n\nTwo."
    )
    return inquiry(words, language=language).pk


def newcomer(language: str) -> UUID:
    given = {"email": "ada@example.org", "language": language}
    return invitations.invite(**given, by=User.objects.create_user("uladz"), at=NOW).pk


def changed(language: str) -> UUID:
    person = User.objects.get(pk=staff(language).int)
    factors.changed(factors.PASSKEY_ADDED, person=person, at=NOW)
    return UUID(int=JournalEntry.objects.latest("pk").pk)


def losing(language: str) -> UUID:
    reader = User.objects.get(pk=staff(language).int)
    about = anew.ask(User.objects.create_user("volha"), by=reader, at=NOW)
    return anew.told_to(reader, about=about)


def nobody(language: str) -> UUID:
    return UUID(int=0)


def party(language: str, **more: Any) -> Party:
    """Two seats at a date whose other seats are taken."""
    on = dates.date(capacity=2)
    return dates.sign_up(on, email="alena@example.org", party_of=2, language=language, **more)


def seated(language: str) -> UUID:
    return UUID(str(party(language).bookings.get().pk))


def waiting(language: str) -> UUID:
    on = party("en").bookings.get().occurrence
    mine = dates.sign_up(on, email="maryna@example.org", party_of=2, language=language)
    return UUID(str(mine.bookings.get().pk))


def offered(language: str) -> UUID:
    subject = seated(language)
    until = NOW + timedelta(hours=2)
    Booking.objects.filter(pk=subject).update(state=Booking.State.OFFERED, offered_until=until)
    return subject


def ended(by: Booking.End) -> Callable[[str], UUID]:
    def subject(language: str) -> UUID:
        mine = seated(language)
        ended = {"state": Booking.State.CANCELLED, "ended_by": by, "ended_at": NOW}
        Booking.objects.filter(pk=mine).update(**ended)
        return mine

    return subject


def without_its_date(language: str) -> UUID:
    """And the next one has room."""
    mine = Booking.objects.get(pk=seated(language))
    dates.date(mine.occurrence.activity, start=mine.occurrence.original + timedelta(days=7))
    schedule.cancel_date(occurrence_id=mine.occurrence_id, reason=Occurrence.Reason.HOST, at=NOW)
    return UUID(str(mine.pk))


def written_to(language: str) -> UUID:
    mine = Booking.objects.get(pk=seated(language))
    texts = {
        "be": "Вазьміце <нажніцы>.",
        "ru": "Возьмите ножницы.",
        "pl": "Weźcie nożyczki.",
        "en": "Bring scissors.",
    }
    message = Message.objects.create(occurrence=mine.occurrence, words=texts, sent_at=NOW, form_key=uuid4())
    return UUID(str(Copy.objects.create(message=message, booking=mine).pk))


SUBJECTS: dict[str, Callable[[str], UUID]] = (
    {
        "test": staff,
        "openings_unusual": manager,
        "staff_invitation": newcomer,
        "staff_password": staff,
        "lost_key_asked": losing,
        "lost_key_done": staff,
        "sign_in_changed": changed,
    }
    | {name: journalist for name in NAMES if name.startswith("inquiry_")}
    | {name: nobody for name in NAMES if name.startswith("health_")}
    | {name: seated for name in NAMES if name.startswith("seat_")}
    | {
        "seat_waiting": waiting,
        "seat_offered": offered,
        "seat_lapsed": ended(Booking.End.TIME),
        "seat_cancelled": ended(Booking.End.STAFF),
        "date_changed": seated,
        "date_cancelled": without_its_date,
        "date_message": written_to,
        "school_received": registering.to_be_told,
        "school_confirm": registering.to_be_told,
        "school_again": registering.to_be_told_again,
        "school_verified": registering.to_be_told_again,
        "gift_received": lambda language: planting.received(language, at=NOW),
        "gift_refunded": lambda language: planting.received(language, at=NOW, back=20_00),
        "gift_monthly_received": lambda language: planting.monthly(language, at=NOW).gifts.get().pk,
        "gift_changed": lambda language: planting.monthly(language, at=NOW).pk,
        "gift_stopped": lambda language: planting.monthly(language, at=NOW).pk,
        "gift_link": lambda language: planting.monthly(language, at=NOW).donor_id,
        "gift_failed": lambda language: planting.monthly(language, at=NOW, state="overdue").pk,
    }
    | letter_subjects.SUBJECTS
    | school_by_hand.SUBJECTS
)


@pytest.fixture(params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(params=CODES)
def language(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def address(name: str, language: str, monkeypatch: pytest.MonkeyPatch, settings: Any) -> writing.Address:
    """To an operator too: for the site of the tests has no worker."""
    settings.OPERATOR_EMAIL, settings.OPERATOR_LANGUAGE = ["operator@example.org"], language
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", MISSING)
    found = writing.kinds[name](SUBJECTS[name](language), NOW)
    assert found is not None
    return found


@pytest.fixture
def letter(name: str, address: writing.Address) -> writing.Written:
    return writing.write(name, language=address.language, context=address.context)


def test_every_template_is_declared_and_every_declared_letter_has_one() -> None:
    assert sorted(writing.kinds) == NAMES == sorted(SUBJECTS)


def test_nothing_is_missing_and_it_is_in_the_persons_language(letter: writing.Written, language: str) -> None:
    whole = letter.subject + letter.text + letter.html

    assert MISSING not in whole
    assert f'<html lang="{language}"' in letter.html
    assert bool(CYRILLIC.search(letter.subject + letter.text)) is (language in ("be", "ru"))


def test_the_subject_says_nothing_to_whoever_looks_over_a_shoulder(letter: writing.Written) -> None:
    preheader = re.search(r'overflow:hidden">(.*?)</div>', letter.html, re.DOTALL)

    assert preheader is not None
    assert TELLING.search(letter.subject + preheader[1]) is None
    assert 0 < len(letter.subject) < 60
    assert "\n" not in letter.subject


def test_plain_text_says_all_that_the_html_says(letter: writing.Written, address: writing.Address) -> None:
    body = re.sub(
        r"<style>.*?</style>|<head>.*?</head>|overflow:hidden\">.*?</div>", "", letter.html, flags=re.DOTALL
    )
    lines = unescape(strip_tags(body)).splitlines()
    said = {" ".join(line.split()) for line in lines if len(line.split()) > 5}
    text = " ".join(letter.text.split())

    assert [line for line in said if line not in text] == []
    assert "<p" not in letter.text
    assert "&quot;" not in letter.text
    assert str(address.context.get("url", "")) in letter.text
    assert str(address.context["url"]) in letter.html


def test_it_loads_nothing_and_asks_nobody(letter: writing.Written, address: writing.Address) -> None:
    links = set(re.findall(r'(?:href|src|url\()="?([^"\s)]+)', letter.html))
    ours = {value for name, value in address.context.items() if name == "url" or name.endswith("_url")}

    assert links == ours
    assert all(link in letter.text for link in links)
    assert all(link.startswith(settings.BASE_URL) for link in links)
    assert "<img" not in letter.html


def test_it_has_both_parts_and_says_that_a_machine_sent_it(name: str, address: writing.Address) -> None:
    made = writing.message(name, address, letter_id=UUID(int=7)).message()
    whole = made.get_payload(0) if address.attachments else made

    assert [part.get_content_type() for part in whole.get_payload()] == ["text/plain", "text/html"]
    assert [part.get_content_type() for part in made.get_payload()][1:] == (
        ["text/calendar"] if address.attachments else ["text/html"]
    )
    assert (made["Auto-Submitted"], made["From"]) == ("auto-generated", settings.LETTERS_FROM)
    assert made["To"] == address.to


def test_an_answer_that_looks_like_markup_arrives_as_it_was_written() -> None:
    subject = inquiry(asked(answer="<b>1 < 2</b> & so on"), language="en").pk
    address = writing.kinds["inquiry_answered"](subject, NOW)
    assert address is not None
    letter = writing.write("inquiry_answered", language="en", context=address.context)

    assert "<b>1 < 2</b> & so on" in letter.text
    assert "&lt;b&gt;1 &lt; 2&lt;/b&gt; &amp; so on" in letter.html
