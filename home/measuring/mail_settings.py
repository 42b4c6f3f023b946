"""The site of `make run`, with a mail server instead of the mailbox."""

from config import environment
from config.settings.dev import *  # noqa: F403 - settings are built upon settings

globals().update(environment.smtp("SMTP_URL"))
LETTERS_BACKEND = EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
