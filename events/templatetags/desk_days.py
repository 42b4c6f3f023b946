"""Days as people say them, by the grammar of each language: «чацвер, 12 лістапада»."""

from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.translation import get_language

from config.languages import DEFAULT_LANGUAGE
from timetable import sentences

register = template.Library()


@register.filter
def said_day(value: date | datetime) -> str:
    """With the year only where it could be another."""
    day = timezone.localdate(value) if isinstance(value, datetime) else value
    language = get_language() or DEFAULT_LANGUAGE
    return sentences.day(day, language=language, today=timezone.localdate())
