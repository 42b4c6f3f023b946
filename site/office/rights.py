"""No manager puts herself above whoever runs the server, and nobody gives rights in a manager's empty chair.

Accounts that may do everything (superusers) are made on the server, by `manage.py createsuperuser`. In the
office nobody can make one, and nobody else can change, switch off or delete one. Whoever changes or deletes
another account has just shown who she is.
"""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.auth import permission_denied
from wagtail.users.forms import UserForm
from wagtail.users.views.users import UserViewSet

from office.fresh import question_first
from office.models import User
from office.people import may_touch


def keep_the_box_shut() -> None:
    """In every form of an account: whatever is sent, the box keeps its state. A copy would begin with that of
    another account, so there are none."""
    UserViewSet.copy_view_enabled = False
    box = UserForm.base_fields["is_superuser"]
    box.disabled = True
    box.help_text = _("May do everything. Such accounts are made on the server, not here.")


@hooks.register("before_edit_user")
@hooks.register("before_delete_user")
def refuse_those_above(request: HttpRequest, account: User) -> HttpResponseBase | None:
    return question_first(request) if may_touch(request.user, account) else permission_denied(request)


@hooks.register("before_bulk_action")
def refuse_many(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponseBase | None:
    accounts = [each for each in objects if isinstance(each, User)]
    if not all(may_touch(request.user, account) for account in accounts):
        return permission_denied(request)
    return question_first(request) if accounts else None
