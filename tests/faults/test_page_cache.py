"""Two web processes over one database: what one hears of, both hear of, and soon."""

import gzip
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import pytest
from django.utils import timezone

from home.models import Category, StoryPage
from launch.port import free_port
from pages import visibility
from pages.models import SiteSettings
from tests.faults import running
from tests.faults.running import Processes
from tests.home import stories

pytestmark = pytest.mark.processes

SOON = 1.5
START_SECONDS = 60


def read(url: str, **headers: str) -> tuple[int, str]:
    asked = Request(url, headers=headers)  # noqa: S310 - our own address
    try:
        with urlopen(asked, timeout=10) as answer:  # noqa: S310 - as above
            body = answer.read()
            return answer.status, (gzip.decompress(body) if headers else body).decode()
    except HTTPError as error:
        return error.code, error.read().decode()


@pytest.fixture
def origins(database: str, tmp_path: Path) -> Iterator[list[str]]:
    ports = [free_port(), free_port()]
    with running.processes(database, tmp_path, WEB_CONCURRENCY="1") as processes:
        for port in ports:
            serve(processes, port)
        origins = [f"http://localhost:{port}" for port in ports]
        for origin in origins:
            wait_for(origin)
        yield origins


def serve(processes: Processes, port: int) -> None:
    processes.environment = {**processes.environment, "BIND": f"127.0.0.1:{port}"}
    processes.web()


def wait_for(origin: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            assert read(f"{origin}/be/")[0] == 200
            return
        except (URLError, ConnectionError):
            time.sleep(0.1)
    raise AssertionError(f"{origin} does not answer")


def seconds_until(seen: Callable[[], bool]) -> float:
    begun = time.monotonic()
    while not seen():
        if time.monotonic() - begun > 3 * SOON:
            return float("inf")
        time.sleep(0.02)
    return time.monotonic() - begun


def is_everywhere_soon(origins: list[str], path: str, seen: Callable[[int, str], bool]) -> bool:
    """Each origin had the old page ready a moment ago."""
    begun = time.monotonic()
    for origin in origins:
        seconds_until(lambda origin=origin: seen(*read(origin + path)))  # type: ignore[misc]
    return time.monotonic() - begun <= SOON + 0.3  # Building two pages on a busy machine.


def test_what_an_editor_changes_is_on_every_process_soon(origins: list[str]):
    story = StoryPage.objects.filter(locale__language_code="be").latest("date")
    path = story.url
    before = [read(origin + path)[1] for origin in origins]

    story.title = "Зусім-іншая-назва"
    story.save_revision().publish()
    assert is_everywhere_soon(origins, path, lambda status, html: "Зусім-іншая-назва" in html)
    assert all("Зусім-іншая" not in html for html in before)

    contacts = SiteSettings.load()
    contacts.phone = "+48 000 000 111"
    contacts.save()
    assert is_everywhere_soon(origins, path, lambda status, html: "+48 000 000 111" in html)

    Category.objects.filter(pk=story.category_id).update(name_be="Перайменавана")
    assert is_everywhere_soon(origins, path, lambda status, html: "Перайменавана" in html)

    until = timezone.now() + timedelta(seconds=4)
    visibility.set_embargo(translation_key=story.translation_key, until=until)
    assert is_everywhere_soon(origins, path, lambda status, html: status == 404)
    time.sleep(max(0, (until - timezone.now()).total_seconds()))
    assert is_everywhere_soon(origins, path, lambda status, html: status == 200)

    story.unpublish()
    assert is_everywhere_soon(origins, path, lambda status, html: status == 404)
    assert is_everywhere_soon(origins, stories.index().url, lambda status, html: path not in html)


def test_without_the_change_written_down_an_old_page_stays(origins: list[str]):
    """The twin: it is the triggers that bring the news, not luck."""
    path = stories.index().url
    read(origins[0] + path)
    running.sql("ALTER TABLE home_category DISABLE TRIGGER pages_content_changed")
    Category.objects.filter(slug="help").update(name_be="Перайменавана")
    time.sleep(SOON)

    assert "Перайменавана" not in read(origins[0] + path)[1]


def test_a_ready_page_outlives_the_database(origins: list[str]):
    path = stories.index().url
    before = read(origins[0] + path)
    running.sql("ALTER TABLE pages_contentchange RENAME TO gone")
    time.sleep(SOON)

    assert read(origins[0] + path) == before


def test_where_the_cache_can_ask_nobody_pages_are_built_for_each_reader(origins: list[str]):
    running.sql("ALTER TABLE pages_contentchange RENAME TO gone")
    time.sleep(SOON)

    assert [read(f"{origin}/pl/")[0] for origin in origins * 2] == [200] * 4


def test_a_ready_page_is_sent_packed(origins: list[str]):
    status, html = read(f"{origins[0]}/be/", **{"Accept-Encoding": "gzip"})

    assert (status, "</html>" in html) == (200, True)
