"""A visitor's browser that tells what went wrong in it and whom it asked besides the site; none is reached.

What it asks is listened to and not stopped on its way: a browser whose requests are stopped keeps no files,
and would fetch and compile the same scripts for each page anew.
"""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    expect,
    sync_playwright,
)

from tests.journeys.wording import said

WINDOWS_OF_ITS_OWN = (
    "PreloadTopChromeWebUI",
    "WebUIOmniboxPopup",
    "WebUIOmniboxFullPopup",
    "WebUIOmniboxAimPopup",
)
"""What Chromium draws around a page, by a process for each visitor that costs as much as her first page."""
PLAYWRIGHTS = (
    "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable", "LensOverlay", "MediaRouter", "PaintHolding",
    "ThirdPartyStoragePartitioning", "AvoidCorsURLLoaderRestartOnRedirect", "OptimizationHints",
    "NetworkTimeServiceQuerying", "AimEnabled", "PreconnectToSearch",
)  # fmt: skip
"""What it switches off itself: of two lists Chromium takes the second alone."""
CHROMIUM_OPTIONS = [
    f"--disable-features={','.join((*WINDOWS_OF_ITS_OWN, *PLAYWRIGHTS))}",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    # Nobody else is reached, by a redirect either.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]
NO_CHROMIUM = (
    "The journeys need a browser: install Debian's package chromium (as root: apt-get install chromium)."
)
QUICKEST_HUMAN = 3_100
"""Milliseconds between opening a form and sending it: who needs less is taken for a program."""
PATIENCE = 120_000
"""Milliseconds: a busy machine is late, not wrong. What is expected on a page is waited for as long."""
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
    "device_scale_factor": 2,
}
REPORT_VIOLATIONS = """document.addEventListener("securitypolicyviolation", (event) => console.error(
  `Content-Security-Policy: ${event.violatedDirective} ${event.blockedURI}
   ${event.sourceFile}:${event.lineNumber} ${event.sample}`));"""


OVERTAKEN = re.compile(r"/admin/pages/\d+/edit/$")
"""Wagtail saves a draft while it is typed and refuses, rightly, what the editor's own click has overtaken."""


@dataclass(kw_only=True)
class Visitor:
    """One person's browser: its own cookies, language and screen."""

    origin: str
    context: BrowserContext
    complaints: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    expected: set[str] = field(default_factory=set)

    def page(self) -> Page:
        return self.context.new_page()

    def open(self, path: str, *, status: int = 200, page: Page | None = None) -> Page:
        """An answer other than 200 must be asked for; the console's word about it is then no complaint."""
        page = page or self.page()
        if status != 200:
            self.expected.add(f"{self.origin}{path}")
        response = page.goto(f"{self.origin}{path}")
        assert response is not None
        assert response.status == status, f"{path} answers {response.status}"
        return page

    def note(self, message: ConsoleMessage) -> None:
        address = message.location["url"]
        refused = address in self.expected or OVERTAKEN.match(address.removeprefix(self.origin))
        foreseen = refused and message.text.startswith("Failed to load resource")
        # So does the checker beside the editor say that it has found something to tell her.
        foreseen = foreseen or message.text.startswith("axe.run results")
        if message.type == "error" and not foreseen:
            self.complaints.append(f"{address}: {message.text}")

    def listen(self, request: Request) -> None:
        if not request.url.startswith((f"{self.origin}/", "data:", "blob:")):
            self.foreign.append(request.url)


def follow(page: Page, link: Locator) -> None:
    """Click and wait for the page behind it; a click alone returns before the old one is gone."""
    with page.expect_navigation():
        link.click()


def find_box(page: Page, language: str) -> Locator:
    """The field of the search: with scripts it suggests, and is called a combobox then."""
    name = said("What are you looking for?", language)
    return page.get_by_role("combobox", name=name).or_(page.get_by_role("searchbox", name=name))


@contextmanager
def running_browser(home: Path) -> Iterator[Browser]:
    program = shutil.which("chromium")
    assert program, NO_CHROMIUM
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program,
            args=CHROMIUM_OPTIONS,
            env={"HOME": str(home), "XDG_CONFIG_HOME": str(home), "XDG_CACHE_HOME": str(home)},
        )
        yield browser
        browser.close()


def visitor(browser: Browser, origin: str, **options: Any) -> Visitor:
    context = browser.new_context(**options)
    context.set_default_timeout(PATIENCE)
    person = Visitor(origin=origin, context=context)
    context.add_init_script(REPORT_VIOLATIONS)
    context.on("console", person.note)
    context.on("weberror", lambda error: person.complaints.append(f"{error.page.url}: {error.error}"))
    context.on("request", person.listen)
    return person
