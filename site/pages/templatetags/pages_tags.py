from django import template
from django.template.defaultfilters import stringfilter
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from wagtail.rich_text import RichText, expand_db_html

from config.languages import DEFAULT_LANGUAGE
from pages import typography

register = template.Library()


def _language(wanted: str | None) -> str:
    return wanted or get_language() or DEFAULT_LANGUAGE


@register.filter
@stringfilter
def spaced(text: str, language: str | None = None) -> SafeString:
    """Plain text with no-break spaces set for the reader's language, or for the one given."""
    return mark_safe(typography.spaced(conditional_escape(text), _language(language)))  # noqa: S308 - escaped


@register.filter
def richtext_spaced(value: RichText | str, language: str | None = None) -> SafeString:
    """An editor's rich text (Wagtail has already reduced it to what editors may write), spaces set."""
    source = value.source if isinstance(value, RichText) else value
    return mark_safe(typography.spaced_html(expand_db_html(source), _language(language)))  # noqa: S308 - as said
