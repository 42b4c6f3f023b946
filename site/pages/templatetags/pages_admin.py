"""What templates of the office ask of pages."""

import json
from dataclasses import dataclass
from typing import Any

from django import template
from django.contrib.auth.models import AbstractBaseUser, Permission
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from pages import moderation, translations

register = template.Library()


PERMITTED = {
    "add": _("Add"),
    "change": _("Change"),
    "delete": _("Delete"),
    "bulk_delete": _("Delete with everything below"),
    "publish": _("Publish"),
    "lock": _("Lock"),
    "unlock": _("Unlock"),
    "choose": _("Choose"),
    "view": _("See"),
}


@dataclass(frozen=True, kw_only=True)
class Bar:
    """The next step on a translation's way to readers, for the person who looks at it."""

    step: str
    title: str
    hand_over_url: str
    approve_url: str
    send_back_url: str
    write_url: str


@register.filter
def permitted(permission: Permission) -> str:
    """What it permits, with whose: “Add: category”. In the database it has an English name."""
    act, _underline, _model = permission.codename.rpartition("_")
    name = gettext(permission.content_type.name)
    return f"{PERMITTED[act]}: {name}" if act in PERMITTED else gettext(permission.name)


@register.simple_tag
def words_of_the_work_sheet() -> str:
    """What its script says in English only, with our words for it (see `office/words.js`)."""
    return json.dumps(
        {"More actions": gettext("More actions"), "… to … translation": gettext("Translation: … → …")},
        ensure_ascii=False,
    )


@register.simple_tag
def hand_over_bar(page: Page, user: AbstractBaseUser) -> Bar:
    step, title = _step(page, user)
    return Bar(
        step=step,
        title=title,
        hand_over_url=reverse("hand_over", args=[page.pk]),
        approve_url=reverse("approve_translation", args=[page.pk]),
        send_back_url=reverse("send_back_translation", args=[page.pk]),
        write_url=_write_url(page),
    )


def _write_url(page: Page) -> str:
    translation = translations.translation_of(page)
    original = translation.source.get_source_instance() if translation else page
    return reverse("write_translation", args=[original.pk, page.locale.language_code])


def _step(page: Page, user: AbstractBaseUser) -> tuple[str, str]:
    if moderation.in_hand(page, user=user):
        return "review", gettext(
            "A translator has handed this over. Read it, then publish it or send it back."
        )
    if page.workflow_in_progress:
        return "wait", gettext("This translation is with the editors.")
    if page.permissions_for_user(user).can_publish() or not moderation.can_hand_over(page, user=user):
        return "", ""
    return _translators_step(page)


def _translators_step(page: Page) -> tuple[str, str]:
    translation = translations.translation_of(page)
    missing: Any = translations.missing_texts(translation) if translation else 0
    if missing:
        sentence = ngettext(
            "%(number)d text to translate, then you can hand the page over.",
            "%(number)d texts to translate, then you can hand the page over.",
            missing,
        )
        return "translate", sentence % {"number": missing}
    if page.live and not page.has_unpublished_changes:
        return "hand-over", gettext(
            "Published. What you change now reaches readers when an editor has seen it."
        )
    return "hand-over", gettext("Everything is translated. Hand the page over to an editor.")
