from django.urls import URLPattern, path
from wagtail import hooks

from timetable import views


@hooks.register("register_admin_urls")
def preview_url() -> list[URLPattern]:
    """For everybody who may enter the office: whoever writes a rule sees what it means."""
    return [path("timetable/preview/", views.rule_preview, name="timetable_preview")]
