"""Two coordinators bring a month from its name to its letters."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from office import duties
from school import draw, drawing
from school.draw_refusals import SENTENCES, Why
from school.models import Application, Draw
from school.states import State
from tests.school import children, drawn
from tests.school.desk.conftest import shown

pytestmark = pytest.mark.django_db(databases=["default", "vault"])

VALUE = drawn.VALUE


def past_month() -> date:
    """Whose value exists whatever day it is."""
    first = draw.month_at(timezone.now())
    return (first - timedelta(days=40)).replace(day=1)


def told(why: Why) -> str:
    """As the page escapes it."""
    with override("en"):
        return str(SENTENCES[why])


@pytest.fixture
def listed(coordinator: Any) -> Draw:
    """With one child."""
    month = past_month()
    drawn.confirmed(month=month)
    ends = draw.closes_at(month)
    row = drawn.named(month=month, at=ends - 5 * children.DAY, source_at=ends + timedelta(hours=12))
    drawing.publish(at=ends + 10 * children.MINUTE)
    row.refresh_from_db()
    return row


@pytest.fixture
def colleague(another: Any) -> Client:
    from tests.staff import StaffClient

    client = StaffClient()
    client.force_login(another)
    return client


def test_a_value_is_named_as_the_form_proposes_it(staff: Client) -> None:
    at = timezone.now()
    month = draw.month_at(at)
    page = shown(staff, f"/admin/school/draws/name/?month={month:%Y-%m}")
    source, source_at = drawing.proposed(month, at=at)
    local = source_at.astimezone(draw.WARSAW)

    sent = {"month": f"{month:%Y-%m}", "source": source, "day": f"{local:%Y-%m-%d}", "time": f"{local:%H:%M}"}
    answer = staff.post("/admin/school/draws/name/", sent | {"reason": ""})

    row = Draw.objects.get()
    assert source in page
    assert (row.round, row.source, row.source_at) == (month, source, source_at)
    assert answer["Location"] == f"/admin/school/draws/{row.pk}/"


def test_what_can_not_be_named_is_told_in_the_form(staff: Client) -> None:
    sent = {
        "month": f"{draw.month_at(timezone.now()):%Y-%m}",
        "source": "Lotto",
        "day": "2020-01-01",
        "time": "9:00",
    }

    answer = staff.post("/admin/school/draws/name/", sent)

    assert told(Why.TOO_SOON) in answer.content.decode()
    assert Draw.objects.count() == 0


def test_two_people_type_the_value_and_the_second_signs(
    staff: Client, colleague: Client, listed: Draw
) -> None:
    url = f"/admin/school/draws/{listed.pk}/"
    child = Application.objects.get()

    staff.post(url, {"do": "type", "value": VALUE})
    assert VALUE not in shown(colleague, url)
    colleague.post(url, {"do": "type", "value": VALUE})
    page = shown(colleague, url)
    assert "Dry run: nothing of this has happened yet" in page
    assert "1 child waits from now on" in page
    assert "1 grown-up is told" in page
    colleague.post(url, {"do": "sign"})

    child.refresh_from_db()
    assert (child.state, child.ticket) == (State.WAITING, draw.ticket(VALUE, child.code))


def test_the_same_person_is_told_that_another_is_needed(staff: Client, listed: Draw) -> None:
    url = f"/admin/school/draws/{listed.pk}/"
    staff.post(url, {"do": "type", "value": VALUE})

    page = staff.post(url, {"do": "type", "value": VALUE}, follow=True).content.decode()

    assert told(Why.SAME_PERSON) in page
    assert "You typed it first: now somebody else types it" in page


def test_values_that_differ_are_told_and_the_first_can_be_forgotten(
    staff: Client, colleague: Client, listed: Draw
) -> None:
    url = f"/admin/school/draws/{listed.pk}/"
    staff.post(url, {"do": "type", "value": "1 2 3"})

    page = colleague.post(url, {"do": "type", "value": VALUE}, follow=True).content.decode()
    colleague.post(url, {"do": "anew"})

    listed.refresh_from_db()
    assert told(Why.DIFFERENT) in page
    assert (listed.first_value, listed.first_by) == ("", None)


def test_who_may_only_look_changes_nothing(
    client: Client, coordinator: Any, listed: Draw, django_user_model: Any
) -> None:
    from django.contrib.auth.models import Permission

    looker = django_user_model.objects.create_user("janka", password=None)
    codenames = ["access_admin", "view_draw"]
    looker.user_permissions.add(*Permission.objects.filter(codename__in=codenames))
    client.force_login(looker)

    assert client.get(f"/admin/school/draws/{listed.pk}/").status_code == 200
    answer = client.post(f"/admin/school/draws/{listed.pk}/", {"do": "type", "value": VALUE})
    assert answer.status_code == 404


def test_the_list_of_months_tells_the_next_step_of_each(staff: Client, listed: Draw) -> None:
    page = shown(staff, "/admin/school/draws/")

    assert "The value exists. Look it up and type it." in page
    assert "1 child confirmed and not drawn" in page
    assert "Nobody has named a value yet." in page


def test_the_first_page_asks_whoever_can_do_the_next_step(
    coordinator: Any, another: Any, staff: Client, listed: Draw
) -> None:
    staff.post(f"/admin/school/draws/{listed.pk}/", {"do": "type", "value": VALUE})
    at = timezone.now()

    def acts(user: Any) -> list[str]:
        kinds = [kind for kind in duties.kinds if kind.name == "school_draws"]
        with override("en"):
            return [str(duty.act) for kind in kinds for duty in kind.find(user, at).duties]

    assert acts(coordinator) == []
    assert acts(another) == ["Type the value of a draw, as the second person"]
