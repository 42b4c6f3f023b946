"""A real server: every value that matters comes from the environment, and its absence stops the start."""

from config import environment
from config.settings.base import *

for _name in ("SECRET_KEY", "BASE_URL", "DATABASE_URL", "VAULT_DATABASE_URL"):
    environment.text(_name)
DEMO = False
