"""The note over every page: there from its first minute to its last, and never after."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override

from pages import announcements, visibility
from pages.models import Announcement
from tests.home import stories
from tests.pages import places

pytestmark = pytest.mark.django_db

TEXTS = {
    "be": "Чат сёння адпачывае",
    "ru": "Чат сегодня отдыхает",
    "pl": "Czat dziś odpoczywa",
    "en": "The chat rests today",
}
HOUR = timedelta(hours=1)


def announced(*, starts: timedelta = -HOUR, ends: timedelta = HOUR, **fields: Any) -> Announcement:
    now = timezone.now()
    texts = {f"text_{code}": text for code, text in TEXTS.items()}
    return Announcement.objects.create(starts_at=now + starts, ends_at=now + ends, **texts, **fields)


def form(**changes: Any) -> dict[str, Any]:
    texts = {f"text_{code}": text for code, text in TEXTS.items()}
    times = {"starts_at": "2126-12-24 09:00", "ends_at": "2126-12-26 09:00"}
    return {**texts, **times, "page": "", "address": "", **changes}


def said(text: str) -> str:
    with override("be"):
        return gettext(text)


@pytest.mark.parametrize("code", TEXTS)
@pytest.mark.parametrize(
    ("path", "status"), [("", 200), ("search/", 200), ("niama/", 404)], ids=["home", "search", "not found"]
)
def test_it_stands_over_every_page_in_the_readers_language(path: str, status: int, code: str, client: Client):
    announced()
    answer = client.get(f"/{code}/{path}")

    assert answer.status_code == status
    assert TEXTS[code] in answer.content.decode().replace("\xa0", " ")


@pytest.mark.parametrize(
    ("moment", "there"),
    [
        (-HOUR, True),
        (timedelta(0), True),
        (HOUR - timedelta(microseconds=1), True),
        (HOUR, False),
        (-2 * HOUR, False),
    ],
)
def test_it_is_judged_when_it_is_read(moment: timedelta, there: bool):
    note = announced()
    middle = note.starts_at + HOUR

    assert announcements.current(at=middle + moment) == (note if there else None)


def test_it_is_gone_after_its_end(client: Client):
    announced(starts=-2 * HOUR, ends=-HOUR)

    assert client.get("/be/").context["announcement"] == None  # noqa: E711 - a lazy nothing
    assert 'class="announcement"' not in places.read(client, "/be/")


@pytest.mark.parametrize("code", TEXTS)
def test_it_leads_to_the_page_in_the_readers_language(code: str, story: Any, client: Client):
    announced(page=story)
    urls = {"be": story.url} | {each: page.url for each, page in stories.versions(story).items()}

    assert f'<a class="announcement__link" href="{urls[code]}">' in places.read(client, f"/{code}/")


def test_it_leads_nowhere_while_its_page_is_kept_back(story: Any, client: Client):
    announced(page=story)
    visibility.set_embargo(translation_key=story.translation_key, until=timezone.now() + HOUR)
    html = places.read(client, "/be/search/")

    assert 'class="announcement"' in html
    assert "announcement__link" not in html


def test_it_outlives_its_page(story: Any, client: Client):
    announced(page=story)
    story.delete()
    html = places.read(client, "/be/")

    assert ('class="announcement"' in html, "announcement__link" in html) == (True, False)


def test_it_leads_to_another_site(client: Client):
    announced(address="https://example.org/")

    assert '<a class="announcement__link" href="https://example.org/">' in places.read(client, "/pl/")


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"ends_at": ""}, "ends_at", "This field is required."),
        ({"ends_at": "2126-12-24 09:00"}, "ends_at", "An announcement cannot end before it starts."),
        ({"ends_at": "2126-12-23 09:00"}, "ends_at", "An announcement cannot end before it starts."),
        ({"page": "1", "address": "https://example.org/"}, "address",
         "Choose a page or write an address, not both."),
        ({"text_pl": ""}, "text_pl", "This field is required."),
    ],
    ids=["no end", "ends when it starts", "ends before it starts", "leads to two places", "not in Polish"],
)  # fmt: skip
def test_an_editor_is_told_what_is_wrong_with_it(
    changes: dict[str, str], field: str, sentence: str, manager_client: Client
):
    answer = manager_client.post(reverse("wagtailsnippets_pages_announcement:add"), form(**changes))

    assert answer.context["form"].errors == {field: [said(sentence)]}
    assert Announcement.objects.count() == 0


def test_two_cannot_stand_there_at_once(manager_client: Client):
    add = reverse("wagtailsnippets_pages_announcement:add")
    manager_client.post(add, form())
    answer = manager_client.post(add, form(starts_at="2126-12-25 09:00", ends_at="2126-12-27 09:00"))

    with override("be"):
        sentence = gettext("Another one stands there then, until %(until)s: “%(text)s”.")
    assert [sentence.partition("%")[0] in error for error in answer.context["form"].errors["starts_at"]] == [
        True
    ]
    assert Announcement.objects.count() == 1


def test_one_can_follow_upon_another(manager_client: Client):
    add = reverse("wagtailsnippets_pages_announcement:add")
    manager_client.post(add, form())
    manager_client.post(add, form(starts_at="2126-12-26 09:00", ends_at="2126-12-27 09:00"))

    assert Announcement.objects.count() == 2


@pytest.mark.parametrize(
    ("starts", "ends"),
    [(HOUR, -HOUR), (HOUR, HOUR), (timedelta(0), 2 * HOUR)],
    ids=["back", "no time", "two"],
)
def test_the_database_takes_nothing_senseless_either(starts: timedelta, ends: timedelta):
    announced(starts=-HOUR, ends=HOUR)

    with pytest.raises(IntegrityError):
        announced(starts=starts, ends=ends)


@pytest.mark.parametrize("code", TEXTS)
def test_it_is_previewed_in_every_language_before_it_is_saved(code: str, manager_client: Client):
    preview = reverse("wagtailsnippets_pages_announcement:preview_on_add")
    manager_client.post(preview, form())
    html = places.read(manager_client, f"{preview}?mode={code}")

    assert f'<html lang="{code}">' in html
    assert TEXTS[code] in html.replace("\xa0", " ")
    assert Announcement.objects.count() == 0


def test_an_editor_may_announce(editor: Any, client: Client):
    client.force_login(editor)
    client.post(reverse("wagtailsnippets_pages_announcement:add"), form())

    assert [note.ends_at for note in Announcement.objects.all()] == [
        datetime.fromisoformat("2126-12-26T09:00+01:00")
    ]


@pytest.mark.parametrize("when", ["now", "later", "over"])
def test_the_list_is_narrowed_by_time(when: str, manager_client: Client):
    Announcement.objects.all().delete()
    for time, (starts, ends) in {"now": (-1, 1), "later": (2, 3), "over": (-3, -2)}.items():
        note = announced(starts=starts * HOUR, ends=ends * HOUR)
        Announcement.objects.filter(pk=note.pk).update(text_be=f"Нататка {time}")
    url = reverse("wagtailsnippets_pages_announcement:list", query={"time": when, "export": "csv"})
    table = b"".join(manager_client.get(url).streaming_content).decode()

    assert [time for time in ("now", "later", "over") if f"Нататка {time}" in table] == [when]
