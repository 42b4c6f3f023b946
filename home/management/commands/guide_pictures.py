"""Takes the pictures of the editors' guide anew: the office of the running demo, once in each language."""

import shutil
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from wagtail.users.models import UserProfile

from config.languages import DEFAULT_LANGUAGE, LANGUAGES
from home.models import Category, NewsIndexPage, StoryPage
from pages.guide import FOLDER, IMAGES

PERSON = "manager"
WINDOW = {"width": 1280, "height": 800}
WIDTH = 1000
HEAVIEST = 60_000
"""Bytes a picture may weigh in the repository."""
QUALITIES = (80, 65, 50, 35, 20)
PATIENCE = 30_000
WAITING = (("Бібліятэка адчынілася зноў", True), ("Суботняя кава", True), ("Хор шукае галасы", False))
"""Stories that give the dashboard something to say, and whether they are published."""


View = tuple[str, str, str]
"""Name of the picture, address, and what to press before it is taken."""


class Command(BaseCommand):
    help = "Take the pictures of the editors' guide from a running demo (`make run` in another window)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--origin", default="http://localhost:8000", help="where the demo is running")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Pictures are taken of the demo alone: nobody's real work belongs in a guide.")
        with work_waiting() as story:
            wanted = views(story)
            with browser() as chromium:  # Beside it Django keeps away from its database.
                for language, _name in LANGUAGES:
                    self.take(chromium, options["origin"], language, wanted)

    def take(self, chromium: Any, origin: str, language: str, wanted: list[View]) -> None:
        with office(chromium, origin, language) as page:
            for name, path, button in wanted:
                page.goto(f"{origin}{path}", wait_until="networkidle")
                if button:
                    page.locator(button).first.click()
                    page.wait_for_load_state("networkidle")
                    page.wait_for_timeout(2_000)
                target = FOLDER / IMAGES / f"{language}-{name}.webp"
                target.write_bytes(light(page.screenshot(animations="disabled")))
                self.stdout.write(f"{target.name}: {target.stat().st_size} bytes")


def views(story: StoryPage) -> list[View]:
    polish = StoryPage.objects.filter(locale__language_code="pl", alias_of__isnull=True).latest("date")
    return [
        ("dashboard", reverse("wagtailadmin_home"), ""),
        ("story", reverse("wagtailadmin_pages:edit", args=[story.pk]), "[data-side-panel-toggle=checks]"),
        ("translation", reverse("wagtailadmin_pages:edit", args=[polish.pk]), ""),
    ]


@contextmanager
def work_waiting() -> Iterator[StoryPage]:
    """Something to do, for as long as the pictures are taken."""
    news = NewsIndexPage.objects.get(locale__language_code=DEFAULT_LANGUAGE)
    person = get_user_model().objects.get(username=PERSON)
    # Without a language of her own she is spoken to in her browser's.
    UserProfile.objects.update_or_create(user=person, defaults={"preferred_language": ""})
    told = []
    for title, published in WAITING:
        story = StoryPage(
            title=title, lead=title, date=timezone.localdate(), category=Category.objects.earliest("pk"),
            live=False, owner=person, body=[("text", f"<p>{title}.</p>"), ("quote", {"text": title})],
        )  # fmt: skip
        news.add_child(instance=story)
        revision = story.save_revision(user=person)
        if published:
            revision.publish(user=person)
        told.append(story)
    try:
        yield told[0]
    finally:
        for story in told:
            StoryPage.objects.filter(translation_key=story.translation_key).delete()


@contextmanager
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - a tool of developers, not of the site

    program = shutil.which("chromium")
    if not program:
        raise CommandError("The pictures need a browser: install Debian's package chromium.")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield chromium
        chromium.close()


@contextmanager
def office(chromium: Any, origin: str, language: str) -> Iterator[Any]:
    """The demo's manager at work, in that language."""
    context = chromium.new_context(viewport=WINDOW, locale=language)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(f"{origin}{reverse('account_login')}")
    page.locator(f"button[name=who][value={PERSON}]").click()
    page.wait_for_url(f"{origin}{reverse('wagtailadmin_home')}")
    yield page
    context.close()


def light(screenshot: bytes) -> bytes:
    """As WebP, in the best quality that still weighs little."""
    picture = Image.open(BytesIO(screenshot)).convert("RGB")
    picture = picture.resize((WIDTH, picture.height * WIDTH // picture.width), Image.Resampling.LANCZOS)
    written = BytesIO()
    for quality in QUALITIES:
        written = BytesIO()
        picture.save(written, "WEBP", quality=quality, method=6)
        if written.tell() <= HEAVIEST:
            break
    return written.getvalue()
