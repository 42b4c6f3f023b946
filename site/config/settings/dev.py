"""`make run`: the embedded database, demo content, this machine only."""

from config.settings.base import *

ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
DEMO = True
# For demo content on this machine: whoever reads this file can read that, and nothing else.
MASTER_KEYS = ["ZGVtbyBjb250ZW50IG9uIHRoaXMgbWFjaGluZSBvbmw="]
