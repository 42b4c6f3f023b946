"""`make run`: the embedded database, demo content, this machine only."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from config import starting
from config.settings.base import *

if urlsplit(BASE_URL).hostname != "localhost":
    raise ImproperlyConfigured(
        "config.settings.dev lets everybody in by one click: it is for http://localhost alone. A real server "
        "runs with config.settings.production."
    )

ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
DEMO = True
MASTER_KEYS = [starting.DEMO_MASTER_KEY]
