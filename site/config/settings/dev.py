"""`make run`: the embedded database, demo content, this machine only."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from config.settings.base import *

if urlsplit(BASE_URL).hostname != "localhost":
    raise ImproperlyConfigured(
        "config.settings.dev lets everybody in by one click: it is for http://localhost alone. A real server "
        "runs with config.settings.production."
    )

ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
DEMO = True
# For demo content on this machine: whoever reads this file can read that, and nothing else.
MASTER_KEYS = ["ZGVtbyBjb250ZW50IG9uIHRoaXMgbWFjaGluZSBvbmw="]
