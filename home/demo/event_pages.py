"""Words for the demo's activities, in four languages."""

from typing import Any

from wagtail.models import Locale

from config.languages import DEFAULT_LANGUAGE
from events.demo import content
from events.models import Activity, EventIndexPage, EventPage
from home import tree
from home.demo.blocks import block_id, disclaimer_block
from pages import translations


def build(index: EventIndexPage, activities: dict[str, Activity]) -> None:
    """Activities that are told of nowhere have no words."""
    for told in content.told():
        if told.words:
            _tell(index, told, activities[told.key])


def _tell(index: EventIndexPage, told: content.Told, activity: Activity) -> None:
    page = _page(told, DEFAULT_LANGUAGE, activity)
    index.add_child(instance=page)
    page.save_revision().publish()
    for code in tree.other_languages():
        translations.translate(page, twin=_page(told, code, activity))


def _page(told: content.Told, code: str, activity: Activity) -> EventPage:
    words = told.words[code]
    return EventPage(
        locale=Locale.objects.get(language_code=code),
        activity=activity,
        title=words["title"],
        slug=words["slug"],
        lead=words["lead"],
        search_description=words["lead"],
        body=[_text(told, words), disclaimer_block(code, told.key)],
        bring="\n".join(words["bring"]),
        ornament_topic=told.table["topic"],
        ornament_ground=told.table["ground"],
    )


def _text(told: content.Told, words: content.Table) -> dict[str, Any]:
    return {"type": "text", "value": words["text"], "id": block_id("event", told.key)}
