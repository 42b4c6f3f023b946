"""The site as in tests.faults.settings, with a real mail server and less patience with it."""

from config import environment
from tests.faults.settings import *  # noqa: F403 - settings are built upon settings

globals().update(environment.smtp("SMTP_URL"))
LETTERS_BACKEND = EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_TIMEOUT = environment.number("PATIENCE", "4") or None
