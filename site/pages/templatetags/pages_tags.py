from collections.abc import Iterable
from typing import Any

from django import template
from django.template.defaultfilters import stringfilter
from django.utils.html import conditional_escape, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from wagtail.rich_text import RichText, expand_db_html

from config.languages import DEFAULT_LANGUAGE
from pages import frame, renditions, typography
from pages import linked_data as describing
from pages.models import BasePage, Image, Rendition
from pages.pictures import ornament_url

register = template.Library()


@register.filter
@stringfilter
def absolute(path: str) -> str:
    return frame.absolute(path)


@register.simple_tag(takes_context=True)
def linked_data(context: template.Context) -> SafeString:
    """What search engines are told of the page being drawn. It is data: nothing runs, no policy stops it."""
    page = context.get("page")
    if not isinstance(page, BasePage) or context.get("robots"):
        return SafeString()
    steps = [(crumb.title, frame.absolute(crumb.url)) for crumb in context.get("crumbs") or []]
    own = [(page.title, context["canonical_url"])]
    known: dict[str, Any] = context.flatten()  # type: ignore[assignment]  # keys are names
    nodes = page.linked_data(known) + ([describing.crumbs(steps + own)] if steps else [])
    if not nodes:
        return SafeString()
    script = '<script type="application/ld+json">%s</script>'
    return mark_safe(script % describing.written(nodes))  # noqa: S308 - written() escapes


def _language(wanted: str | None) -> str:
    return wanted or get_language() or DEFAULT_LANGUAGE


@register.filter
@stringfilter
def spaced(text: str, language: str | None = None) -> SafeString:
    """Plain text with no-break spaces set for the reader's language, or for the one given."""
    return mark_safe(typography.spaced(conditional_escape(text), _language(language)))  # noqa: S308 - escaped


@register.filter
@stringfilter
def inside(text: str) -> str:
    """A month or a weekday inside a sentence."""
    return typography.inside(text, _language(None))


@register.filter
def unbroken(words: str | Iterable[str]) -> SafeString:
    """What has a dash and is one word all the same, such as a code; or several of them. Copied, or looked for
    on the page, it is what was put in."""
    each = [words] if isinstance(words, str) else words or ()
    return format_html_join(", ", '<span class="unbroken">{}</span>', ((word,) for word in each))


@register.filter
def richtext_spaced(value: RichText | str, language: str | None = None) -> SafeString:
    """An editor's rich text (Wagtail has already reduced it to what editors may write), spaces set."""
    source = value.source if isinstance(value, RichText) else value
    return mark_safe(typography.spaced_html(expand_db_html(source), _language(language)))  # noqa: S308 - as said


@register.inclusion_tag("components/picture.html")
def ready_picture(
    image: Image, role: str, *, sizes: str, css: str, alt: str = "", loading: str = "lazy"
) -> dict[str, Any]:
    """A picture from the copies that are there, or an ornament of its size; makes nothing itself."""
    width, height = renditions.expected_size(image, role)
    return {
        "picture": renditions.ready(image, role),
        "sizes": sizes,
        "css": css,
        "alt": alt,
        "loading": loading,
        "stand_in": {"url": ornament_url(f"picture {image.pk}"), "width": width, "height": height},
    }


@register.simple_tag
def print_copy(image: Image) -> Rendition | None:
    return renditions.for_print(image)
