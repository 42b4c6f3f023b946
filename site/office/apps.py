from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class OfficeConfig(AppConfig):
    name = "office"
    label = "office"
    verbose_name = _("Office")

    def ready(self) -> None:
        # Their letters, deeds and links declare themselves.
        from office import alarm, groups, letters, listings, openings, rights, signs  # noqa: F401, PLC0415
        from office.sign_in import anew, factors, invitations  # noqa: F401, PLC0415

        listings.guard()
        rights.keep_the_box_shut()
        post_migrate.connect(groups.after_migrating, sender=self)
