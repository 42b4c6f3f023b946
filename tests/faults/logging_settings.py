"""The site as in tests.faults.settings, with the logs of a real server."""

from tests.faults.settings import *  # noqa: F403 - settings are built upon settings

LOGGING["formatters"] = {"plain": {"()": "config.logs.Discreet"}}  # noqa: F405 - it stands in the settings above
