from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DonationsConfig(AppConfig):
    name = "donations"
    label = "donations"
    verbose_name = _("Donations")

    def ready(self) -> None:
        # They declare themselves, once models are loaded.
        from donations import checks, letters, seen, signs  # noqa: F401, PLC0415
        from pages import destinations  # noqa: PLC0415 - as above

        destinations.register("donate", title=_("Donate"), view="donate", button=True)
