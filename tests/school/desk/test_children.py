"""The list with each child's why; one record, opened and journaled; pairs; exceptions; calls; export."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from office.models import JournalEntry
from school.models import Application, Call, Group, Likeness, Offer, Override
from tests.school import children
from tests.school.desk.conftest import settle, shown

pytestmark = pytest.mark.django_db(databases=["default", "vault"])
SCHOOL = "/admin/school/"


def said(client: Client, address: str, **typed: Any) -> str:
    return client.post(address, typed, follow=True).content.decode()


def of(row: Application) -> str:
    return f"{SCHOOL}children/{row.pk}/"


def test_the_list_stands_in_order_with_names_codes_and_reasons(staff: Client, coordinator: Any) -> None:
    later, first = children.waiting(month=children.MAY), children.waiting(month=children.MARCH, ticket="ab12")
    page = shown(staff, f"{SCHOOL}children/")

    assert page.index(first.code) < page.index(later.code)
    assert "Зорка" in page
    assert "Everyone; March 2026; ticket ab12" in " ".join(page.split())
    assert "Буслік" not in page
    opened = JournalEntry.objects.filter(deed="opened")
    assert set(opened.values_list("kind", "who__username")) == {("school.application", "volha")}


def test_a_code_is_found_however_it_is_typed(staff: Client) -> None:
    row = children.waiting()
    Application.objects.filter(pk=row.pk).update(code="K7-M2P")

    for typed in ("K7-M2P", "k7m2p", "к7м2р"):
        assert staff.get(f"{SCHOOL}children/", {"q": typed}).url == of(row)
    assert "There is no such code." in staff.get(f"{SCHOOL}children/", {"q": "Зорка"}).content.decode()


def test_other_states_are_a_click_away_and_nonsense_is_the_line(staff: Client) -> None:
    row = children.waiting()
    Application.objects.filter(pk=row.pk).update(state="paused", pause="wish")

    assert row.code in shown(staff, f"{SCHOOL}children/?show=paused")
    for wrong in ("?show=x", "?p=99", "?show=gone&p=x"):
        assert row.code not in shown(staff, f"{SCHOOL}children/{wrong}")


def test_one_record_says_all_and_is_journaled(staff: Client) -> None:
    row = children.waiting()
    page = shown(staff, of(row))

    for words in (
        "Зорка",
        "Буслік",
        "number 1 in the line",
        "05.2018",
        "turns 13 in May 2031",
        "has its ticket",
    ):
        assert words in page
    kinds = JournalEntry.objects.filter(deed="opened").values_list("kind", flat=True)
    assert sorted(kinds) == ["school.application", "school.guardian"]


def test_who_is_passed_over_reads_when_and_why(staff: Client, group_a: Group) -> None:
    row = children.waiting(days=(children.TUESDAY,))
    children.waiting(month=children.MAY)
    settle()

    assert "passed over (A): the days do not suit" in " ".join(shown(staff, of(row)).split())


@pytest.mark.parametrize(
    ("acts", "state"),
    [
        (["pause"], "paused"),
        (["pause", "resume"], "waiting"),
        (["withdraw"], "withdrawn"),
        (["withdraw", "return"], "verified"),
        (["resume"], "waiting"),
        (["nonsense"], "waiting"),
    ],
)
def test_buttons_do_what_they_say(staff: Client, acts: list[str], state: str) -> None:
    row = children.waiting()
    for do in acts:
        staff.post(of(row), {"do": do})

    assert children.words(row) == [state]


def test_what_is_not_possible_any_more_is_told(staff: Client) -> None:
    row = children.waiting()

    assert "something has changed meanwhile" in said(staff, of(row), do="resume")


def test_an_answer_by_telephone_a_move_and_leaving(staff: Client, group_a: Group) -> None:
    other = children.opened(group_a.term, name="B", places=2)
    row = children.waiting()
    settle()
    staff.post(of(row), {"do": "yes"})
    assert children.words(row) == ["placed"]

    target = other if row.enrolments.get().group == group_a else group_a
    staff.post(of(row), {"do": "move", "to": target.pk})
    assert row.enrolments.get().group == target
    assert "Choose a reason" in said(staff, of(row), do="leave")
    staff.post(of(row), {"do": "leave", "away": "ill"})
    assert children.words(row) == ["left"]


def test_notes_days_and_brothers_are_written_down(staff: Client) -> None:
    row = children.waiting(says_sibling=True)
    assert "look whether it is so" in shown(staff, of(row))
    staff.post(of(row), {"do": "note", "note": "Likes birds"})
    staff.post(of(row), {"do": "sibling"})
    staff.post(of(row), {"do": "needs", "days": ["5"], "level": "new"})
    row.refresh_from_db()

    assert ("Likes birds" in shown(staff, of(row)), row.tier, row.days, row.level) == (True, 2, [5], "new")
    assert "Choose at least one day" in said(staff, of(row), do="needs", level="new")


def test_a_wrong_month_of_birth_is_mended_and_the_child_let_back(staff: Client) -> None:
    row = children.waiting(born=(2013, 1))
    Application.objects.filter(pk=row.pk).update(state="ineligible")
    assert 'value="resume"' not in shown(staff, of(row))
    born = {"name": "Зорка", "born_month": "1", "born_year": str(timezone.localdate().year - 8)}
    assert "Write month and year of birth" in said(
        staff, of(row), **born | {"do": "correct", "born_year": ""}
    )
    too_old = {"do": "correct", "born_year": "1950"}
    assert "The child is too old for that" in said(staff, of(row), **born | too_old)
    staff.post(of(row), born | {"do": "correct"})
    assert 'value="resume"' in shown(staff, of(row))
    staff.post(of(row), {"do": "resume"})

    assert children.words(row) == ["waiting"]
    assert JournalEntry.objects.filter(deed="school_corrected").count() == 1


def test_an_exception_is_asked_for_by_one_and_signed_by_another(
    staff: Client, another: Any, group_a: Group
) -> None:
    Group.objects.update(held_back="…")
    row, address = children.waiting(), f"{SCHOOL}exceptions/"
    staff.post(of(row), {"do": "exception", "group": group_a.pk, "why": "medical"})
    asked = Override.objects.get()
    assert "Another colleague must sign it." in shown(staff, address)
    assert "Another person must do that" in said(staff, address, exception=asked.pk, do="sign")

    staff.force_login(another)
    assert ">Sign</button>" in staff.get(address).content.decode()
    staff.post(address, {"exception": asked.pk, "do": "sign"})
    assert Offer.objects.get().is_override
    assert staff.post(address, {"exception": "x", "do": "sign"}).status_code == 404


def test_a_pair_is_opened_one_at_a_time_and_a_person_decides(staff: Client) -> None:
    one, other = children.waiting(), children.waiting()
    pair = Likeness.objects.create(first=one, second=other, sign="name", found_at=timezone.now())
    listed = shown(staff, f"{SCHOOL}alike/")
    assert (one.code in listed, "Зорка" in listed) == (True, False)

    page = shown(staff, f"{SCHOOL}alike/{pair.pk}/")
    assert (page.count("Зорка"), "Twins: one ticket" in page) == (2, False)
    staff.post(f"{SCHOOL}alike/{pair.pk}/", {"do": "two"})
    assert Likeness.objects.get().verdict == "two"
    assert staff.get(f"{SCHOOL}alike/{pair.pk}/").status_code == 404


@pytest.mark.parametrize(("asked", "guardians"), [({}, 1), ({"asked": "1"}, 2)])
def test_one_child_registered_twice_becomes_one(staff: Client, asked: dict[str, str], guardians: int) -> None:
    """Who has no contact in common with whoever registered first cares for it only if she was asked."""
    one, other = children.waiting(), children.waiting()
    one.cares.update(is_hidden=True)
    pair = Likeness.objects.create(first=one, second=other, sign="child", found_at=timezone.now())
    page = shown(staff, f"{SCHOOL}alike/{pair.pk}/")
    warned = "These two have no confirmed contact in common."
    assert (warned in page, page.count("do not tell the other parent")) == (True, 1)
    staff.post(f"{SCHOOL}alike/{pair.pk}/", {"do": "one", **asked})

    assert list(Application.objects.values_list("pk", flat=True)) == [one.pk]
    assert one.guardians.count() == guardians


def test_a_call_is_made_answered_and_gone(staff: Client, group_a: Group) -> None:
    row, address = children.waiting(children.guardian(phone="+48 000 000 003")), f"{SCHOOL}calls/"
    settle()
    Call.objects.update(made_at=timezone.now())
    page = shown(staff, address)
    assert ("tel:+48000000003" in page, "There is a place: do they take it?" in page) == (True, True)

    who, offer = row.guardians.get(), Offer.objects.get()
    staff.post(address, {"guardian": who.pk, "offer": offer.pk, "do": "yes"})
    assert children.words(row) == ["placed"]
    assert not Call.objects.filter(about="school_offered", done_at=None).exists()
    staff.post(address, {"guardian": who.pk, "do": "told"})
    assert "None. Everybody knows." in shown(staff, address)
    assert staff.post(address, {"guardian": "x", "do": "told"}).status_code == 404


def test_nobody_is_called_of_an_offer_that_is_answered(staff: Client, group_a: Group) -> None:
    row = children.waiting(children.guardian(phone="+48 000 000 005"))
    settle()
    Call.objects.update(made_at=timezone.now())
    staff.post(of(row), {"do": "no"})
    page = shown(staff, f"{SCHOOL}calls/")

    assert "There is a place: do they take it?" not in page
    assert "We have written down that they do not take the place." in page


def test_children_are_taken_along_for_a_reason(staff: Client, group_a: Group) -> None:
    row = children.waiting(children.guardian(phone="+48 000 000 004"))
    typed = {"format": "csv", "why": "export_contact"}
    file = b"".join(staff.post("/admin/export/school/?show=line", typed)).decode("utf-8-sig")

    assert row.code in file
    assert "Зорка" in file
    assert "000 000 004" in file
    assert JournalEntry.objects.filter(deed="exported", why="export_contact", number=1).exists()
    nobody = b"".join(staff.post(f"/admin/export/school/?group={group_a.pk}", typed)).decode("utf-8-sig")
    assert row.code not in nobody
