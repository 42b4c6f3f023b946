"""A translation written on one sheet: every text of the original above a field, nothing to open or close.

The same work sheet as wagtail-localize's, whose screen asks for three clicks a text; both may be used in
turn.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import transaction
from django.utils.text import capfirst
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource
from wagtail_localize.operations import translate_object
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

OURS_TO_MAKE = {"slug"}
"""What follows from the other texts."""
LONG = 90
"""Letters beyond which a text gets a field of several lines."""


@dataclass(frozen=True, kw_only=True)
class Text:
    key: str
    label: str
    original: str
    written: str
    is_long: bool
    error: str = ""


def texts(page: Page, locale: Locale, *, typed: Mapping[str, str] | None = None) -> list[Text]:
    """What of `page` is to be said in that language, in its order; with what has been written so far."""
    written = _written(page, locale)
    segments = [segment for segment in extract_segments(page) if isinstance(segment, StringSegmentValue)]
    segments.sort(key=lambda segment: segment.order)
    keyed = _keyed((segment.path, segment.string.data) for segment in segments)
    return [
        Text(
            key=key,
            label=_label(page, path),
            original=original,
            written=(typed or {}).get(key, written.get((path, original), ("", ""))[0]),
            is_long=len(original) > LONG,
            error=written.get((path, original), ("", ""))[1],
        )
        for key, path, original in keyed
        if path not in OURS_TO_MAKE
    ]


def _keyed(places: Iterable[tuple[str, str]]) -> list[tuple[str, str, str]]:
    """A name for the field of each text: its path, and which of the texts at that path it is."""
    seen: Counter[str] = Counter()
    keyed = []
    for path, original in places:
        keyed.append((f"{path}|{seen[path]}", path, original))
        seen[path] += 1
    return keyed


def _label(page: Page, path: str) -> str:
    """The name of the field, or of the block within it."""
    name, *rest = path.split(".")
    try:
        label = page._meta.get_field(name).verbose_name
    except FieldDoesNotExist:
        return ""
    block = next((each for each in getattr(page, name) if each.id == rest[0]), None) if rest else None
    return str(capfirst(block.block.label if block else label))


def _written(page: Page, locale: Locale) -> dict[tuple[str, str], tuple[str, str]]:
    known = StringTranslation.objects.filter(locale=locale, context__object_id=page.translation_key)
    return {
        (text.context.path, text.translation_of.data): (text.data, str(text.get_error() or ""))
        for text in known.select_related("context", "translation_of")
    }


@transaction.atomic
def write(page: Page, locale: Locale, *, words: Mapping[str, str], user: AbstractBaseUser) -> Translation:
    """Write the words, each under the key of its text, onto the work sheet; begin one where there is none.

    An empty word leaves its text as it was.
    """
    TranslationSource.update_or_create_from_instance(page)
    translate_object(page, [locale], user=user)
    translation = Translation.objects.get(source__object_id=page.translation_key, target_locale=locale)
    segments = translation.source.stringsegment_set.select_related("string", "context").order_by("order")
    places = _keyed((segment.context.path, segment.string.data) for segment in segments)
    for segment, (key, _path, _original) in zip(segments, places, strict=True):
        if word := words.get(key, "").strip():
            _write_one(segment, locale, word, user)
    return translation


def _write_one(segment: StringSegment, locale: Locale, word: str, user: AbstractBaseUser) -> None:
    place = {"translation_of": segment.string, "context": segment.context, "locale": locale}
    text = StringTranslation.objects.filter(**place).first() or StringTranslation(**place)
    if text.pk and text.data == word and not text.has_error:
        return
    text.data, text.last_translated_by, text.has_error, text.field_error = word, user, False, ""
    text.translation_type = StringTranslation.TRANSLATION_TYPE_MANUAL
    text.save()
    try:
        text.full_clean()
    except ValidationError as error:
        text.set_field_error(error)
