"""What a grown-up may change of herself, and another grown-up beside her."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from privacy import alike, jobs, keys, links
from privacy.models import Link
from school import caring, family_jobs
from school.links import SCHOOL
from school.models import Application, Call, Care, Guardian, Reached
from school.refusals import SchoolRefused
from tests.journeys.wording import said
from tests.school import children, families
from tests.school.families import MINE, ORIGIN, let_in, text

pytestmark = [
    pytest.mark.django_db(databases=["default", "vault"]),
    pytest.mark.usefixtures("nobody_yet", "no_letters"),
]


@pytest.fixture
def hanna(client: Client) -> Guardian:
    """With a child in the list; let in by the link of a letter."""
    made = children.guardian(email="hanna@example.org")
    families.child(made)
    let_in(client, made)
    return made


def again(guardian: Guardian) -> Guardian:
    return Guardian.objects.get(pk=guardian.pk)


def address_in_letter(name: str) -> str:
    families.delivered(name)
    return next(word for word in mail.outbox[-1].body.split() if "/l/" in word).removeprefix(ORIGIN)


def send(client: Client, path: str, **given: Any) -> Any:
    return client.post(f"{MINE}{path}", given)


CONTACT = {"email": "hanna@example.org", "phone": "", "language": "be"}


def test_a_new_email_counts_when_somebody_presses_the_button_in_the_letter_to_it(
    client: Client, hanna: Guardian
) -> None:
    page = text(send(client, "contact/", **CONTACT | {"email": "new@example.org"}))
    assert said("Look into your e-mail", "be") in page
    assert again(hanna).person.open().email == "hanna@example.org"

    address = address_in_letter("school_contact")
    assert mail.outbox[-1].to == ["new@example.org"]
    for _scanner in range(3):
        assert client.get(address).status_code == 200
    assert again(hanna).person.open().email == "hanna@example.org"
    somebody = Client()
    answer = somebody.post(address)

    assert (answer.status_code, said("From now on we write here", "be") in text(answer)) == (200, True)
    assert somebody.get(MINE).status_code == 404
    assert again(hanna).person.open().email == "new@example.org"
    assert keys.find(alike.email("new@example.org")) == {hanna.seal_id}
    assert keys.find(alike.email("hanna@example.org")) == set()


def test_a_letter_to_an_address_that_was_changed_again_confirms_nothing(
    client: Client, hanna: Guardian
) -> None:
    send(client, "contact/", **CONTACT | {"email": "first@example.org"})
    first = address_in_letter("school_contact")
    caring.change_contacts(
        guardian_id=hanna.pk, email="second@example.org", phone="", at=timezone.now() + timedelta(seconds=2)
    )

    assert Client().post(first).status_code == 404
    assert again(hanna).person.open().email == "hanna@example.org"


def test_the_address_of_before_learns_that_there_is_to_be_another_and_not_which(
    client: Client, hanna: Guardian
) -> None:
    send(client, "contact/", **CONTACT | {"email": "new@example.org"})
    families.delivered("school_contact_old")
    letter = mail.outbox[-1]

    assert letter.to == ["hanna@example.org"]
    assert [each for each in ("new@example.org", "Зорка", "/l/school") if each in letter.body] == []


def is_guarded(hanna: Guardian) -> None:
    caring.guard(guardian_id=hanna.pk, digits="4071")


def is_hidden(hanna: Guardian) -> None:
    caring.hide(guardian_id=hanna.pk, hidden=True)


@pytest.mark.parametrize("others_may_read", [is_guarded, is_hidden])
def test_it_learns_nothing_where_somebody_else_may_read_it(
    hanna: Guardian, others_may_read: Callable[[Guardian], None]
) -> None:
    """Asked before, or at the moment of sending."""
    change = {"guardian_id": hanna.pk, "email": "new@example.org", "phone": ""}
    caring.change_contacts(**change, at=timezone.now())  # type: ignore[arg-type]
    others_may_read(hanna)
    assert families.delivered("school_contact_old").state == "dropped"
    caring.change_contacts(**change, at=timezone.now() + timedelta(seconds=2))  # type: ignore[arg-type]

    assert (families.letters("school_contact_old"), mail.outbox) == (["school_contact_old"], [])


def test_a_telephone_counts_at_once_and_is_called(client: Client, hanna: Guardian) -> None:
    assert send(client, "contact/", **CONTACT | {"email": "", "phone": "+48 579 000 111"}).status_code == 302
    changed = again(hanna)

    assert (changed.reached_by, changed.person.open().phone) == ("phone", "+48 579 000 111")
    assert list(Call.objects.values_list("about", flat=True)) == ["school_contact"]


def test_nobody_is_out_of_reach_while_an_email_waits_for_its_button(client: Client) -> None:
    mother = children.guardian(phone="+48 579 000 111")
    families.child(mother)
    let_in(client, mother)
    send(client, "contact/", **CONTACT)
    assert (again(mother).reached_by, again(mother).person.open().phone) == ("phone", "+48 579 000 111")
    Client().post(address_in_letter("school_contact"))

    assert (again(mother).reached_by, again(mother).person.open().email) == ("email", "hanna@example.org")


def test_both_ways_leave_letters_as_they_are(client: Client, hanna: Guardian) -> None:
    send(client, "contact/", **CONTACT | {"phone": "+48 579 000 111", "language": "pl"})
    changed = again(hanna)

    assert (changed.reached_by, changed.language) == ("email", "pl")
    assert Call.objects.count() == 0


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"email": ""}, "Leave an e-mail or a telephone: else we can not tell you of a place."),
        ({"email": "hanna"}, "Write an e-mail like name@example.org"),
        ({"phone": "ring me"}, "Write a telephone like +48 000 000 000"),
    ],
    ids=["nothing", "no e-mail", "no telephone"],
)
def test_mistakes_are_told_in_a_sentence(
    client: Client, hanna: Guardian, given: dict[str, str], sentence: str
) -> None:
    page = text(send(client, "contact/", **CONTACT | given))

    assert page.count(said(sentence, "be")) >= 2
    assert again(hanna).person.open().email == "hanna@example.org"


def test_four_digits_guard_every_link_those_in_old_letters_too(client: Client, hanna: Guardian) -> None:
    old = links.issue(SCHOOL, hanna.pk, language="be", at=timezone.now()).removeprefix(ORIGIN)
    for weak in ("1111", "1234", "12", "12345", "abcd", ""):
        assert send(client, "safe/", guard=weak).status_code == 200
    assert send(client, "safe/", guard="4071").status_code == 302

    person = Client()
    assert person.post(old).status_code == 200
    assert person.post(old, {"guard": "9999"}).status_code == 200
    assert person.get(MINE).status_code == 404
    assert person.post(old, {"guard": "4071"}).url == MINE
    assert (person.get(MINE).status_code, "4071" in str(again(hanna).guard)) == (200, False)

    for digits in ({}, {"old": "9999"}):
        assert send(client, "safe/", do="off", **digits).status_code == 200
        assert send(client, "safe/", guard="5082", **digits).status_code == 200
    assert send(client, "safe/", guard="5082", old="4071").status_code == 302
    assert send(client, "safe/", do="off", old="5082").status_code == 302
    assert (client.get(MINE).status_code, Client().post(old).url) == (200, MINE)


def test_five_wrong_guesses_close_the_link(hanna: Guardian) -> None:
    caring.guard(guardian_id=hanna.pk, digits="4071")
    url = links.issue(
        SCHOOL, hanna.pk, language="be", at=timezone.now(), guarded=again(hanna).guard
    ).removeprefix(ORIGIN)
    for _try in range(5):
        Client().post(url, {"guard": "0000"})

    assert Client().post(url, {"guard": "4071"}).status_code == 404


def test_a_new_link_goes_to_the_known_contact_only(hanna: Guardian) -> None:
    for contact in ("hanna@example.org", "nobody@example.org"):
        jobs.send_new_links.func(digest=keys.digest_of(alike.email(contact)).hex())
    families.delivered("school_link")

    assert [message.to for message in mail.outbox] == [["hanna@example.org"]]


FATHER = {"name": "Ігар", "email": "ihar@example.org", "phone": "", "language": "pl", "may_decide": "no"}


def test_a_second_guardian_has_a_link_a_language_and_rights_of_his_own(
    client: Client, hanna: Guardian
) -> None:
    assert said("We tell her or him", "be") in text(send(client, "others/", **FATHER))
    address = address_in_letter("school_guardian")
    father = Guardian.objects.get(language="pl")
    assert father.verified_at is None
    assert (mail.outbox[-1].to, address.startswith("/pl/")) == (["ihar@example.org"], True)

    his = Client()
    assert his.get(address).status_code == 200
    assert his.post(address).url == "/pl/school/mine/"
    page = text(his.get("/pl/school/mine/"))
    assert (said("You are in the waiting list", "pl") in page, "hanna@example.org" in page) == (True, False)
    assert Care.objects.get(guardian=father).may_decide is False
    assert "Ігар" in text(client.get(f"{MINE}others/"))


def test_a_second_guardian_without_an_email_is_called(client: Client, hanna: Guardian) -> None:
    send(client, "others/", **FATHER | {"email": "", "phone": "+48 579 000 222"})
    call = Call.objects.get()
    caring.join(guardian_id=call.guardian_id, at=timezone.now())

    assert call.about == "school_guardian"
    assert Guardian.objects.get(pk=call.guardian_id).verified_at is not None


def test_the_other_parent_is_not_told_of_who_does_not_want_it(client: Client, hanna: Guardian) -> None:
    row = Application.objects.get()
    father = children.guardian(email="ihar@example.org")
    Care.objects.create(guardian=father, application=row)
    his = Client()
    let_in(his, father)
    assert "Буслік" in text(his.get(f"{MINE}others/"))
    send(client, "others/", do="hide")
    assert "Буслік" not in text(his.get(f"{MINE}others/"))
    assert "Буслік" in text(client.get(f"{MINE}others/"))
    send(client, "others/", do="show")

    assert "Буслік" in text(his.get(f"{MINE}others/"))


def test_who_may_only_look_adds_nobody_and_four_are_enough(client: Client, hanna: Guardian) -> None:
    at, person = timezone.now(), Reached(name="X", phone=None)
    for _number in range(caring.MOST_GUARDIANS - 1):
        caring.add_guardian(by=hanna.pk, person=person, language="be", may_decide=True, at=at)
    page = text(send(client, "others/", **FATHER))
    assert said("Four grown-ups are enough for one child. If somebody is missing, call us.", "be") in page

    Care.objects.filter(guardian=hanna).update(may_decide=False)
    with pytest.raises(SchoolRefused):
        caring.add_guardian(by=hanna.pk, person=person, language="be", may_decide=True, at=at)
    assert 'name="may_decide"' not in text(client.get(f"{MINE}others/"))


def test_who_does_not_confirm_is_forgotten(hanna: Guardian) -> None:
    at = timezone.now()
    person = Reached(name="X", phone=None)
    stranger = caring.add_guardian(by=hanna.pk, person=person, language="be", may_decide=True, at=at)
    assert caring.forget_strangers(at=at + timedelta(days=13)) == 0
    assert caring.forget_strangers(at=at + timedelta(days=14)) == 1
    family_jobs.last_words.func(timestamp=0)

    assert [again(each).ends_at is None for each in (hanna, stranger)] == [True, False]


def test_who_confirms_at_the_last_moment_is_not_forgotten(hanna: Guardian) -> None:
    at, person = timezone.now(), Reached(name="X", phone=None)
    stranger = caring.add_guardian(by=hanna.pk, person=person, language="be", may_decide=True, at=at)
    caring.forget_strangers(at=at + timedelta(days=14))
    caring.join(guardian_id=stranger.pk, at=at + timedelta(days=14))

    assert (again(stranger).ends_at, again(stranger).verified_at) == (None, at + timedelta(days=14))


def test_the_twin_a_link_without_digits_would_open(hanna: Guardian) -> None:
    caring.guard(guardian_id=hanna.pk, digits="4071")
    url = links.issue(SCHOOL, hanna.pk, language="be", at=timezone.now(), guarded=again(hanna).guard)
    Link.objects.filter(subject=hanna.pk).update(guard="")

    assert Client().post(url.removeprefix(ORIGIN)).status_code == 302
