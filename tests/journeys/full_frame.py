"""Run as a program in the site's own databases: fills what surrounds a page to the brim, and empties it.

`portrait` plants a story with a picture of somebody who agreed to it, and prints where it stands; `faulty` a
draft in which the checker has much to find.
"""

import sys
from datetime import timedelta
from typing import Any

LONG_WORD = {
    "be": "Шматнацыянальнасць",
    "ru": "Достопримечательности",
    "pl": "Konstantynopolitańczyk",
    "en": "Internationalisation",
}


def fill() -> None:
    from django.utils import timezone

    from pages.models import Announcement, Menu, SiteSettings

    hour, now = timedelta(hours=1), timezone.now()
    texts = {f"text_{code}": f"{word} " * 6 for code, word in LONG_WORD.items()}
    Announcement.objects.create(
        **texts,
        address="https://example.org/",
        starts_at=now - hour,
        ends_at=now + hour,
    )
    menu, known = Menu.load(), SiteSettings.load()
    menu.main = [link(number, button=number == 7) for number in range(8)]
    menu.footer = [column(1), column(2)]
    menu.save()
    known.legal_name, known.krs, known.nip = "Fundacja Przykładowa", "0000000000", "0000000000"
    known.socials = [{"type": "social", "value": {"name": "Facebook", "address": "https://example.org/"}}]
    for code, word in LONG_WORD.items():
        setattr(known, f"visits_{code}", f"{word} 12:00")
    known.save()


def labels(number: int) -> dict[str, str]:
    return {f"label_{code}": f"{word} {number}" for code, word in LONG_WORD.items()}


def link(number: int, **more: Any) -> dict[str, Any]:
    """Every second one leads to a page of the site."""
    from home.models import NewsIndexPage

    page = NewsIndexPage.objects.get(locale__language_code="be").pk
    where = {"page": page} if number % 2 else {"address": "https://example.org/"}
    return {"type": "page" if number % 2 else "address", "value": {**labels(number), **where, **more}}


def column(number: int) -> dict[str, Any]:
    return {"type": "column", "value": {**labels(number), "items": [link(number) for number in range(6)]}}


def empty() -> None:
    from home.demo import build, menus
    from home.models import HomePage
    from pages.models import Announcement, SiteSettings

    Announcement.objects.all().delete()
    SiteSettings.objects.all().delete()
    build.contacts()
    menus.arrange(HomePage.objects.get(locale__language_code="be"))


def portrait() -> None:
    from datetime import date

    from django.core.files.base import ContentFile

    from pages import renditions
    from pages.models import Image
    from tests.home import stories
    from tests.journeys.planting import photo

    image = Image(
        title="Партрэт",
        people="adults",
        consent_given_on=date(2021, 6, 1),
        file=ContentFile(photo(), "portrait.jpg"),
    )
    image.save()
    renditions.make(image)  # As the worker would.
    figure = {"image": image, "alt": "Партрэт", "caption": "Партрэт"}
    story = stories.told("Жырандоля з партрэтам", slug="partret", cover=image, body=[("figure", figure)])
    sys.stdout.write(story.url)


def faulty() -> None:
    from django.core.files.base import ContentFile

    from pages.models import Image
    from tests.home import stories
    from tests.journeys.planting import photo

    somebody = Image(title="Без згоды", people="adults", file=ContentFile(photo(), "somebody.jpg"))
    somebody.save()
    body = [
        ("figure", {"image": Image.objects.get(title="Photo"), "alt": "", "caption": "Зала"}),
        ("text", '<p>Чытайце <a href="https://example.org/">тут</a>.</p>'),
        ("figure", {"image": somebody, "alt": "Двое за сталом", "caption": ""}),
    ]
    draft = stories.drafted("Жырандоля з памылкамі", slug="pamylki", body=body)
    sys.stdout.write(str(draft.pk))


def main() -> None:
    import django

    django.setup()
    {"fill": fill, "empty": empty, "portrait": portrait, "faulty": faulty}[sys.argv[1]]()


if __name__ == "__main__":
    main()
