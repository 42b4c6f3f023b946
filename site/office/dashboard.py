from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from office import duties, health, health_views, starts


class DutiesPanel(Component):
    """The first thing a member of staff sees: what needs doing."""

    name = "duties"
    template_name = "office/duties.html"
    order = 50

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        user, at = parent_context["request"].user, timezone.now()
        report = health.report(at=at) if user.has_perm(health.MAY_SEE) else None
        return {
            "waiting": duties.waiting(user, at=at),
            "starts": starts.for_person(user),
            "report": report,
            "urgent": health_views.duties(report) if report else [],
        }


AFTER_ALL = 1000
ELSEWHERE = ("https://", "http://")


@hooks.register("construct_help_menu")
def keep_help_at_home(request: HttpRequest, items: list[MenuItem]) -> None:
    """No news of Wagtail's versions, no guide on somebody else's site: ours stands in the menu."""
    items[:] = [item for item in items if not item.url.startswith(ELSEWHERE)]


@hooks.register("construct_homepage_panels")
def add_duties(request: HttpRequest, panels: list[Component]) -> None:
    panels.append(DutiesPanel())


@hooks.register("construct_homepage_summary_items", order=AFTER_ALL)
def count_only_what_waits(request: HttpRequest, items: list[Component]) -> None:
    """How many pages and pictures there are asks nobody to do anything."""
    items.clear()
