from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    label = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        autodiscover_modules("findable")
        from search import receivers, soundness  # noqa: F401, PLC0415 - they need the models to be there
