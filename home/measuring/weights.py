"""How heavy each kind of page is in each language: its HTML, and all it loads but photographs."""

import re
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client

from config.languages import LANGUAGES
from home.measuring.timing import Row
from home.models import NewsIndexPage, StoryPage
from pages.page_cache.answers import packed

LOADED = re.compile(r'(?:src|href)="(/(?:static|art)/[^"]+\.(?:css|js|svg))"')
UNHASHED = re.compile(r"\.[0-9a-f]{12}(\.\w+)$")
MOST_FONTS = 100_000
"""What the tests allow a page to load of fonts; which sets a browser takes depends on its letters."""


def rows() -> list[Row]:
    return [_row(code, name, url) for code, _name in LANGUAGES for name, url in _urls(code).items()]


def _urls(code: str) -> dict[str, str]:
    story = StoryPage.objects.live().filter(locale__language_code=code, alias_of=None).latest("date")
    index = NewsIndexPage.objects.live().get(locale__language_code=code)
    return {"home": f"/{code}/", "news": index.url, "story": story.url, "search": f"/{code}/search/"}


def _row(code: str, name: str, url: str) -> Row:
    client = Client()
    html = client.get(url).content
    loaded = {path: _size(client, path) for path in set(LOADED.findall(html.decode()))}
    sent = len(packed([("Content-Type", "text/html")], html).get("br", html))
    return {
        "what": f"{code}, {name}",
        "html": len(html),
        "sent": sent,
        "files": sum(loaded.values()),
        "at most": sent + sum(loaded.values()) + MOST_FONTS,
    }


def _size(client: Client, path: str) -> int:
    """As it is sent: packed, where packing helps."""
    is_static = path.startswith(settings.STATIC_URL)
    original = is_static and finders.find(UNHASHED.sub(r"\1", path.removeprefix(settings.STATIC_URL)))
    content = Path(str(original)).read_bytes() if original else client.get(path).content
    kind = "image/svg+xml" if path.endswith(".svg") else "text/css"
    return len(packed([("Content-Type", kind)], content).get("br", content))
