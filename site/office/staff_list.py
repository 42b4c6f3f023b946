from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class StaffListConfig(WagtailUsersAppConfig):
    """Wagtail's list of users; accounts are made by invitation, so it has another door for new ones."""

    verbose_name = _("Staff")
    user_viewset = "office.staff_views.StaffViewSet"
