from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "pages"
    label = "pages"
    verbose_name = _("Pages")

    def ready(self) -> None:
        from pages import listings, others_words, receivers, upload_forms  # noqa: F401, PLC0415 - need the models

        others_words.speak()
        listings.equip()
        upload_forms.clean_portraits()
        from pages.page_cache import triggers  # noqa: F401, PLC0415 - as above
