"""Everything the site is; development, production and tests differ by values, not by shape."""

from pathlib import Path
from urllib.parse import urlsplit

from config import environment, headers, starting
from config.languages import DEFAULT_LANGUAGE, LANGUAGES
from config.routers import VAULT
from launch.postgres import Cluster

ROOT = Path(__file__).resolve().parents[3]
SITE = ROOT / "site"
VAR = Path(environment.text("VAR_DIR", str(ROOT / "var")))

# --- Who we are to the outside ---------------------------------------------------------------------
SECRET_KEY = environment.secret("SECRET_KEY", default=starting.DEVELOPMENT_SECRET_KEY)
BASE_URL = environment.base_url("BASE_URL", "http://localhost:8000")
HTTPS = BASE_URL.startswith("https://")
ALLOWED_HOSTS = [urlsplit(BASE_URL).hostname or ""]
DEBUG = PRODUCTION = False

# --- What it is made of ----------------------------------------------------------------------------
INSTALLED_APPS = [
    "config",
    "home",
    "search",
    "events",
    "school",
    "donations",
    "pages",
    "office",
    "timetable",
    "backups",
    "letters",
    "privacy",
    "privacy.vault",
    "procrastinate.contrib.django",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.sites",
    "office.staff_list.StaffListConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "allauth.account",
    "allauth.mfa",
    "modelcluster",
    "taggit",
    "django_filters",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "config.headers.SecurityHeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "config.locale.OurLocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "office.sign_in.gate.GateMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "pages.refusals.RefusalMiddleware",
    "office.doors.DoorsMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "pages.frame.frame",
            ],
        },
    },
]

# --- Where things are kept -------------------------------------------------------------------------
EMBEDDED = Cluster(VAR / "postgres")
DATABASES = {
    "default": environment.database("DATABASE_URL", EMBEDDED.url("cbs")),
    VAULT: environment.database("VAULT_DATABASE_URL", EMBEDDED.url("cbs_vault")),
}
DATABASE_ROUTERS = ["config.routers.VaultRouter"]
for _database in DATABASES.values():
    # Without it every connection of the pool costs one reader an error page when PostgreSQL has restarted.
    _database["CONN_HEALTH_CHECKS"] = True
    # Gives up soon and begins anew with the next reader: the pauses between attempts would grow to minutes.
    _database["OPTIONS"] |= {"pool": {"min_size": 0, "max_size": 8, "timeout": 5, "reconnect_timeout": 2}}

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [SITE / "static"]
# Only copies made for readers are public; what was uploaded is reachable through the admin alone.
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR / "media"
PRIVATE_MEDIA_ROOT = VAR / "originals"
STORAGES = {
    "default": {"BACKEND": "config.storage.WholeFiles"},
    "originals": {
        "BACKEND": "config.storage.WholeFiles",
        # As text: Wagtail writes it down to delete files later, and can not write a Path.
        "OPTIONS": {"location": str(PRIVATE_MEDIA_ROOT), "base_url": None},
    },
    "staticfiles": {"BACKEND": "config.staticfiles.BundledStaticFilesStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o640
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o750

# Ready pages that each web process keeps in memory (see docs/cache.md); 0 keeps none.
PAGE_CACHE_MB = environment.number("PAGE_CACHE_MB", "64")

# --- Languages and time ----------------------------------------------------------------------------
LANGUAGE_CODE = DEFAULT_LANGUAGE
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
LOCALE_PATHS = [SITE / "locale", SITE / "locale_upstream"]
FORMAT_MODULE_PATH = ["config.formats"]
USE_I18N = True
WAGTAIL_I18N_ENABLED = True
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
USE_TZ = True
TIME_ZONE = "Europe/Warsaw"
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
# A rule of the timetable holds times on the wall (see docs/timetable.md).
RECURRENCE_USE_TZ = False

# --- Staff -----------------------------------------------------------------------------------------
AUTH_USER_MODEL = "office.User"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
# Signing in is allauth's work, in our pages and words: see docs/sign-in.md. Wagtail has no part in it.
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_PASSWORD_RESET_ENABLED = WAGTAILUSERS_PASSWORD_ENABLED = False
# What is told about a changed sign-in goes to this address, so nobody changes it in passing.
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
ACCOUNT_ADAPTER = "office.sign_in.adapters.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
# Tries are counted in the database, by us, so that all processes count together and none keeps an address.
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False
MFA_ADAPTER = "office.sign_in.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
# Our own pages have the say: `office.fresh` for who somebody is, no table of addresses to verify.
MFA_REAUTHENTICATION_REQUIRED = False
MFA_ALLOW_UNVERIFIED_EMAIL = True
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
# It goes with the window: that somebody has opened a form here is not to be read off her telephone next year.
CSRF_COOKIE_AGE = None
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_FAILURE_VIEW = "pages.views.csrf_failure"

# --- Headers (see config/headers.py) ---------------------------------------------------------------
SECURE_CSP = headers.PUBLIC_POLICY
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_SSL_REDIRECT = HTTPS
WHITENOISE_ALLOW_ALL_ORIGINS = False
# It asks for X-Frame-Options; the policy's frame-ancestors says the same to every browser we serve.
SILENCED_SYSTEM_CHECKS = ["security.W002"]

# --- Wagtail ---------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Цэнтр беларускай салідарнасці"
WAGTAILADMIN_BASE_URL = BASE_URL
# Addresses travel by chat and by voice: Latin letters survive both.
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
# Letters about pages go to whom they ask to do something, and managers read reports instead.
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
# A shared page password is stored in clear; who may not read a page has no business on it.
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "simple"},
}
WAGTAILIMAGES_IMAGE_MODEL = "pages.Image"
WAGTAILIMAGES_IMAGE_FORM_BASE = "pages.upload_forms.ImageForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "heic", "heif"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 25_000_000
WAGTAILDOCS_DOCUMENT_MODEL = "pages.Document"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "pages.upload_forms.DocumentForm"
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILLOCALIZE_MACHINE_TRANSLATOR = None
# A translation begins as a draft, whatever the original is: see pages/translations.py.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
TAGGIT_CASE_INSENSITIVE = True
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# --- Work after the request ------------------------------------------------------------------------
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
PROCRASTINATE_WORKER_DEFAULTS = {"delete_jobs": "successful", "concurrency": 2}

# --- Letters (see docs/letters.md) -----------------------------------------------------------------
LETTERS_FROM = environment.mailbox("LETTERS_FROM", "letters@example.org")
LETTERS_BACKEND = "letters.mailbox.EmailBackend"
# What people get goes through the queue and says nothing in its subject. Wagtail writes to staff alone,
# who hand translations over to each other.
EMAIL_BACKEND = LETTERS_BACKEND
DEFAULT_FROM_EMAIL = LETTERS_FROM
MAILBOX = VAR / "mailbox"
EMAIL_TIMEOUT = 20

# --- Gifts (see docs/donations.md) ------------------------------------------------------------------
# Without a key no gifts are taken by card or BLIK.
STRIPE_SECRET_KEY = environment.stripe_key("STRIPE_SECRET_KEY", "none")
STRIPE_WEBHOOK_SECRETS = environment.webhook_secrets("STRIPE_WEBHOOK_SECRETS", ",")
# A stand-in on this machine, for demos and tests; empty means Stripe itself.
STRIPE_API_BASE = environment.loopback("STRIPE_API_BASE", "none")
STRIPE_DESCRIPTOR_SUFFIX = environment.descriptor("STRIPE_DESCRIPTOR_SUFFIX", "none")
STRIPE_BLOCKS_BELARUSIAN_CARDS = environment.yes("STRIPE_BLOCKS_BELARUSIAN_CARDS", "no")

# --- The operator (see docs/health.md) ---------------------------------------------------------------
# Told when something is wrong. Without an address nobody is.
OPERATOR_EMAIL = environment.mailboxes("OPERATOR_EMAIL", "")
OPERATOR_LANGUAGE = environment.language("OPERATOR_LANGUAGE", DEFAULT_LANGUAGE)

# --- Backups (see docs/backup.md) ------------------------------------------------------------------
# The private keys are on no server. Without public ones no backups are made.
BACKUP_RECIPIENTS = environment.recipients("BACKUP_RECIPIENTS", ",")
BACKUP_DIR = Path(environment.text("BACKUP_DIR", str(VAR / "backups" / "main")))
VAULT_BACKUP_DIR = Path(environment.text("VAULT_BACKUP_DIR", str(VAR / "backups" / "vault")))
BACKUP_DAYS = environment.number("BACKUP_DAYS", "30")

# --- Logs: what happened, never who --------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "plain"},
        # A logger without any handler is heard all the same: Python has one of last resort.
        "nobody": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "procrastinate": {"level": "WARNING"},
        # A page not found is the reader's affair; the line would keep the address she asked for.
        "django.request": {"level": "ERROR"},
        "django.server": {"handlers": ["nobody"], "propagate": False},
        # Its lines carry the whole path a stranger typed.
        "django.security.DisallowedHost": {"handlers": ["nobody"], "propagate": False},
        # So do these, and the path may hold the token of a link.
        "django.security.csrf": {"handlers": ["nobody"], "propagate": False},
    },
}
