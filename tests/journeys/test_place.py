"""The whole life of a place, on telephones: a mother who reads Polish registers a child; two coordinators,
who read Belarusian, draw the month; anybody computes it again; a place is offered, taken, given back, and
goes to the next child.

No browser can wait for a month: the site has a clock of its own, which is put forward (`own_time`). The
random value is invented so that her child is drawn first. How many taps each of them needs is held here; how
long it took the browser is printed too (`pytest -s`): a person who reads needs more."""

import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import Browser, Locator, Page, expect

from school.demo.build import SOURCE
from school.proof import draw
from tests.journeys import browsing, letters, own_time
from tests.journeys.browsing import PHONE, Visitor
from tests.journeys.editing import enter
from tests.journeys.own_time import SiteInTime
from tests.journeys.planting_place import COORDINATORS, OTHER
from tests.journeys.wording import said
from timetable.expansion import WARSAW

pytestmark = pytest.mark.browser

WIDTH = PHONE["viewport"]["width"]
HERS = "matka@example.org"
CODE = re.compile(r"\b[A-Z0-9]{2}-[A-Z0-9]{3,4}\b")
MOST = {
    "registers": 20, "names": 3, "types first": 2, "types, signs": 3, "offers": 2, "takes": 12, "leaves": 3,
}  # fmt: skip
"""Taps. Opening a page by its address is none."""


def month_before(day: date, *, number: int) -> date:
    for _month in range(number):
        day = day.replace(day=1) - timedelta(days=1)
    return day.replace(day=1)


DRAWN = month_before(localdate(), number=2)
FIRST_AFTER = month_before(localdate(), number=1)


def moment(day: date, clock: str) -> datetime:
    return datetime.fromisoformat(f"{day} {clock}").replace(tzinfo=WARSAW)


@dataclass
class Walk:
    """One person and her telephone."""

    page: Page
    language: str
    taps: int = 0
    began: float = field(default_factory=time.monotonic)

    def tap(self, what: str | Locator) -> None:
        self.taps += 1
        (self.page.locator(what).first if isinstance(what, str) else what).click()

    def type(self, name: str, words: str) -> None:
        self.tap(f"[name={name}]")
        self.page.locator(f"[name={name}]").fill(words)

    def on(self, what: str | Locator) -> None:
        with self.page.expect_navigation():
            self.tap(what)
        self.look()

    def look(self) -> None:
        assert self.page.evaluate("document.documentElement.scrollWidth") <= WIDTH, self.page.url

    def button(self, text: str, *, context: str | None = None) -> Locator:
        words = said(text, self.language, context=context)
        return self.page.get_by_role("button", name=words, exact=True)

    def reads(self, text: str) -> None:
        heading = self.page.get_by_role("heading", level=1).inner_text()
        assert heading.replace("\xa0", " ") == said(text, self.language)

    def tell(self, what: str) -> None:
        sys.stdout.write(f"{what}: {self.taps} taps, {time.monotonic() - self.began:.1f} s\n")
        assert self.taps <= MOST[what]


@pytest.fixture
def times(browser: Browser, tmp_path: Path) -> Iterator[SiteInTime]:
    folder = tmp_path / "site"
    folder.mkdir()
    with own_time.site_in_time(folder, at=moment(DRAWN.replace(day=20), "12:00")) as times:
        yield times


@pytest.fixture
def somebody(browser: Browser, times: SiteInTime) -> Iterator[Callable[..., Visitor]]:
    """With a telephone of her own; nobody's may have a complaint."""
    visitors: list[Visitor] = []

    def somebody(language: str) -> Visitor:
        visitors.append(browsing.visitor(browser, times.site.origin, **PHONE, locale=language))
        return visitors[-1]

    yield somebody
    for each in visitors:
        each.context.close()
    assert [(each.complaints, each.foreign) for each in visitors] == [([], [])] * len(visitors)


def registers(mother: Visitor, times: SiteInTime) -> str:
    """And confirms by the button behind the link of the letter; the code of the child."""
    walk = Walk(mother.open("/pl/school/register/"), "pl")
    walk.type("name", "Zorka")
    walk.on(walk.button("Next", context="a page of a form"))
    walk.type("month", "3")
    walk.type("year", str(DRAWN.year - 8))
    walk.on("form#form button")
    walk.type("you", "Alena")
    walk.on("form#form button")
    walk.type("email", HERS)
    walk.on("form#form button")
    walk.on("form#form button")
    walk.tap("label[for=id_days_0]")
    walk.on("form#form button")
    walk.tap("label[for=id_sibling_0]")
    walk.on("form#form button")
    walk.on("form#form button")
    walk.reads("One thing is left: confirm it")
    opens_letter(walk, times, HERS)
    walk.on(letters.LINK)
    walk.on(walk.button("Confirm"))
    walk.reads("It is confirmed")
    walk.on(walk.button("Open your page"))
    walk.reads("Confirmed. The draw comes next")
    walk.tell("registers")
    found = CODE.search(walk.page.get_by_role("main").inner_text())
    assert found
    return found[0]


def opens_letter(walk: Walk, times: SiteInTime, contact: str) -> None:
    """The newest of hers."""
    mine = letters.arrived(walk.page, times.site, contact=contact, language=walk.language)
    walk.on(mine.first.get_by_role("link"))


def opens_her_page(walk: Walk, times: SiteInTime, contact: str) -> None:
    opens_letter(walk, times, contact)
    walk.on(letters.LINK)
    walk.on(walk.button("Open the page"))


def comes_to(office: Visitor, who: str, path: str) -> Walk:
    page = enter(office, who)
    return Walk(office.open(path, page=page), "be")


def names_the_value(office: Visitor) -> str:
    """For the month that goes on; where its draw is seen."""
    walk = comes_to(office, COORDINATORS[0], "/admin/school/draws/")
    walk.on(f"a[href$='name/?month={DRAWN:%Y-%m}']")
    walk.type("source", SOURCE % f"{FIRST_AFTER:%d.%m.%Y}")
    walk.on("button[name=do][value=name]")
    walk.tell("names")
    return walk.page.url.removeprefix(office.origin)


def the_month_is_over(times: SiteInTime) -> None:
    """What the worker does every ten minutes."""
    times.put(moment(FIRST_AFTER, "00:06"))
    work = "from school.draw_jobs import prepare_draws; prepare_draws(timestamp=0)"
    times.site.run("manage.py", "shell", "--no-imports", "-c", work)


def invented(*, first: str, then: str) -> str:
    """A value that draws them so."""
    return next(f"{number:08x}" for number in count() if ticket(number, first) < ticket(number, then))


def ticket(number: int, code: str) -> str:
    return draw.ticket(f"{number:08x}", code)


def two_type_and_one_signs(one: Visitor, other: Visitor, where: str, value: str) -> None:
    walk = comes_to(one, COORDINATORS[0], where)
    walk.type("value", value)
    walk.on("button[name=do][value=type]")
    expect(walk.page.locator("button[name=do][value=type]")).to_have_count(0)
    walk.tell("types first")
    walk = comes_to(other, COORDINATORS[1], where)
    walk.type("value", value.upper())
    walk.on("button[name=do][value=type]")
    expect(walk.page.get_by_text(said("Dry run: nothing of this has happened yet", "be"))).to_be_visible()
    walk.on("button[name=do][value=sign]")
    expect(walk.page.get_by_text(said("Dry run: nothing of this has happened yet", "be"))).to_have_count(0)
    walk.tell("types, signs")


def offers_the_place(office: Visitor, code: str) -> None:
    """In the evening: by day it goes out by itself."""
    page = office.context.pages[-1]
    walk = Walk(office.open("/admin/school/", page=page), "be")
    expect(walk.page.get_by_text(code).first).to_be_visible()
    walk.on("a[href$='/next/']")
    walk.on(walk.button("Offer the place"))
    held = said("held for an answer: %(number)s", "be") % {"number": 1}
    expect(walk.page.get_by_text(held)).to_be_visible()
    walk.tell("offers")


def taken_along(page: Page, folder: Path, *names: str) -> list[Path]:
    """Files of the page, as the browser saves them."""
    found = []
    for name in names:
        with page.expect_download() as download:
            page.locator(f"main a[download][href$='{name}']").click()
        found.append(folder / download.value.suggested_filename)
        download.value.save_as(found[-1])
    return found


def computed(program: Path, *files: Path) -> list[str]:
    """By the program that was downloaded too, with nothing but Python."""
    command = [sys.executable, "-I", str(program), *map(str, files)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()


def computes_it_again(anybody: Visitor, folder: Path, *, listed: bytes) -> list[str]:
    """The codes in the order of the draw, as page and programs say it."""
    page = anybody.open("/pl/school/check/")
    Walk(page, "pl").look()
    codes, result, program = taken_along(page, folder, "codes.txt", "result.txt", "draw.py")
    fingerprint, *rows, verdict = computed(program, codes, result)
    shown = [row.inner_text().split() for row in page.locator("table tbody tr").all()]
    assert codes.read_bytes() == listed
    assert fingerprint.split()[-1] in page.get_by_role("main").inner_text()
    assert shown == [[place, code, f"{ticket[:12]}…"] for place, code, ticket in map(str.split, rows)]
    assert verdict == "It is the same: the list, the tickets and the order."
    ledger, order, program = taken_along(page, folder, "ledger.txt", "order.txt", "line.py")
    assert computed(program, ledger, order)[-1].startswith("It is the same: 1 children")
    return [code for _place, code, _ticket in shown]


def takes_the_place(walk: Walk, times: SiteInTime) -> None:
    opens_her_page(walk, times, HERS)
    walk.reads("We offer you a place")
    walk.tap("label:has([name=answer][value=accept])")
    walk.on(walk.button("Answer", context="a button"))
    walk.reads("You have a place")
    walk.on("main a[href$='/first-day/']")
    for name, words in (("name", "Babcia"), ("phone", "+48 000 000 000"), ("fetched_by", "tata, babcia")):
        walk.type(name, words)
    walk.tap("label:has([name=photos][value=faceless])")
    walk.on(walk.button("Save"))
    walk.reads("You have a place")
    walk.tell("takes")


def leaves(walk: Walk) -> None:
    walk.on("main a[href$='/leave/']")
    walk.tap("label:has([name=answer][value='leave moved'])")
    walk.on(walk.button("Confirm"))
    walk.reads("The child has left the school")
    walk.tell("leaves")


def test_from_the_form_to_the_child_that_comes_next(
    somebody: Callable[..., Visitor], times: SiteInTime, tmp_path: Path
) -> None:
    other = times.site.run("-m", "tests.journeys.planting_place")
    mother, anybody = somebody("pl"), somebody("pl")
    hers = registers(mother, times)
    where = names_the_value(somebody("be"))

    the_month_is_over(times)
    page = anybody.open(f"/pl/school/check/{DRAWN:%Y-%m}/")
    [listed] = taken_along(page, tmp_path, "codes.txt")
    listed = listed.rename(tmp_path / "listed.txt")

    times.put(moment(FIRST_AFTER, "21:30"))
    one = somebody("be")
    two_type_and_one_signs(one, somebody("be"), where, invented(first=hers, then=other))
    offers_the_place(one, hers)
    drawn = computes_it_again(anybody, tmp_path, listed=listed.read_bytes())
    assert drawn == [hers, other]

    times.put(moment(FIRST_AFTER + timedelta(days=1), "11:00"))
    walk = Walk(mother.page(), "pl")
    takes_the_place(walk, times)
    leaves(Walk(walk.page, "pl"))
    walk = Walk(somebody("be").page(), "be")
    opens_her_page(walk, times, OTHER)
    walk.reads("We offer you a place")
