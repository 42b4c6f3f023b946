from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from config.languages import DEFAULT_LANGUAGE
from timetable import preview
from timetable.forms import RuleForm


@require_safe
@never_cache
def rule_preview(request: HttpRequest) -> HttpResponse:
    """Of what stands in the form right now; asked for by its script, changes nothing."""
    form = RuleForm(request.GET)
    language = get_language() or DEFAULT_LANGUAGE
    shown = preview.of(form.rule, language=language, at=timezone.now()) if form.is_valid() else None
    return render(request, "timetable/preview.html", {"preview": shown, "mistakes": form.mistakes})
