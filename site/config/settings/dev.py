"""`make run`: the embedded database, demo content, this machine only."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from config import starting
from config.settings.base import *

ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
if urlsplit(BASE_URL).hostname not in ALLOWED_HOSTS:
    raise ImproperlyConfigured(
        "BASE_URL names another machine, and config.settings.dev is for this one only: everybody could sign"
        " in. Set DJANGO_SETTINGS_MODULE=config.settings.production."
    )
DEMO = True
MASTER_KEYS = [starting.DEMO_MASTER_KEY]
