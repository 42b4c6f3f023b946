"""Pages built anew, on the site as it is and grown: the same questions, hardly more time."""

from uuid import uuid4

from home.measuring.growth import analysed, grown
from home.measuring.timing import Row, page_row, timed
from home.models import NewsIndexPage, StoryPage
from pages.ornament import cover


def urls() -> dict[str, str]:
    story = StoryPage.objects.live().filter(locale__language_code="be", slug__startswith="17").latest("date")
    index = NewsIndexPage.objects.live().get(locale__language_code="be")
    return {
        "home page": "/be/",
        "news index": index.get_url() or "",
        "story": story.get_url() or "",
        "page not found": "/be/nothing-here/",
        "sitemap": "/sitemap.xml",
        "feed": "/be/feed/",
    }


def rows(*, rounds: int, sizes: tuple[int, ...]) -> list[Row]:
    found = []
    for size in sizes:
        with grown(size):
            analysed()
            found += [page_row(f"{name}, {size} more", url, rounds) for name, url in urls().items()]
    drawn = timed(lambda: cover(uuid4().hex), rounds)
    return [*found, {"what": "ornament, drawn anew", **drawn, "queries": 0, "bytes": len(cover("bench"))}]
