"""The press center of the demo, by the same calls that editors' clicks make."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.models import Locale
from wagtail_localize.models import SegmentOverride, Translation, TranslationContext

from config.languages import DEFAULT_LANGUAGE, LANGUAGES
from home import tree
from home.demo import content, photos
from home.demo.blocks import block_id, disclaimer, disclaimer_block
from home.models import Mention, PressPage, ReleaseIndexPage, ReleasePage
from pages import translations
from pages.consent import People
from pages.models import Document, Image

FACT_SHEETS = Path(__file__).parent / "fact_sheets"
"""Printed by a browser from the texts beside them, because a PDF needs its fonts inside."""
REACHED = (
    {"phone": "+48 000 000 001", "email": "press@example.org", "languages": ["be", "ru", "pl", "en"]},
    {"phone": "", "email": "school@example.org", "languages": ["be", "pl"]},
)
TITLES = {"table": "Table by the window", "classroom": "Classroom", "shelves": "Warehouse shelves"}
CREDIT = {"table": "Demo drawing 1", "classroom": "Demo drawing 2", "shelves": "Demo drawing 3"}
DAYS_BETWEEN_MENTIONS = 9


def build(trunk: tree.Trunk, *, today: date) -> None:
    fill(trunk.press)
    for release in content.releases():
        tell(release, trunk.releases, today=today)
    mentions(today=today)


def fill(press: PressPage) -> None:
    texts, pictures, papers = content.press(), drawn(), printed()
    _write(press, DEFAULT_LANGUAGE, texts, pictures, papers)
    press.save_revision().publish()
    for code in tree.other_languages():
        twin = PressPage(locale=Locale.objects.get(language_code=code))
        there = press.get_translations().get(locale=twin.locale)
        twin.title, twin.slug = there.title, there.slug
        _write(twin, code, texts, pictures, papers)
        translations.translate(press, twin=twin)
        own_paper(press, twin.locale, papers[code])


def drawn() -> list[Image]:
    found = []
    for scene, title in TITLES.items():
        image = Image(
            title=title,
            credit=CREDIT[scene],
            people=People.NOBODY,
            file=ContentFile(photos.jpeg(scene), f"{scene}.jpg"),
        )
        image.save()
        found.append(image)
    return found


def printed() -> dict[str, Document]:
    """One fact sheet for each language."""
    papers = {}
    for code, texts in content.press().items():
        file = ContentFile((FACT_SHEETS / f"{code}.pdf").read_bytes(), f"{code}.pdf")
        papers[code] = Document.objects.create(title=texts["paper"], file=file)
    return papers


def _write(
    page: PressPage,
    code: str,
    texts: dict[str, content.Table],
    pictures: list[Image],
    papers: dict[str, Document],
) -> None:
    words = texts[code]
    for name in ("lead", "reporters_note", "boilerplate", "logo_note"):
        setattr(page, name, words[name])
    page.reporters_note += disclaimer(code)
    page.contacts = [
        _block("contact", number, {**words["contacts"][number], **REACHED[number]})
        for number in range(len(REACHED))
    ]
    page.photos = [
        _block("photo", number, {**words["photos"][number], "image": image.pk})
        for number, image in enumerate(pictures)
    ]
    paper = {"document": papers[DEFAULT_LANGUAGE].pk, "title": words["paper"]}
    page.papers = [_block("paper", 0, paper)]


def _block(kind: str, number: int, value: dict[str, Any]) -> dict[str, Any]:
    return {"type": kind, "value": value, "id": block_id("press", kind, str(number))}


def own_paper(press: PressPage, locale: Locale, paper: Document) -> None:
    """The translator chooses the file in her language instead of the original's."""
    context = TranslationContext.objects.get(
        object_id=press.translation_key, path=f"papers.{block_id('press', 'paper', '0')}.document"
    )
    SegmentOverride.objects.create(locale=locale, context=context, data_json=str(paper.pk))
    work = Translation.objects.get(source__object_id=press.translation_key, target_locale=locale)
    work.save_target(publish=True)


def tell(release: content.Release, index: ReleaseIndexPage, *, today: date) -> ReleasePage:
    page = _page(release, DEFAULT_LANGUAGE, today)
    with transaction.atomic():
        index.add_child(instance=page)
        page.save_revision().publish()
    for code in tree.other_languages():
        translations.translate(page, twin=_page(release, code, today))
    return page


def _page(release: content.Release, code: str, today: date) -> ReleasePage:
    texts = release.texts[code]
    return ReleasePage(
        locale=Locale.objects.get(language_code=code),
        title=texts["title"],
        slug=texts["slug"],
        lead=texts["lead"],
        place=texts["place"],
        search_description=texts["lead"],
        date=today - timedelta(days=release.days_ago),
        body=[_part(release, block, texts) for block in release.blocks] + [disclaimer_block(code)],
    )


def _part(release: content.Release, block: content.Table, texts: content.Table) -> content.Table:
    value, key = texts[block["key"]], (release.name, block["key"])
    if block["kind"] == "heading":
        value = {"text": value}
    if block["kind"] == "steps":
        value = {"steps": [
            {"type": "item", "value": step, "id": block_id(*key, str(number))}
            for number, step in enumerate(value["steps"])
        ]}  # fmt: skip
    return {"type": block["kind"], "value": value, "id": block_id(*key)}


def mentions(*, today: date) -> None:
    """Outlets that do not exist, one language after the other, so that each stands near the top."""
    told = content.press()
    rounds = zip(*(told[code]["mentions"] for code, _name in LANGUAGES), strict=True)
    each = [
        (code, mention) for some in rounds for (code, _name), mention in zip(LANGUAGES, some, strict=True)
    ]
    for number, (code, mention) in enumerate(each):
        facts = {
            "outlet": mention["outlet"],
            "title": mention["title"],
            "language": code,
            "date": today - timedelta(days=DAYS_BETWEEN_MENTIONS * number + 2),
        }
        url = f"https://example.org/press/{code}/{number}"
        Mention.objects.update_or_create(url=url, defaults=facts)
