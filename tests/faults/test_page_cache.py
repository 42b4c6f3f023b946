"""Two web processes over one database: what one hears of, both hear of, and soon."""

import gzip
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen
from uuid import uuid4

import pytest
from django.utils import timezone

from config.settings import dev
from events.models import EventPage, Occurrence
from home.models import Category, StoryPage
from launch.port import free_port
from pages import visibility
from pages.models import SiteSettings
from tests.donations import visiting as giving
from tests.donations.test_ledger import campaign
from tests.events import dates, pages
from tests.faults import running
from tests.faults.running import Processes
from tests.home import stories
from tests.journeys import planting_gifts
from tests.launch.waiting import PATIENCE, until

pytestmark = pytest.mark.processes

SOON = 1.5


def read(url: str, **headers: str) -> tuple[int, str]:
    asked = Request(url, headers=headers)  # noqa: S310 - our own address
    try:
        with urlopen(asked, timeout=PATIENCE) as answer:  # noqa: S310 - as above
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
    assert until(lambda: answers(origin)), f"{origin} does not answer"


def answers(origin: str) -> bool:
    try:
        return read(f"{origin}/be/")[0] == 200
    except (URLError, ConnectionError):
        return False


def built(origins: list[str]) -> float:
    """Seconds that a page takes now which nobody has ready."""
    begun = time.monotonic()
    for origin in origins:
        assert read(f"{origin}/be/search/?q={uuid4().hex}")[0] == 200
    return time.monotonic() - begun


def is_everywhere_soon(origins: list[str], path: str, seen: Callable[[int, str], bool]) -> bool:
    """Each origin had the old page ready a moment ago. A busy machine builds the new one more slowly."""
    begun = time.monotonic()
    before = built(origins)
    for origin in origins:
        assert until(lambda origin=origin: seen(*read(origin + path))), origin  # type: ignore[misc]
    took = time.monotonic() - begun
    return took <= SOON + 5 * (before + built(origins))


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

    visibility.set_embargo(translation_key=story.translation_key, until=timezone.now() + timedelta(days=1))
    assert is_everywhere_soon(origins, path, lambda status, html: status == 404)
    end = timezone.now() + timedelta(seconds=3)
    visibility.set_embargo(translation_key=story.translation_key, until=end)
    while timezone.now() < end:
        for origin in origins:
            read(origin + path)
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


OF_THREE = "{} месцы з\N{NO-BREAK SPACE}3"


def counted(page: EventPage, number: int) -> dict[str, str]:
    """What the pages that show so many seats say of them."""
    short = f"{number} месцы"
    return {page.url: OF_THREE.format(number), pages.index().url: short, "/be/": short}


def an_event_with_one_date() -> tuple[EventPage, Occurrence]:
    pages.nothing_else_is_on()
    page = pages.about()
    return page, dates.date(page.activity, start=pages.soon(), capacity=3)


def ready(origins: list[str], news: str) -> list[str]:
    """The list of news as it stands ready. Whoever asks the database anew gets another: we would see it."""
    before = [read(origin + news)[1] for origin in origins]
    running.sql("ALTER TABLE home_storypage DISABLE TRIGGER pages_content_changed")
    running.sql("ALTER TABLE wagtailcore_page DISABLE TRIGGER pages_content_changed")
    running.sql("UPDATE wagtailcore_page SET title = 'Пабудавана-нанова' WHERE slug = 'naviny'")
    return before


def test_a_booking_is_on_every_process_soon_and_leaves_other_pages_ready(origins: list[str]):
    page, on = an_event_with_one_date()
    news = stories.index().url
    for path, words in counted(page, 3).items():
        assert is_everywhere_soon(origins, path, lambda status, html, words=words: words in html)
    before = ready(origins, news)

    dates.sign_up(on, at=timezone.now())
    for path, words in counted(page, 2).items():
        assert is_everywhere_soon(origins, path, lambda status, html, words=words: words in html)
    assert [read(origin + news)[1] for origin in origins] == before


def test_without_the_seats_written_down_an_old_count_stays(origins: list[str]):
    """The twin of it."""
    page, on = an_event_with_one_date()
    assert is_everywhere_soon(origins, page.url, lambda status, html: OF_THREE.format(3) in html)
    running.sql("ALTER TABLE events_occurrence DISABLE TRIGGER pages_counts_changed")
    dates.sign_up(on, at=timezone.now())
    time.sleep(SOON)

    assert OF_THREE.format(3) in read(origins[0] + page.url)[1]


BAND = 'class="meter__fill" width="{}%"'


def test_a_gift_is_on_every_process_soon_and_leaves_other_pages_ready(origins: list[str], settings: Any):
    settings.MASTER_KEYS = dev.MASTER_KEYS  # The processes open what is planted here.
    page, news = giving.told_of(campaign(timezone.now(), goal_minor=100_00)), stories.index().url
    showing = [page.url, giving.index().url, "/be/"]
    for path in showing:
        assert is_everywhere_soon(origins, path, lambda status, html: BAND.format(0) in html)
    before = ready(origins, news)

    planting_gifts.received(page.campaign)
    for path in showing:
        assert is_everywhere_soon(origins, path, lambda status, html: BAND.format(50) in html)
    assert [read(origin + news)[1] for origin in origins] == before


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
