import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf.urls.i18n import i18n_patterns
from django.db import connection, connections
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import path
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from config import urls
from privacy import alike, keys, link_views, links
from privacy.models import Link
from tests.journeys.wording import said
from tests.privacy.people import NOW

pytestmark = [
    pytest.mark.django_db(databases=["default", "vault"]),
    pytest.mark.urls("tests.privacy.test_links"),
]

HOUR = timedelta(hours=1)
ONCE = links.Purpose(name="test_confirm", to="test_page", lifetime=timedelta(hours=24), once=True)
OFTEN = links.Purpose(name="test_page", to="test_page", lifetime=None)


@links.behind(OFTEN)
def page(request: Any, subject: UUID) -> HttpResponse:
    return HttpResponse(str(subject))


urlpatterns = [*i18n_patterns(path("page/", page, name="test_page")), *urls.urlpatterns]


@pytest.fixture(autouse=True)
def _only_here() -> Iterator[None]:
    yield
    links.purposes.update({each.name: each for each in (ONCE, OFTEN, ALONE)})


@pytest.fixture
def subject() -> UUID:
    return uuid4()


def issued(subject: UUID, purpose: links.Purpose = OFTEN, **more: Any) -> str:
    """The path of a new link."""
    url = links.issue(purpose, subject, language="be", **{"at": timezone.now()} | more)
    return url.removeprefix("http://localhost:8000")


def token(path: str) -> str:
    return path.split("/")[3]


def test_a_link_leads_to_its_page_and_the_token_leaves_the_address_bar(client: Client, subject: UUID) -> None:
    address = issued(subject)
    answer = client.post(address)

    assert (answer.status_code, answer.url) == (302, "/be/page/")
    assert client.get("/be/page/").content.decode() == str(subject)


def test_the_token_is_256_random_bits_and_only_its_hash_is_kept(subject: UUID) -> None:
    made = token(issued(subject))
    row = str(Link.objects.values().get())

    assert re.fullmatch(r"[\w-]{43}", made)
    assert made not in row
    assert len(Link.objects.get().digest) == 32


def test_a_hundred_scanners_change_nothing(client: Client, subject: UUID) -> None:
    address = issued(subject, ONCE)
    before = list(Link.objects.values())

    for number in range(100):
        answer = (client.get if number % 2 else client.head)(address)
        assert (answer.status_code, links.cookie_name(ONCE) in answer.cookies) == (200, False)

    assert list(Link.objects.values()) == before
    assert client.post(address).status_code == 302


def bare(answer: Any) -> tuple[Any, ...]:
    """An answer without what is new in each: the CSRF value and the address of the switch of languages."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())
    text = re.sub(r"/l/[\w-]{20,}/", "/l/…/", text)
    return (
        answer.status_code,
        text,
        sorted(answer.headers.items() - {("Content-Length", answer.get("Content-Length"))}),
    )


def test_unknown_expired_and_spent_links_look_alike(subject: UUID) -> None:
    now = timezone.now()
    unknown = f"/be/l/{'A' * 43}/"
    expired = issued(subject, ONCE, at=now - 25 * HOUR)
    spent = issued(subject, ONCE)
    Client().post(spent)
    living = issued(subject)

    opened = [bare(Client().get(address)) for address in (unknown, expired, spent, living)]
    answers = [bare(Client().post(address)) for address in (unknown, expired, spent)]
    assert opened == [opened[0]] * 4
    assert answers == [answers[0]] * 3
    assert answers[0][0] == 404
    assert "Гэтая спасылка не адкрываецца" in answers[0][1]


def test_a_link_that_opens_once_opens_once(client: Client, subject: UUID) -> None:
    address = token(issued(subject, ONCE))
    now = timezone.now()

    assert [bool(links.redeem(address, at=now)) for _time in range(3)] == [True, False, False]


def test_a_link_lives_to_its_hour(subject: UUID) -> None:
    made = token(issued(subject, ONCE, at=NOW))

    assert links.find(made, at=NOW + 24 * HOUR - timedelta(seconds=1)) is not None
    assert links.find(made, at=NOW + 24 * HOUR) is None


def test_a_link_opens_one_purpose_only(client: Client, subject: UUID) -> None:
    client.post(issued(subject, ONCE))

    assert client.get("/be/page/").status_code == 404


def test_a_revoked_link_closes_in_browsers_that_have_it_open(client: Client, subject: UUID) -> None:
    client.post(issued(subject))
    links.revoke(subject)

    assert client.get("/be/page/").status_code == 404


def test_a_forged_or_borrowed_cookie_opens_nothing(client: Client, subject: UUID) -> None:
    client.post(issued(subject, ONCE))
    client.cookies["test_page"] = client.cookies["test_confirm"].value
    assert client.get("/be/page/").status_code == 404

    client.cookies["test_page"] = str(Link.objects.get().pk)
    assert client.get("/be/page/").status_code == 404


def test_no_page_of_a_link_is_stored_or_indexed_and_titles_say_nothing(client: Client, subject: UUID) -> None:
    address = issued(subject)
    first = client.get(address)
    redirect = client.post(address)
    last, closed = client.get("/be/page/"), Client().post(f"/be/l/{'A' * 43}/")

    assert [answer["Cache-Control"] for answer in (first, redirect, last, closed)] == [
        "private, no-store"
    ] * 4
    assert [answer["X-Robots-Tag"] for answer in (first, redirect, last, closed)] == ["noindex"] * 4
    assert "<title>Ваша старонка — Цэнтр беларускай салідарнасці</title>" in first.content.decode()


def test_the_cookie_is_for_this_site_and_no_script(client: Client, subject: UUID) -> None:
    cookie = client.post(issued(subject)).cookies["test_page"]

    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"], cookie["path"]) == (
        True,
        "Lax",
        3600,
        "/",
    )


def test_a_guarded_link_asks_for_four_digits(client: Client, subject: UUID) -> None:
    address = issued(subject, guard="4071")

    assert "Вашы чатыры лічбы" in client.get(address).content.decode()
    for digits, sentence in (
        ("1704", "Гэта не тыя лічбы. Паспрабуйце яшчэ раз"),
        ("", "Напішыце свае чатыры лічбы"),
    ):
        page = client.post(address, {"guard": digits}).content.decode()
        assert page.count(sentence) == 2
        assert "<title>Памылка: Ваша старонка" in page
    assert client.post(address, {"guard": " 4071 "}).status_code == 302


def test_five_wrong_tries_close_it_for_the_right_digits_too_and_writing_none_is_no_try(
    client: Client, subject: UUID
) -> None:
    address = issued(subject, guard="4071")
    wrong = ["0000", "", "0001", "", "0002", "0003"]

    assert {client.post(address, {"guard": digits}).status_code for digits in wrong} == {200}
    assert client.post(address, {"guard": "0004"}).status_code == 404
    assert client.post(address, {"guard": "4071"}).status_code == 404
    assert client.get(address).content.decode().count("guard") == 0


def test_after_five_wrong_tries_the_right_digits_do_not_help(subject: UUID) -> None:
    made, now = token(issued(subject, guard="4071")), timezone.now()
    for digits in ("0000", "0001", "", "0002", "0003"):
        assert links.redeem(made, at=now, guard=digits) is None

    assert links.redeem(made, at=now, guard="4071") is None


def test_right_digits_give_all_tries_back(subject: UUID) -> None:
    made, now = token(issued(subject, guard="4071")), timezone.now()
    for _round in range(3):
        for _wrong in range(4):
            assert links.redeem(made, at=now, guard="0000") is None
        assert links.redeem(made, at=now, guard="4071") is not None


def test_digits_are_not_kept_in_a_way_that_can_be_tried_quickly(subject: UUID) -> None:
    issued(subject, guard="4071")

    assert "4071" not in Link.objects.get().guard
    assert "$" in Link.objects.get().guard


def test_asking_for_a_new_link_tells_nobody_who_is_known(client: Client) -> None:
    keys.new_seal(alike.email("alina@example.org"), at=NOW)
    known, unknown = (
        client.post("/be/l/new/", {"contact": who}) for who in ("alina@example.org", "x@example.org")
    )

    assert bare(known) == bare(unknown)
    assert bare(client.get(known.url)) == bare(client.get(unknown.url))
    assert ProcrastinateJob.objects.filter(task_name="send_new_links").count() == 2


def test_the_request_asks_the_same_of_both_databases_whoever_is_known(client: Client) -> None:
    """What could be timed is the same work; the rest the worker does."""
    keys.new_seal(alike.email("alina@example.org"), at=NOW)
    client.post("/be/l/new/", {"contact": "first@example.org"})
    done = [worked(client, who) for who in ("alina@example.org", "x@example.org")]

    assert done[0] == done[1]
    assert len(done[0]) > 3


def worked(client: Client, contact: str) -> list[str]:
    """The questions asked, without what they were about."""
    with CaptureQueriesContext(connection) as main, CaptureQueriesContext(connections["vault"]) as vault:
        client.post("/be/l/new/", {"contact": contact})
    return [re.sub(r"'[^']*'|\d+", "…", each["sql"]) for each in [*main, *vault]]


def test_asking_again_and_again_is_asking_once_and_the_job_holds_no_contact(client: Client) -> None:
    for _time in range(5):
        assert client.post("/be/l/new/", {"contact": "alina@example.org"}).status_code == 302

    job = ProcrastinateJob.objects.get(task_name="send_new_links")
    assert "alina" not in str(vars(job))
    assert bytes.fromhex(job.args["digest"]) == keys.digest_of(alike.email("alina@example.org"))


def test_a_contact_that_is_none_is_said_in_the_same_words_twice_with_what_was_typed(client: Client) -> None:
    page = client.post("/be/l/new/", {"contact": "аліна"}).content.decode()
    sentence = "Напішыце пошту, якую вы нам пакінулі, як name@example.org"

    assert page.count(sentence) == 2
    assert "<title>Памылка: " in page
    assert f'<a class="mistakes__link" href="#id_contact">{sentence}</a>' in page
    assert 'value="аліна"' in page
    assert 'aria-invalid="true"' in page
    assert 'aria-describedby="id_contact_error"' in page


def test_leaving_goes_somewhere_harmless_and_closes_what_was_open(client: Client, subject: UUID) -> None:
    client.post(issued(subject))
    answer = client.get("/pl/leave/")

    assert (answer.url, answer["Referrer-Policy"]) == ("https://pl.wikipedia.org/", "no-referrer")
    assert client.get("/be/page/").status_code == 404


ALONE = links.Purpose(name="test_alone", to="test_page", lifetime=timedelta(hours=24), alone=True)


def test_what_is_for_one_browser_leaves_the_first_when_the_second_comes(subject: UUID) -> None:
    """By the cookie of before, by the same link and by another link."""
    first, second, late = Client(), Client(), Client()
    before, spread, spare = (issued(subject, ALONE) for _time in range(3))
    assert first.post(before).status_code == 302
    assert issued(subject, ALONE) != spare
    address = issued(subject, ALONE)
    assert second.post(address).status_code == 302

    assert [let_in(each) for each in (first, second)] == [False, True]
    assert [late.post(each).status_code for each in (before, spread, spare, address)] == [404] * 4


def let_in(client: Client) -> bool:
    request = RequestFactory().get("/")
    request.COOKIES.update({name: each.value for name, each in client.cookies.items()})
    return links.subject_of(request, ALONE, at=timezone.now()) is not None


def test_of_two_who_redeem_at_once_one_is_let_in(subject: UUID) -> None:
    found = links.find(token(issued(subject, ALONE)), at=timezone.now())
    assert found is not None

    assert [links._moved(found, at=timezone.now()) is not None for _time in range(2)] == [True, False]


def test_staying_makes_ones_own_time_longer_and_nobody_elses(subject: UUID) -> None:
    issued(subject, ALONE, at=NOW)
    answer = HttpResponse()
    links.stay(RequestFactory().get("/"), answer, ALONE, subject, at=NOW)
    again = RequestFactory().get("/")
    again.COOKIES[links.cookie_name(ALONE)] = answer.cookies[links.cookie_name(ALONE)].value
    links.stay(again, HttpResponse(), ALONE, subject, at=NOW + HOUR)

    ends = Link.objects.order_by("expires_at").values_list("expires_at", flat=True)
    assert list(ends) == [NOW + timedelta(hours=24), NOW + timedelta(hours=25)]


def test_digits_are_tried_five_times_a_day_by_all_links_together(subject: UUID) -> None:
    for tried in range(5):
        assert Client().post(issued(subject, guard="4071"), {"guard": f"500{tried}"}).status_code == 200
    page = Client().post(issued(subject, guard="4071"), {"guard": "4071"})
    assert (page.status_code, said(str(link_views.TRIED_OUT), "be") in page.content.decode()) == (200, True)

    at, known = timezone.now() + timedelta(days=1), {"guarded": links.guarding("4071")}
    assert links.knows_digits(subject, "4071", at=at, **known)


def test_who_knows_them_is_not_counted(subject: UUID) -> None:
    address = issued(subject, guard="4071")
    for _time in range(7):
        assert Client().post(address, {"guard": "5000"}).status_code == 200
        assert Client().post(address, {"guard": "4071"}).status_code == 302


def test_new_digits_close_browsers_that_were_let_in_before(client: Client, subject: UUID) -> None:
    client.post(issued(subject))
    links.guard_all(subject, guarded=links.guarding("4071"))

    assert client.get("/be/page/").status_code == 404
