"""Doors that Wagtail and its companions leave open to everybody who may enter the office.

They show titles of drafts, pictures, words and workflows to people whose work it is not. Who writes pages
goes through, the others are told that it is not their area, as anywhere else. A walk past every address of
the site (tests/office/test_addresses.py) finds a door that is open and not named here.
"""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from wagtail.admin.auth import permission_denied
from wagtail.permissions import page_permission_policy, task_permission_policy


def writes(user: Any) -> bool:
    able: bool = page_permission_policy.user_has_any_permission(user, {"add", "change", "publish"})
    return able


def arranges_workflows(user: Any) -> bool:
    able: bool = task_permission_policy.user_has_any_permission(user, {"add", "change", "delete"})
    return able


FOR_WRITING = (
    "all_pages:choose_parent",
    "wagtail_bulk_action",
    "wagtailadmin_api:",
    "wagtailadmin_block_preview",
    "wagtailadmin_choose_page",
    "wagtailadmin_pages:choose_parent",
    "wagtailadmin_pages:confirm_workflow_cancellation",
    "wagtailadmin_pages:move",
    "wagtailadmin_pages:revisions_index",
    "wagtailadmin_reports:site_history",
    "wagtailadmin_tag_",
    "wagtaildocs_chooser:",
    "wagtailimages_chooser:",
    "wagtailsnippetchoosers_",
    "wagtail_localize:snippets_api",
    "wagtail_localize:translations_report",
)
FOR_WORKFLOWS = ("wagtailadmin_workflows:task_cho",)
FOR_NOBODY = ("wagtailadmin_error_test",)
"""Beginnings of names; the last is for those who build Wagtail."""
NAMED = FOR_WRITING + FOR_WORKFLOWS + FOR_NOBODY


class DoorsMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        """Who somebody is, is asked at these doors alone: what has looked at a session is not kept ready."""
        name = (request.resolver_match and request.resolver_match.view_name) or ""
        if not name.startswith(NAMED) or request.user.is_anonymous or may_pass(request.user, name):
            return None
        if name.startswith(FOR_NOBODY):
            raise Http404
        return permission_denied(request)


def may_pass(user: Any, name: str) -> bool:
    if name.startswith(FOR_WRITING):
        return writes(user)
    if name.startswith(FOR_WORKFLOWS):
        return arranges_workflows(user)
    return not name.startswith(FOR_NOBODY)
