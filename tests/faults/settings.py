"""The site with its pool of connections, as it runs for people, and jobs that wait to be interrupted."""

from config.settings.dev import *  # noqa: F403 - settings are built upon settings

STORAGES |= {  # noqa: F405 - it stands in the settings below
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
PROCRASTINATE_IMPORT_PATHS = ["tests.faults.jobs"]
