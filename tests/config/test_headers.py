"""What every answer tells a reader's browser, whoever gives the answer."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.http import FileResponse, HttpResponse, JsonResponse
from django.test import Client, RequestFactory
from django.urls import path
from wagtail.models import Page

from config.headers import SecurityHeadersMiddleware
from config.urls import handler500  # noqa: F401 - Django looks it up in a module of addresses


def broken(request: Any) -> HttpResponse:
    raise RuntimeError


urlpatterns = [path("broken/", broken)]

WATCHED = {
    "Access-Control-Allow-Origin",
    "Content-Security-Policy",
    "Cross-Origin-Opener-Policy",
    "Cross-Origin-Resource-Policy",
    "Permissions-Policy",
    "Referrer-Policy",
    "Server",
    "Strict-Transport-Security",
    "X-Content-Type-Options",
    "X-Frame-Options",
}
EVERYWHERE = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
PUBLIC = EVERYWHERE | {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self';"
        " connect-src 'self'; manifest-src 'self'; form-action 'self';"
        " base-uri 'none'; frame-ancestors 'none'"
    ),
}
ADMIN_POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-{nonce}';"
    " style-src 'self' 'nonce-{nonce}';"
    " img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; manifest-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'self';"
    " script-src-attr 'unsafe-hashes' 'sha256-i+qr4lq34KgNHiW62lWi9aInEBwiEOrfCzaNPCvkqD8='; frame-src 'self'"
)


def watched(response: Any) -> dict[str, str]:
    return {name: value for name, value in response.headers.items() if name in WATCHED}


def nonce_of(response: Any) -> str:
    found = re.search(r"'nonce-([\w-]{22})'", response["Content-Security-Policy"])
    assert found
    return found[1]


@pytest.fixture
def file_in_media() -> str:
    folder = Path(settings.MEDIA_ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "headers.txt").write_text("a copy for readers")
    return "/media/headers.txt"


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("get", "/", 302),
        ("get", "/be/", 200),
        ("get", "/be", 301),
        ("get", "/pl/search/?q=szko%C5%82a", 200),
        ("get", "/ru/feed/", 200),
        ("get", "/sitemap.xml", 200),
        ("get", "/art/red/chain/abc.svg", 200),
        ("get", "/en/nothing-here/", 404),
        ("get", "/nothing-here", 302),
        ("get", "/media/nothing-here.jpg", 404),
        ("get", "/administration/", 302),
        ("post", "/be/", 405),
    ],
)
def test_every_public_answer_carries_the_whole_set(
    story: Page, client: Client, method: str, address: str, status: int
) -> None:
    response = getattr(client, method)(address)

    assert (response.status_code, watched(response)) == (status, PUBLIC)


def test_a_story_carries_the_whole_set(story: Page, client: Client) -> None:
    response = client.get(story.get_url())

    assert (response.status_code, watched(response)) == (200, PUBLIC)


def test_a_copy_of_a_picture_carries_it_too(file_in_media: str, client: Client) -> None:
    response = client.get(file_in_media)

    assert (b"".join(response), watched(response)) == (b"a copy for readers", PUBLIC)


def test_a_static_file_carries_it_too(client: Client, settings: Any, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "site.css").write_text("main {}")

    response = client.get("/static/site.css")

    assert (b"".join(response), watched(response)) == (b"main {}", PUBLIC)


def test_an_unknown_host_gets_it_too(client: Client) -> None:
    response = client.get("/be/", headers={"host": "evil.example.org"})

    assert (response.status_code, watched(response)) == (400, PUBLIC)


@pytest.mark.urls("tests.config.test_headers")
def test_our_own_failure_carries_it_too() -> None:
    response = Client(raise_request_exception=False).get("/broken/")

    assert (response.status_code, watched(response)) == (500, PUBLIC)


def test_no_reader_ever_gets_a_cookie_or_is_asked_for_one(story: Page, client: Client) -> None:
    """What has looked at somebody's session is no page for everybody, and is not kept ready."""
    pages = Page.objects.live().filter(depth__gt=1)
    addresses = [each.get_url() for each in pages]
    others = ["/", "/be/search/?q=школа", "/be/feed/", "/sitemap.xml", "/be/nothing-here/", "/nothing-here"]

    answers = {address: client.get(address) for address in [*addresses, *others]}
    given = {address: (each.cookies.output(), each.get("Vary", "")) for address, each in answers.items()}

    assert len(addresses) >= 4 * (1 + 1 + 8)
    assert {address: cookie for address, (cookie, _vary) in given.items() if cookie} == {}
    assert [address for address in addresses if "Cookie" in given[address][1]] == []


def test_the_admin_has_a_policy_of_its_own_and_no_other_difference(
    manager_client: Client, story: Page
) -> None:
    response = manager_client.get(f"/admin/pages/{story.pk}/edit/")

    policy = ADMIN_POLICY.format(nonce=nonce_of(response))
    assert watched(response) == EVERYWHERE | {"Content-Security-Policy": policy}


def test_every_script_written_into_the_editors_page_may_run(manager_client: Client, story: Page) -> None:
    response = manager_client.get(f"/admin/pages/{story.pk}/edit/")

    inline = re.findall(r"<script(?![^>]*(?:\bsrc=|json))[^>]*>", response.content.decode())
    assert inline
    assert set(inline) == {f'<script nonce="{nonce_of(response)}">'}


@pytest.mark.django_db(databases=["default", "vault"])
def test_a_nonce_is_used_once(manager_client: Client) -> None:
    nonces = {nonce_of(manager_client.get("/admin/")) for _ in range(5)}

    assert len(nonces) == 5


Answer = Callable[..., HttpResponse]


@pytest.fixture
def answer() -> Answer:
    """Sends a response through the middleware, as if the site had given it at the address."""

    def answer(response: HttpResponse, address: str = "/admin/pages/") -> HttpResponse:
        return SecurityHeadersMiddleware(lambda request: response)(RequestFactory().get(address))

    return answer


KNOWN = [
    "\n    initDateChooser('id_date', {});",
    "initTimeChooser(",
    "initDateTimeChooser(",
    "createTaskChooser(",
    'new PageChooser("id_page")',
    "(function() {\n  var panel = new InlinePanel({});",
    "(function() { var panel = new MultipleChooserPanel({});",
    "if (typeof window.chooserUrls === 'undefined') {",
    "document.addEventListener('DOMContentLoaded', function() {\n  var selectAll = 1;",
]


@pytest.mark.parametrize("start", KNOWN)
@pytest.mark.parametrize("kind", ["", ' type="text/javascript"'])
def test_a_known_script_of_wagtail_gets_the_nonce(answer: Answer, kind: str, start: str) -> None:
    response = answer(HttpResponse(f"<p>Ж</p><script{kind}>{start}</script>"))

    assert response.content.decode() == f'<p>Ж</p><script nonce="{nonce_of(response)}">{start}</script>'


@pytest.mark.parametrize(
    "script",
    [
        "<script>alert(1)</script>",
        "<script>alert(1); initDateChooser('id_date')</script>",
        "<script>/**/initDateChooser('id_date')</script>",
        "<script>initDateChooserEvil('id_date')</script>",
        "<script>(function() { alert(1) })()</script>",
        "<script>document.addEventListener('DOMContentLoaded', function() { alert(1) })</script>",
        "<script type=module>initDateChooser('id_date')</script>",
        "<script src=//evil.example.org>initDateChooser(</script>",
        "<SCRIPT>initDateChooser('id_date')</SCRIPT>",
        "<img src=x onerror=alert(1)>",
    ],
)
def test_a_planted_script_gets_none(answer: Answer, script: str) -> None:
    assert answer(HttpResponse(script)).content.decode() == script


def test_a_readers_page_gets_none_whatever_is_written_in_it(answer: Answer) -> None:
    response = answer(HttpResponse(f"<script>{KNOWN[0]}</script>"), "/be/naviny/")

    assert (response.content.decode(), watched(response)["Content-Security-Policy"]) == (
        f"<script>{KNOWN[0]}</script>",
        PUBLIC["Content-Security-Policy"],
    )


def test_only_pages_are_searched_for_scripts(answer: Answer) -> None:
    text = f"<script>{KNOWN[1]}</script>"

    assert answer(JsonResponse({"html": text})).content == JsonResponse({"html": text}).content
    assert b"".join(answer(FileResponse([text.encode()], content_type="text/html"))) == text.encode()


def test_a_length_that_was_given_stays_true(answer: Answer) -> None:
    text = f"<script>{KNOWN[1]}</script>"
    response = answer(HttpResponse(text, headers={"Content-Length": str(len(text))}))

    assert int(response["Content-Length"]) == len(response.content) > len(text)


def test_a_view_may_be_stricter_than_the_site(answer: Answer) -> None:
    response = answer(HttpResponse(headers={"Content-Security-Policy": "sandbox"}))

    assert response["Content-Security-Policy"] == "sandbox"
