"""A real server's settings, and what somebody has changed in them to find a mistake."""

from config.settings.production import *  # noqa: F403 - settings are built upon settings

DEBUG = True
