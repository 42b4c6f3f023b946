from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    label = "home"
    verbose_name = _("Home and news")

    def ready(self) -> None:
        from home import letters  # noqa: F401, PLC0415 - they declare themselves, once models are loaded
