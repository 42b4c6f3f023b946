"""A real server: every value that matters comes from the environment, and its absence stops the start."""

from django.core.exceptions import ImproperlyConfigured

from config import environment
from config.settings.base import *

for _name in ("SECRET_KEY", "BASE_URL", "DATABASE_URL", "VAULT_DATABASE_URL", "LETTERS_FROM"):
    environment.text(_name)
_places = [tuple(database[key] for key in ("HOST", "PORT", "NAME")) for database in DATABASES.values()]
if len(set(_places)) < len(_places):
    raise ImproperlyConfigured("VAULT_DATABASE_URL must name another database than DATABASE_URL.")
_master = environment.master_key("MASTER_KEY")
MASTER_KEYS = list(dict.fromkeys([_master, environment.master_key("MASTER_KEY_OLD", _master)]))
globals().update(environment.smtp("SMTP_URL"))
EMAIL_BACKEND = LETTERS_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
DEMO, PRODUCTION = False, True
LOGGING["formatters"] = {"plain": {"()": "config.logs.Discreet"}}
