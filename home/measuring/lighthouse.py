"""What Lighthouse says of each kind of page of a running site, as on a phone; the median of three looks.

It is installed from npm into `var/lighthouse` the first time, and drives Debian's Chromium.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from wagtail.models import Page

from home.measuring.timing import Row
from home.models import (
    GuidePage,
    NewsIndexPage,
    PressPage,
    ReleasePage,
    ServiceIndexPage,
    ServicePage,
    StoryPage,
)

VERSION = "12.8.2"
LOOKS = 3
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LEAST = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
KINDS: dict[str, tuple[type[Page], str]] = {
    "news": (NewsIndexPage, "pl"),
    "story": (StoryPage, "be"),
    "help": (ServiceIndexPage, "ru"),
    "service": (ServicePage, "en"),
    "guide": (GuidePage, "be"),
    "press centre": (PressPage, "pl"),
    "release": (ReleasePage, "en"),
}
"""Each in a language of its own: heavy ones in Cyrillic."""
FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update",
)  # fmt: skip


class Missing(Exception):
    """What is needed is not there; the sentence says what to install."""


def rows(origin: str, *, folder: Path) -> Iterator[Row]:
    program = installed(folder)
    for name, path in paths().items():
        looks = [_scores(program, f"{origin}{path}", folder) for _time in range(LOOKS)]
        yield row(name, looks)


def row(name: str, looks: list[dict[str, float]]) -> Row:
    scores = {each: round(median(look[each] for look in looks)) for each in CATEGORIES}
    is_enough = all(scores[each] >= least for each, least in LEAST.items())
    return {"what": name, **scores, "enough": "yes" if is_enough else "NO"}


def paths() -> dict[str, str]:
    found = {"be, home": "/be/", "en, home": "/en/"}
    for kind, (model, language) in KINDS.items():
        pages = model._default_manager.live().filter(locale__language_code=language, alias_of=None)
        if page := pages.order_by("path").first():
            found[f"{language}, {kind}"] = page.get_url() or ""
    return found


def installed(folder: Path) -> Path:
    program = folder / "node_modules" / "lighthouse" / "cli" / "index.js"
    for needed in ("node", "npm", "chromium"):
        if not shutil.which(needed):
            raise Missing(f"Lighthouse needs {needed}: as root, apt-get install nodejs npm chromium.")
    if not program.exists():
        folder.mkdir(parents=True, exist_ok=True)
        command = [
            "npm",
            "install",
            "--no-audit",
            "--no-fund",
            "--prefix",
            str(folder),
            f"lighthouse@{VERSION}",
        ]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return program


def _scores(program: Path, url: str, folder: Path) -> dict[str, float]:
    with TemporaryDirectory(dir=folder) as profile:
        report = Path(profile) / "report.json"
        command = [
            "node", str(program), url, "--output=json", f"--output-path={report}", "--quiet",
            f"--only-categories={','.join(CATEGORIES)}",
            f"--chrome-flags={' '.join([*FLAGS, f'--user-data-dir={profile}/chromium'])}",
        ]  # fmt: skip
        browser = {"CHROME_PATH": shutil.which("chromium") or "", "HOME": profile}
        subprocess.run(command, env=os.environ | browser, check=True, stdout=subprocess.DEVNULL)
        told: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    return {name: 100 * (told["categories"][name]["score"] or 0) for name in CATEGORIES}
