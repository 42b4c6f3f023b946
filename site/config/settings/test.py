"""Tests: a PostgreSQL of their own that forgets quickly, files in a folder of their own."""

from config import environment, starting
from config.routers import VAULT
from config.settings.base import *
from launch.postgres import Cluster

VAR = VAR / "test"
EMBEDDED = Cluster(VAR / "postgres", durable=False)
DATABASES = {
    "default": environment.database("TEST_DATABASE_URL", EMBEDDED.url("cbs")),
    # Its tables are created straight from the models: half the time of a run would go to migrating it.
    VAULT: environment.database("TEST_VAULT_DATABASE_URL", EMBEDDED.url("cbs_vault"))
    | {"TEST": {"MIGRATE": False}},
}
ALLOWED_HOSTS = ["testserver", "localhost"]
STATIC_ROOT = VAR / "static"
MEDIA_ROOT = VAR / "media"
MAILBOX = VAR / "mailbox"
STORAGES |= {
    "originals": {
        "BACKEND": "config.storage.WholeFiles",
        "OPTIONS": {"location": str(VAR / "originals"), "base_url": None},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
DEMO = True
MASTER_KEYS = [starting.TESTS_MASTER_KEY]
LETTERS_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
