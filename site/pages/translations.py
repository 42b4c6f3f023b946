"""Four equal languages: which one a page really speaks, and when a translation may go out."""

from collections import defaultdict

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.core.validators import MaxLengthValidator
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _
from polib import POFile
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from config.languages import LANGUAGES
from pages import slugs


class IncompleteTranslation(PermissionDenied):
    """A translation has texts still missing."""

    def __init__(self) -> None:
        super().__init__(_("Some texts are not translated yet. Translate them all, then publish."))


def original(page: Page) -> Page:
    """The page whose words this one shows: itself, unless it stands in for a missing translation."""
    while page.alias_of_id:
        page = page.alias_of
    return page


def begin(page: Page) -> None:
    """Turn a stand-in into a draft of its own, the moment its translation begins.

    wagtail-localize would leave it live, no longer marked as borrowed: the original's words in the wrong
    language. As a draft that was never published it keeps showing the original (see `stand_in_for`).
    """
    if page.alias_of_id:
        Page.objects.filter(pk=page.pk).update(
            alias_of=None, live=False, has_unpublished_changes=True, first_published_at=None,
            last_published_at=None,
        )  # fmt: skip


def stand_in_for(page: Page) -> Page | None:
    """The original to show at the address of a translation that has begun and was never published."""
    if page.live or page.first_published_at or (translation := translation_of(page)) is None:
        return None
    source = Page.objects.filter(translation_key=page.translation_key, locale=translation.source.locale)
    return source.live().specific().first()


def begun(page: Page) -> "QuerySet[Page]":
    """The other languages of `page` whose translation has begun and was never published: all that
    `stand_in_for` answers for."""
    return begun_among(Page.objects.filter(translation_key=page.translation_key))


def begun_among(versions: "QuerySet[Page]") -> "QuerySet[Page]":
    original = Page.objects.filter(
        live=True, translation_key=OuterRef("source__object_id"), locale=OuterRef("source__locale")
    )
    work = Translation.objects.filter(
        Exists(original),
        source__object_id=OuterRef("translation_key"),
        target_locale=OuterRef("locale"),
        enabled=True,
    )
    return versions.filter(Exists(work), live=False, first_published_at__isnull=True)


def translation_of(page: Page) -> Translation | None:
    """The translator's work sheet behind a page, if it is kept in step with an original."""
    return (
        Translation.objects.filter(
            source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=True
        )
        .select_related("source", "target_locale")
        .first()
    )


def missing_texts(translation: Translation) -> int:
    """How many texts of the original still have no translation, or one with an error."""
    segments = translation.source.stringsegment_set.annotate_translation(translation.target_locale)
    return int(segments.filter(translation__isnull=True).count())


def propose_slug(title: StringTranslation) -> None:
    """Fill in the address on a work sheet whose title has just been translated; one that is there stays."""
    if not title.context or title.context.path != "title" or title.has_error:
        return
    place = StringSegment.objects.filter(context__object=title.context.object, context__path="slug").first()
    made = slugs.slug(title.data, title.locale.language_code)
    if place and made:
        StringTranslation.objects.get_or_create(
            translation_of=place.string, locale=title.locale, context=place.context, defaults={"data": made}
        )


def check_length(text: StringTranslation) -> None:
    """Raises ValidationError for a text longer than its field, which the database would refuse with a crash.

    Texts inside blocks have no column of their own and may be as long as they need.
    """
    source = TranslationSource.objects.filter(object=text.context.object_id).first() if text.context else None
    if source and "." not in text.context.path:
        field = source.specific_content_type.model_class()._meta.get_field(text.context.path)
        if field.max_length:
            MaxLengthValidator(field.max_length)(text.data)


def missing_languages(page: Page) -> list[str]:
    """Where readers still get `page`'s words under another language's address, or nothing."""
    versions = Page.objects.filter(translation_key=page.translation_key, live=True, alias_of__isnull=True)
    known = {page.locale.language_code, *versions.values_list("locale__language_code", flat=True)}
    return [code for code, _name in LANGUAGES if code not in known]


def as_translated(translation: Translation) -> Page:
    """The page its work sheet would make now; not meant to be saved."""
    return translation.source.get_ephemeral_translated_instance(translation.target_locale, fallback=True)


def is_incomplete(page: Page) -> bool:
    translation = translation_of(page)
    return translation is not None and missing_texts(translation) > 0


def obstacles(page: Page) -> list[str]:
    return [str(IncompleteTranslation())] if is_incomplete(page) else []


def translate(page: Page, *, twin: Page, user: AbstractBaseUser | None = None, publish: bool = True) -> Page:
    """Make, and publish, the translation of `page` whose words `twin` holds; as the translator's screens do.

    `twin` is an unsaved page of the same type, in the target language, with the same blocks under the same
    ids. Raises IncompleteTranslation where it has no counterpart for a text of the original.
    """
    source, _created = TranslationSource.update_or_create_from_instance(page)
    translation, _created = Translation.objects.update_or_create(
        source=source, target_locale=twin.locale, defaults={"enabled": True}
    )
    translation.import_po(_filled(translation, twin), user=user)
    if missing_texts(translation):
        raise IncompleteTranslation
    translation.save_target(user=user, publish=publish)
    return translation.get_target_instance()


def _filled(translation: Translation, twin: Page) -> POFile:
    """The work sheet with the twin's texts written in, matched by their place in the page."""
    words = defaultdict(list)
    for segment in extract_segments(twin):
        if isinstance(segment, StringSegmentValue):
            words[segment.path].append(segment.string.data)
    sheet = translation.export_po()
    for entry in sheet:
        if words.get(entry.msgctxt):
            entry.msgstr = words[entry.msgctxt].pop(0)
    return sheet
