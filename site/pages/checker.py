"""What the built-in checker tells an editor about the page beside her text, besides what Wagtail asks.

Advice, not a gate: what must not go out at all is refused when the page is published.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.userbar import ContentCheckerItem
from wagtail.models import Page

from config.languages import LANGUAGES
from pages import picture_places, translations

Rule = dict[str, Any]
Message = dict[str, Any]
EMPTY_LINKS = {
    "be": ("тут", "вось тут", "сюды", "там", "націсніце", "націсніце тут", "спасылка", "гэтая спасылка",
           "далей", "чытаць далей", "чытайце тут", "падрабязней", "больш", "па спасылцы"),
    "ru": ("тут", "здесь", "вот здесь", "сюда", "там", "нажмите", "нажмите здесь", "ссылка", "эта ссылка",
           "далее", "дальше", "читать далее", "читайте здесь", "подробнее", "больше", "по ссылке"),
    "pl": ("tu", "tutaj", "tam", "kliknij", "kliknij tutaj", "kliknij tu", "link", "ten link", "dalej",
           "czytaj dalej", "czytaj tutaj", "więcej", "czytaj więcej", "pod linkiem"),
    "en": ("here", "there", "click", "click here", "link", "this link", "this", "more", "read more",
           "read here", "learn more", "see more", "details"),
}  # fmt: skip
"""Who hears a list of the links of a page hears only this."""
EMPTY_LINK = '^[«„“"(\\[]*(?:{words})[\\s.,:;!…»”")\\]>→]*$'.format(
    words="|".join(sorted({word for words in EMPTY_LINKS.values() for word in words}))
)
RULES: list[Rule] = [
    {
        "id": "picture-without-words",
        "impact": "moderate",
        "selector": 'main figure img[alt=""]:not(.video__poster)',
        "tags": ["best-practice"],
        "any": ["should-not-be-there"],
        "enabled": True,
    },
    {
        "id": "link-to-here",
        "impact": "serious",
        "selector": "main a[href]",
        "tags": ["best-practice"],
        "any": ["says-where-it-leads"],
        "enabled": True,
    },
]
CHECKS = [{"id": "says-where-it-leads", "options": {"pattern": EMPTY_LINK}}, {"id": "should-not-be-there"}]
MESSAGES: dict[str, Message] = {
    "picture-without-words": {
        "error_name": _("Nobody says what is in this picture"),
        "help_text": _(
            "Describe it for those who cannot see it. If it adds nothing to the text, leave it so."
        ),
    },
    "link-to-here": {
        "error_name": _("This link does not say where it leads"),
        "help_text": _("Name the page that it opens, instead of “here”."),
    },
}
Finding = Callable[[Page], Message | None]
"""Looks at a page as a whole; answers with what is wrong, or with nothing."""
findings: dict[str, Finding] = {}
usual: dict[str, Message] = {}
"""What is said of a finding that was not there yet when the editor was opened, as messages come with it."""
NOWHERE = "h1[data-nothing-found]"
"""The editor asks by every name it knows; the preview must know them all, whether found or not."""


def finding(name: str, *, words: Message) -> Callable[[Finding], Finding]:
    """Adds a question that only the server can answer; its answer is shown at the page's title."""

    def add(look: Finding) -> Finding:
        findings[name], usual[name] = look, words
        return look

    return add


@finding(
    "not-translated",
    words={
        "error_name": _("Not translated into all languages yet"),
        "help_text": _("When the text is final, choose “Translate this page”."),
    },
)
def not_translated(page: Page) -> Message | None:
    names = dict(LANGUAGES)
    missing = [names[code] for code in translations.missing_languages(page)]
    if not missing or page.alias_of_id:
        return None
    return {
        "error_name": format_lazy(_("Not translated yet: {languages}"), languages=_listed(missing)),
        "help_text": usual["not-translated"]["help_text"],
    }


@finding(
    "no-consent",
    words={
        "error_name": _("A picture of people without valid consent"),
        "help_text": _("Write the consent down with the picture, or choose another one."),
    },
)
def no_consent(page: Page) -> Message | None:
    """What will refuse publishing, sooner; without the picture's name, as it may soon be another's turn."""
    refused = picture_places.obstacles(page, today=timezone.localdate())
    return usual["no-consent"] if refused else None


def _listed(names: list[Any]) -> Any:
    return format_lazy(", ".join(["{}"] * len(names)), *names)


class Checker(ContentCheckerItem):
    axe_include = ["main"]  # What stands around it is not an editor's to mend.

    class Media:
        js = ["js/content-checks.js"]

    def __init__(self, page: Page | None, *, in_editor: bool = False) -> None:
        super().__init__(in_editor=in_editor)
        looks = findings.items() if page else []
        self.found = {name: message for name, look in looks if page and (message := look(page))}

    def get_axe_run_only(self, request: HttpRequest) -> list[str]:
        return [*super().get_axe_run_only(request), *MESSAGES, *findings]

    def get_axe_custom_rules(self, request: HttpRequest) -> list[Rule]:
        return [
            *super().get_axe_custom_rules(request),
            *RULES,
            *[
                {**RULES[0], "id": name, "selector": "h1" if name in self.found else NOWHERE}
                for name in findings
            ],
        ]

    def get_axe_custom_checks(self, request: HttpRequest) -> list[Rule]:
        return [*super().get_axe_custom_checks(request), *CHECKS]

    def get_axe_messages(self, request: HttpRequest) -> dict[str, Message]:
        return {**super().get_axe_messages(request), **MESSAGES, **usual, **self.found}
