"""What is told for the first day: only with a place, each consent on its own, erased when its time comes."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from privacy import forgetting
from privacy.vault.models import Seal
from school import enrolling, first_days, leaving
from school.family_forms import FirstDayForm
from school.models import (
    Application,
    Care,
    Enrolment,
    FirstDay,
    FirstDayAnswers,
    Health,
    PhotoConsent,
    Term,
)
from school.refusals import SchoolRefused
from school.states import State
from tests.journeys.wording import said
from tests.school import children, families
from tests.school.families import MINE, let_in, text

pytestmark = [
    pytest.mark.django_db(databases=["default", "vault"]),
    pytest.mark.usefixtures("nobody_yet", "no_letters"),
]
MOST_QUESTIONS = 8
SECRETS = ("васілёк", "000 333", "Алергія на арэхі")
GIVEN = {"name": "Бабуля", "phone": "+48 579 000 333", "fetched_by": "Бабуля", "pick_up_word": "васілёк"}


@pytest.fixture
def pupil(client: Client) -> Application:
    mother = children.guardian(email="hanna@example.org")
    row = families.child(mother)
    group = families.shut_group()
    Application.objects.filter(pk=row.pk).update(state=State.PLACED)
    Enrolment.objects.create(application=row, term=group.term, group=group, made_at=timezone.now())
    let_in(client, mother)
    return Application.objects.get(pk=row.pk)


def send(client: Client, **given: Any) -> Any:
    return client.post(f"{MINE}1/first-day/", {**GIVEN, "health": "", "photos": "none", **given})


def test_there_are_eight_questions_at_most_and_none_is_required() -> None:
    fields = FirstDayForm().fields

    assert len(fields) <= MOST_QUESTIONS
    assert {name for name, field in fields.items() if field.required} == set()
    assert FirstDayForm({}).is_valid()


def test_answers_are_kept_shown_again_and_taken_back_by_emptying(client: Client, pupil: Application) -> None:
    assert send(client, health="Алергія на арэхі", photos="faceless").status_code == 302
    page = text(client.get(f"{MINE}1/first-day/"))
    assert [word in page for word in ("васілёк", "Алергія на арэхі")] == [True, True]
    assert (FirstDay.objects.count(), Health.objects.count(), first_days.photos(pupil.pk)) == (
        1,
        1,
        "faceless",
    )

    send(client, health="", photos="faceless")
    assert (FirstDay.objects.count(), Health.objects.count()) == (1, 0)
    send(client, name="", phone="", fetched_by="", pick_up_word="", photos="none")
    assert (FirstDay.objects.count(), first_days.photos(pupil.pk)) == (0, "none")


def test_each_consent_is_given_and_taken_back_on_its_own(pupil: Application) -> None:
    at = timezone.now()
    first_days.tell_health(care=pupil.cares.get(), words="Астма", at=at)
    first_days.say_of_photos(application_id=pupil.pk, answer="face", at=at)
    first_days.tell_health(care=pupil.cares.get(), words="", at=at)

    assert (Health.objects.count(), first_days.photos(pupil.pk)) == (0, "face")
    first_days.say_of_photos(application_id=pupil.pk, answer="face", at=at)
    first_days.say_of_photos(application_id=pupil.pk, answer="none", at=at)
    assert list(PhotoConsent.objects.values_list("answer", flat=True)) == ["face", "none"]


def test_nobody_is_asked_before_there_is_a_place(client: Client) -> None:
    mother = children.guardian()
    row = families.child(mother)
    let_in(client, mother)
    assert send(client, health="Астма").status_code == 200
    for deed in (
        lambda: first_days.tell(care=row.cares.get(), answers=FirstDayAnswers(name="X"), at=timezone.now()),
        lambda: first_days.tell_health(care=row.cares.get(), words="X", at=timezone.now()),
        lambda: first_days.say_of_photos(application_id=row.pk, answer="face", at=timezone.now()),
    ):
        with pytest.raises(SchoolRefused):
            deed()

    assert (Health.objects.count(), FirstDay.objects.count(), PhotoConsent.objects.count()) == (0, 0, 0)


def test_health_is_erased_two_days_after_the_term(pupil: Application) -> None:
    first_days.tell_health(care=pupil.cares.get(), words="Астма", at=timezone.now())
    ends = Enrolment.objects.get().term.ends_on
    since = ends - families.today()
    forgetting.enforce(at=timezone.now() + since)
    assert Health.objects.count() == 1
    forgetting.enforce(at=timezone.now() + since + timedelta(days=4))

    assert Health.objects.count() == 0
    assert Application.objects.filter(pk=pupil.pk).exists()


def test_health_told_in_spring_goes_with_the_spring_though_there_is_a_place_for_autumn(
    pupil: Application,
) -> None:
    spring = Enrolment.objects.get().term
    autumn = children.term(
        starts_on=spring.ends_on + 30 * families.DAY, ends_on=spring.ends_on + 150 * families.DAY
    )
    seat = {"group": children.group(autumn, name="B"), "made_at": timezone.now()}
    Enrolment.objects.create(application=pupil, term=autumn, **seat)
    first_days.tell_health(care=pupil.cares.get(), words="Астма", at=timezone.now())
    forgetting.enforce(at=timezone.now() + (spring.ends_on - families.today()) + timedelta(days=4))

    assert Health.objects.count() == 0


def by_wish(pupil: Application, at: datetime) -> None:
    leaving.leave(application_id=pupil.pk, why=Application.Away.MOVED, at=at)


def with_the_term(pupil: Application, at: datetime) -> None:
    Term.objects.update(ends_on=at.date() - timedelta(days=1))
    asked = {"asks_from": at.date() - timedelta(days=20), "starts_on": at.date()}
    children.term(ends_on=at.date() + timedelta(days=90), **asked)
    enrolling.turn_the_page(at=at)


@pytest.mark.parametrize("leaves", [by_wish, with_the_term])
def test_what_was_told_is_erased_two_days_after_the_child_leaves(pupil: Application, leaves: Any) -> None:
    care, at = pupil.cares.get(), timezone.now()
    first_days.tell(care=care, answers=FirstDayAnswers(name="Бабуля"), at=at)
    first_days.tell_health(care=care, words="Астма", at=at)
    leaves(pupil, at)
    assert Application.objects.get(pk=pupil.pk).state == State.LEFT
    forgetting.enforce(at=at + timedelta(days=1))
    assert (FirstDay.objects.count(), Health.objects.count()) == (1, 1)
    forgetting.enforce(at=at + timedelta(days=2, hours=1))

    assert (FirstDay.objects.count(), Health.objects.count()) == (0, 0)


def test_each_grown_up_reads_what_she_has_told_herself(client: Client, pupil: Application) -> None:
    father = children.guardian(email="ihar@example.org")
    Care.objects.create(guardian=father, application=pupil)
    Care.objects.exclude(guardian=father).update(is_hidden=True)
    send(client, health="Алергія на арэхі")
    his = Client()
    let_in(his, father)
    pages = [text(his.get(f"{MINE}{path}")) for path in ("1/first-day/", "copy/")]
    assert [word in page for page in pages for word in SECRETS] == [False] * 2 * len(SECRETS)
    send(his, pick_up_word="сава")

    assert "васілёк" in text(client.get(f"{MINE}1/first-day/"))
    assert [word in text(client.get(f"{MINE}copy/")) for word in (*SECRETS, "сава")] == [True] * 3 + [False]


def test_who_may_only_look_is_shown_nothing_of_it(client: Client, pupil: Application) -> None:
    aunt = children.guardian(email="teta@example.org")
    Care.objects.create(guardian=aunt, application=pupil, may_decide=False)
    send(client, health="Алергія на арэхі")
    hers = Client()
    let_in(hers, aunt)
    page = text(hers.get(f"{MINE}1/first-day/"))

    assert said("You may look here, but somebody else decides. If that is wrong, call us.", "be") in page
    assert "<textarea" not in page
    for path in ("1/first-day/", "copy/", "1/"):
        assert [word for word in SECRETS if word in text(hers.get(f"{MINE}{path}"))] == []


def test_who_is_erased_takes_along_what_she_has_told(client: Client, pupil: Application) -> None:
    Care.objects.create(guardian=children.guardian(), application=pupil)
    send(client, health="Алергія на арэхі")
    before = Seal.objects.count()
    client.post(f"{MINE}forget/", {"do": "erase"})

    assert (FirstDay.objects.count(), Health.objects.count()) == (0, 0)
    assert (Seal.objects.count(), Application.objects.count()) == (before - 3, 1)


def test_a_wrong_telephone_or_answer_is_told(client: Client, pupil: Application) -> None:
    for wrong in ({"phone": "ring me"}, {"photos": "always"}, {"health": "x" * 1001}):
        assert 'class="field__error"' in text(send(client, **wrong))
    assert FirstDay.objects.count() == 0
