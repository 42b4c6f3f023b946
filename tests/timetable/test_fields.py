from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, models, transaction
from django.forms import modelform_factory
from django.utils import timezone, translation
from wagtail.admin.forms.models import WagtailAdminModelForm

from tests.timetable.filling import WEEKLY, sent
from tests.timetable.saying import days, weekly
from timetable import stored
from timetable.faults import BadRule
from timetable.fields import RuleField
from timetable.models import Lending, Room
from timetable.rule_widget import RuleFormField

RULE = weekly(0, start="2026-10-19T00:30", skipped=days("2027-03-29"), not_on_holidays=True)

pytestmark = pytest.mark.django_db


@pytest.fixture
def lending() -> Lending:
    room = Room.objects.create(name="3", capacity=12)
    return Lending.objects.create(room=room, initiative="Прыкладная ініцыятыва", rule=RULE, minutes=90)


def test_a_rule_goes_into_the_database_and_comes_back(lending: Lending) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rule FROM timetable_lending")
        (kept,) = cursor.fetchone()

    assert (kept, Lending.objects.get().rule) == (stored.written(RULE), RULE)


def test_a_rule_read_in_new_york_is_the_same(lending: Lending) -> None:
    with timezone.override("America/New_York"):
        assert Lending.objects.get().rule == RULE


def test_a_rule_can_be_left_for_later(lending: Lending) -> None:
    later, without = Lending.objects.only("minutes").get(), Lending.objects.defer("rule").get()

    assert (later.rule, without.rule, later.length) == (RULE, RULE, timedelta(minutes=90))


def test_a_rule_can_be_searched_for(lending: Lending) -> None:
    assert Lending.objects.filter(rule=RULE).count() == 1


def test_a_text_that_is_no_rule_of_ours_is_refused_in_words(lending: Lending) -> None:
    lending.rule = "RRULE:FREQ=SECONDLY"
    with translation.override("en"), pytest.raises(ValidationError) as refused:
        lending.full_clean()

    assert refused.value.message_dict == {
        "rule": ["This is not a rule that the form has made: fill in the form"]
    }


def test_a_text_of_ours_is_taken(lending: Lending) -> None:
    lending.rule = stored.written(weekly())
    lending.full_clean()

    assert lending.rule == weekly()


def test_what_somebody_has_done_to_the_database_is_not_expanded(lending: Lending) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE timetable_lending SET rule = %s", ["DTSTART:20261001T180000\nRRULE:FREQ=SECONDLY"]
        )

    with pytest.raises(BadRule):
        Lending.objects.get()


def test_the_field_migrates_and_serialises_as_text(lending: Lending) -> None:
    field = Lending._meta.get_field("rule")
    assert isinstance(field, RuleField)

    assert field.value_to_string(lending) == stored.written(RULE)
    assert field.clone().deconstruct()[1:] == (
        "timetable.fields.RuleField",
        [],
        {"verbose_name": field.verbose_name},
    )
    assert isinstance(field.formfield(), RuleFormField)
    assert (RuleField(null=True).get_prep_value(None), RuleField(null=True).to_python(None)) == (None, None)


def test_a_form_of_the_office_shows_and_saves_it(lending: Lending) -> None:
    office = modelform_factory(Lending, form=WagtailAdminModelForm, fields=["initiative", "rule", "minutes"])
    data = sent("rule-", **WEEKLY)
    data.update({"initiative": "Прыкладная", "minutes": "60"})
    with translation.override("en"):
        shown = str(office(instance=lending)["rule"])
        office(data, instance=lending).save()

    assert "Every Monday at 00:30" in shown
    assert Lending.objects.get().rule == weekly()


@pytest.mark.parametrize("minutes", [0, 4, 24 * 60 + 1])
def test_a_lending_has_a_length(lending: Lending, minutes: int) -> None:
    lending.minutes = minutes

    refuses(lending)


@pytest.mark.parametrize("capacity", [0, 1001])
def test_a_room_holds_somebody(lending: Lending, capacity: int) -> None:
    lending.room.capacity = capacity

    refuses(lending.room)


def refuses(row: models.Model) -> None:
    """In the form and in the database."""
    with pytest.raises(ValidationError):
        row.clean_fields()
    with pytest.raises(DatabaseError), transaction.atomic():
        row.save()


def test_a_room_that_is_lent_is_not_deleted_unawares(lending: Lending) -> None:
    with pytest.raises(models.ProtectedError):
        lending.room.delete()

    assert str(lending) == "3: Прыкладная ініцыятыва"
