"""Where a reader or a search engine could come across a page, and how often each of these places names it."""

import re
from collections.abc import Sequence

from django.test import Client
from wagtail.models import Page

from tests.home import stories

ALTERNATE = re.compile(r'<link rel="alternate" hreflang="([\w-]+)" href="http://localhost:8000([^"]+)"')
LINK = re.compile(r'href="([^"]+)"')
LOCATION = re.compile(r"<(?:loc|link)>http://localhost:8000([^<]+)<")
SITEMAP_LINK = re.compile(r'<xhtml:link [^>]*href="http://localhost:8000([^"]+)"')
NOWHERE = {
    "news": 0, "home": 0, "related": 0, "search": 0, "search in another language": 0, "feed": 0, "sitemap": 0,
    "alternates in the sitemap": 0, "hreflang": 0,
}  # fmt: skip


def read(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode()


def main(html: str) -> str:
    """Without the frame: the switcher may lead to a page that no list names."""
    return html.partition("<main")[2].partition("</main>")[0]


def alternates(html: str) -> dict[str, str]:
    return dict(ALTERNATE.findall(html))


def naming(
    client: Client, pages: Sequence[Page], *, code: str, near: Page, original: Page, word: str
) -> dict[str, int]:
    """How many links to `pages`, all of the language `code`, each place holds.

    `near` is a story in that language they are most related to; `word` finds them.
    """
    urls = {page.url for page in pages}
    other = "be" if code != "be" else "en"
    sitemap = read(client, "/sitemap.xml")
    found = {
        "news": LINK.findall(main(read(client, stories.index(code).url))),
        "home": LINK.findall(main(read(client, f"/{code}/"))),
        "related": LINK.findall(main(read(client, near.url))),
        "search": LINK.findall(main(read(client, f"/{code}/search/?q={word}"))),
        "search in another language": LINK.findall(main(read(client, f"/{other}/search/?q={word}"))),
        "feed": LOCATION.findall(read(client, f"/{code}/feed/")),
        "sitemap": LOCATION.findall(sitemap),
        "alternates in the sitemap": SITEMAP_LINK.findall(sitemap),
        "hreflang": [url for _code, url in ALTERNATE.findall(read(client, original.url))],
    }
    return {place: sum(url in urls for url in links) for place, links in found.items()}
