"""`make run`: the embedded database, demo content, this machine only."""

from config.settings.base import *

ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
DEMO = True
