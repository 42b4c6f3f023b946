from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SchoolConfig(AppConfig):
    name = "school"
    label = "school"
    verbose_name = _("School")

    def ready(self) -> None:
        # They declare themselves, once models are loaded.
        from school import (  # noqa: PLC0415
            draws_seen,  # noqa: F401
            family_jobs,  # noqa: F401
            family_letters,  # noqa: F401
            letters_by_hand,  # noqa: F401
            register_letters,  # noqa: F401
            seen,  # noqa: F401
        )
