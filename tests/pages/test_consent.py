"""Whose face may be shown, and until when."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from pages import consent
from pages.consent import People, State
from pages.models import Image
from tests.pages import photos

TODAY = date(2026, 11, 25)
DAYS = st.none() | st.integers(-3, 3).map(lambda days: TODAY + timedelta(days=days))
PICTURES = st.builds(
    Image,
    collection_id=st.just(1),
    people=st.sampled_from(["", *People.values]),
    consent_given_on=DAYS,
    consent_until=DAYS,
    consent_revoked_on=DAYS,
)


def day(offset: int | None) -> date | None:
    return None if offset is None else TODAY + timedelta(days=offset)


@pytest.mark.parametrize(
    ("people", "given_on", "until", "revoked", "state"),
    [
        ("", None, None, None, State.NOT_SAID),
        ("nobody", None, None, None, State.NOT_NEEDED),
        ("adults", None, None, None, State.MISSING),
        ("children", None, None, None, State.MISSING),
        ("adults", 1, None, None, State.MISSING),
        ("adults", 0, None, None, State.VALID),
        ("children", -9, 0, None, State.VALID),
        ("adults", -9, -1, None, State.ENDED),
        ("adults", -9, None, 1, State.VALID),
        ("adults", -9, None, 0, State.REVOKED),
        ("adults", -9, -1, -3, State.REVOKED),
    ],
)
def test_a_picture_is_in_one_of_six_states(
    people: str, given_on: int | None, until: int | None, revoked: int | None, state: State
):
    image = Image(
        collection_id=1,
        people=people,
        consent_given_on=day(given_on),
        consent_until=day(until),
        consent_revoked_on=day(revoked),
    )

    assert consent.state(image, today=TODAY) == state


@given(PICTURES)
def test_no_picture_is_both_publishable_and_withheld(image: Image):
    assert not (consent.is_valid(image, today=TODAY) and consent.is_withheld(image, today=TODAY))


@given(PICTURES)
def test_what_may_not_be_published_has_a_sentence_that_names_it(image: Image):
    image.title = "Хор"
    sentence = consent.refusal(image, today=TODAY)

    assert ("Хор" in sentence) == (not consent.is_valid(image, today=TODAY))


@given(PICTURES.filter(lambda image: image.consent_revoked_on is not None))
def test_revoked_consent_never_comes_back_by_itself(image: Image):
    later = TODAY + timedelta(days=4000)

    assert image.people not in consent.RECOGNISABLE or not consent.is_valid(image, today=later)


@pytest.mark.django_db
def test_the_database_finds_the_same_pictures_as_the_rule():
    options = [None, *(TODAY + timedelta(days=days) for days in (-2, 0, 2))]
    made = [
        photos.photo(f"{people} {start} {end} {revoked}", people=people, consent_given_on=start,
                     consent_until=end, consent_revoked_on=revoked)
        for people in ("", *People.values)
        for start in options
        for end in options
        for revoked in options
        if not any(each and (start is None or each < start) for each in (end, revoked))
    ]  # fmt: skip
    mine = Image.objects.filter(pk__in=[image.pk for image in made])

    assert set(mine.filter(consent.withheld(today=TODAY))) == {
        image for image in made if consent.is_withheld(image, today=TODAY)
    }
    assert set(mine.filter(consent.consented(today=TODAY))) == {
        image for image in made if consent.state(image, today=TODAY) == State.VALID
    }


@pytest.mark.django_db
def test_consents_that_end_within_a_month_are_known_in_time():
    ends = {days: photos.consented(consent_until=TODAY + timedelta(days=days)) for days in (-1, 0, 30, 31)}
    photos.consented()

    soon = Image.objects.filter(consent.ending(today=TODAY)).order_by("consent_until")
    assert list(soon) == [ends[0], ends[30]]


@pytest.mark.parametrize(
    ("field", "sentence"),
    [
        ("consent_until", "Згода не можа скончыцца раней за дзень, калі яе далі."),
        ("consent_revoked_on", "Згоду нельга адклікаць раней за дзень, калі яе далі."),
    ],
)
@pytest.mark.parametrize("given_on", [None, TODAY])
def test_consent_cannot_end_before_it_begins(field: str, sentence: str, given_on: date | None):
    image = Image(
        collection_id=1, people="adults", consent_given_on=given_on, **{field: TODAY - timedelta(days=1)}
    )

    with override("be"), pytest.raises(ValidationError) as refusal:
        image.clean()
    assert refusal.value.message_dict == {field: [sentence]}


@pytest.mark.django_db
@pytest.mark.parametrize("field", ["consent_until", "consent_revoked_on"])
@pytest.mark.parametrize("given_on", [None, TODAY])
def test_the_database_takes_no_consent_that_ends_before_it_begins(field: str, given_on: date | None):
    image = photos.photo("Хор", people="adults")

    with pytest.raises(IntegrityError):
        Image.objects.filter(pk=image.pk).update(
            consent_given_on=given_on, **{field: TODAY - timedelta(days=1)}
        )


@pytest.mark.django_db
def test_a_picture_without_consent_can_be_kept_until_the_paper_comes():
    image = photos.photo("Хор", people="children")

    assert Image.objects.get(pk=image.pk).is_withheld
