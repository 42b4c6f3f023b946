"""The demo's words about the school, in four languages. Who learns there is `school.demo`'s."""

from wagtail.models import Locale

from config.languages import DEFAULT_LANGUAGE
from home import tree
from home.demo import content
from home.demo.blocks import block_id, disclaimer_block
from pages import translations
from school.models import SchoolPage


def build(page: SchoolPage) -> None:
    texts = content.school()
    _write(page, texts[DEFAULT_LANGUAGE], DEFAULT_LANGUAGE)
    page.save_revision().publish()
    for code in tree.other_languages():
        twin = SchoolPage(locale=Locale.objects.get(language_code=code), slug=texts[code]["slug"])
        _write(twin, texts[code], code)
        translations.translate(page, twin=twin)


def _write(page: SchoolPage, words: content.Table, code: str) -> None:
    for name in ("title", "heading", "lead"):
        setattr(page, name, words[name])
    page.search_description = words["lead"]
    page.body = [
        {"type": "text", "value": words["text"], "id": block_id("school", "text")},
        disclaimer_block(code, "school"),
    ]
    page.questions = [
        {"type": "question", "value": each, "id": block_id("question", str(number))}
        for number, each in enumerate(words["questions"])
    ]
