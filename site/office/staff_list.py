from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class StaffListConfig(WagtailUsersAppConfig):
    """Wagtail's lists of users and groups; accounts are made by invitation, so there is another door for new
    ones."""

    verbose_name = _("Staff")
    user_viewset = "office.staff_views.StaffViewSet"
    group_viewset = "office.staff_views.GroupsOfStaff"
