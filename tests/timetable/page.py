"""A page of its own for the form of a rule: what an admin page around it does, and no more."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import path

from config.urls import urlpatterns as site
from timetable.fields import RuleField
from timetable.rule_widget import RuleFormField


class Around(forms.Form):
    title = forms.CharField()
    rule = RuleFormField(label="When")


def page(request: HttpRequest) -> HttpResponse:
    form = Around(request.POST or None)
    if form.is_valid():
        return HttpResponse(RuleField().get_prep_value(form.cleaned_data["rule"]), content_type="text/plain")
    return HttpResponse(f"{form.media}<form method=post>{form}<button>Save</button></form>")


urlpatterns = [path("en/rule/", page), *site]
