"""The door itself."""

import unicodedata
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, resolve, reverse
from wagtail.models import PageViewRestriction

from config.languages import LANGUAGES
from office.models import User
from tests.office.sign_in import people
from tests.office.sign_in.people import DOOR, code, is_in, type_password

pytestmark = pytest.mark.django_db(databases=["default", "vault"])

SECOND = "/en/sign-in/second/"


@pytest.fixture
def browser() -> Client:
    return Client()


def test_the_password_and_a_code_open_the_office(browser: Client, editor: User) -> None:
    secret = people.with_app(editor)
    assert type_password(browser, editor, next="/admin/pages/").url == SECOND
    assert not is_in(browser)

    assert browser.post(SECOND, {"code": code(secret)}).url == "/admin/pages/"
    assert is_in(browser)


def test_the_password_alone_opens_nothing_and_adds_no_key(browser: Client, editor: User) -> None:
    page = type_password(browser, editor).content.decode()

    assert "This account has no second key yet" in page
    assert not browser.session.keys()
    assert browser.get("/en/sign-in/keys/app/").url.startswith(DOOR)
    assert "no second key" not in type_password(browser, editor, "not the right phrase").content.decode()


def test_a_name_is_known_however_its_letters_were_typed(browser: Client, editor: User) -> None:
    User.objects.filter(pk=editor.pk).update(username="дзядзькаў")
    people.with_app(editor)
    typed = unicodedata.normalize("NFD", "дзядзькаў")

    assert browser.post(DOOR, {"login": typed, "password": people.PHRASE}).url == SECOND


@pytest.mark.parametrize("again", ["{}", " {} ", "-{}", "{}.", "{}\u2003"])
def test_a_code_works_once_however_it_is_written(browser: Client, editor: User, again: str) -> None:
    secret = people.with_app(editor)
    used = code(secret)
    answers = []
    for typed in (used, again.format(used)):
        cache.clear()  # allauth's own memory of it: of one process, and for half a minute.
        type_password(browser, editor)
        answers.append(browser.post(SECOND, {"code": typed}).status_code)
        browser.post("/en/sign-in/out/")

    assert answers == [302, 200]


def test_a_recovery_code_stands_in_once_and_she_is_told(browser: Client, editor: User) -> None:
    from letters.models import Letter

    people.with_app(editor)
    first, *_others = people.with_codes(editor)
    type_password(browser, editor)
    assert browser.post(SECOND, {"code": first}).status_code == 302
    assert Letter.objects.filter(name="sign_in_changed").count() == 1

    browser.post("/en/sign-in/out/")
    type_password(browser, editor)
    assert "This code is not right" in browser.post(SECOND, {"code": first}).content.decode()


def test_nobody_learns_whether_an_account_exists(browser: Client, editor: User) -> None:
    def told(name: str) -> str:
        answer = browser.post(DOOR, {"login": name, "password": "not the right phrase"})
        return answer.content.decode().replace(name, "NAME").partition("<main")[2].partition("csrf")[0]

    editor.is_active = False
    editor.save()
    assert told("maryna") == told("nobody-of-this-name")
    assert "do not belong together" in told("maryna")


def test_a_password_is_tried_ten_times_an_hour_whoever_tries(editor: User) -> None:
    for _each in range(10):
        type_password(Client(), editor, "not the right phrase")

    assert "Too many tries" in type_password(Client(), editor).content.decode()


def test_a_code_is_tried_ten_times_an_hour(browser: Client, editor: User) -> None:
    secret = people.with_app(editor)
    type_password(browser, editor)
    for _each in range(10):
        browser.post(SECOND, {"code": "000000"})

    assert "Too many tries" in browser.post(SECOND, {"code": code(secret)}).content.decode()


@pytest.mark.parametrize(
    "credential",
    ["", "no json", "[]", "7", "{}", '{"id": 7}', '{"response": {"userHandle": "!"}}',
     '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {"clientDataJSON": "AA", '
     '"authenticatorData": "AA", "signature": "AA", "userHandle": "AA"}}'],
)  # fmt: skip
def test_what_is_no_passkey_is_told_in_words(browser: Client, credential: str) -> None:
    answer = browser.post("/en/sign-in/passkey/", {"credential": credential}, follow=True)

    assert answer.status_code == 200
    assert "This passkey is not known here" in answer.content.decode()


def test_the_page_asks_for_a_riddle_that_names_nobody(browser: Client, editor: User) -> None:
    told = browser.get("/en/sign-in/passkey/", headers={"accept": "application/json"}).json()
    asked = told["request_options"]["publicKey"]

    assert (asked["rpId"], asked.get("allowCredentials", [])) == ("localhost", [])
    assert asked["userVerification"] == "required"


def test_signing_out_leaves_nothing_in_the_session(client: Client, editor: User) -> None:
    client.force_login(editor)
    client.post("/en/sign-in/out/")

    assert not client.session.keys()
    assert client.get("/admin/").status_code == 302


def test_signing_out_in_the_admin_leads_to_the_door(client: Client, editor: User) -> None:
    client.force_login(editor)

    assert client.post("/admin/logout/").url == "/be/sign-in/"
    assert client.get("/admin/").status_code == 302


@pytest.mark.parametrize("path", ["/admin/login/", "/admin/password_reset/", "/django-admin/"])
def test_wagtails_own_doors_do_not_exist(client: Client, editor: User, path: str) -> None:
    client.force_login(editor)

    assert client.get(path, follow=True).status_code == 404
    assert (
        client.post(path, {"username": "maryna", "password": people.PHRASE}, follow=True).status_code == 404
    )


def test_wagtails_reset_has_no_address_and_its_sign_in_has_ours() -> None:
    with pytest.raises(NoReverseMatch):
        reverse("wagtailadmin_password_reset")
    assert reverse("wagtailadmin_login") == reverse("account_login") == "/be/sign-in/"


def test_a_page_for_staff_alone_leads_to_the_door_and_back(client: Client, editor: User, story: Any) -> None:
    PageViewRestriction.objects.create(page=story, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(story.url).url == f"/be/sign-in/?next={story.url}"

    client.force_login(editor)
    assert client.get(story.url).status_code == 200


def addresses(patterns: Any) -> set[str]:
    found: set[str] = set()
    for each in patterns:
        inside = getattr(each, "url_patterns", None)
        found |= addresses(inside) if inside is not None else {str(each.callback.__module__)}
    return found


def test_nothing_of_allauth_is_reached_but_what_we_have_mounted() -> None:
    """No registering, no table of addresses, no letters with codes, no other sites' accounts."""
    modules = addresses(get_resolver().url_patterns)

    assert {name for name in modules if name.startswith(("allauth", "django.contrib.admin"))} == set()
    assert resolve("/be/sign-in/").func.__module__ == "office.sign_in.views"


@pytest.mark.parametrize("path", ["", "second/", "closed/", "keys/", "keys/passkey/", "still-here/", "join/"])
def test_no_page_of_the_door_is_kept_by_anybody(client: Client, path: str) -> None:
    answer = client.get(f"{DOOR}{path}")

    assert {"no-store", "private"} <= set(answer["Cache-Control"].split(", "))
    assert answer["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("language", [code for code, _name in LANGUAGES])
def test_the_door_needs_no_exception_of_the_policy(client: Client, language: str) -> None:
    answer = client.get(f"/{language}/sign-in/")
    page = answer.content.decode()

    assert answer["Content-Security-Policy"] == client.get("/be/keep/")["Content-Security-Policy"]
    assert page.count("<script") == page.count("<script src=")
    assert "style=" not in page


def test_a_closed_account_does_not_come_in_by_passkey_either(client: Client) -> None:
    assert "This account is closed" in client.get("/en/sign-in/closed/").content.decode()
