"""Django's settings, derived from ours. Nothing here is meant to be set by hand."""

import os
from pathlib import Path
from urllib.parse import urlparse

from thepass.config import database, mail, sign_in
from thepass.config.settings import read

SETTINGS = read()
TESTING = os.environ.get("THEPASS_SETTINGS_MODULE") == "tests"

DEBUG = SETTINGS.debug
SECRET_KEY = SETTINGS.secret_key
_address = urlparse(SETTINGS.url)
ALLOWED_HOSTS = [host for host in ("localhost", "127.0.0.1", "[::1]", _address.hostname, *SETTINGS.hosts) if host]
CSRF_TRUSTED_ORIGINS = [SETTINGS.url.rstrip("/")] if SETTINGS.url else []
ROOT_URLCONF = "thepass.shell.urls"
WSGI_APPLICATION = "thepass.shell.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "people.Person"
APPEND_SLASH = True

# Apps from the top down, so that a template of ours wins over a library's.
OURS = (
    "shell",
    "exchange",
    "chain",
    "requests",
    "commitments",
    "services",
    "talk",
    "search",
    "notices",
    "people",
    "sheets",
    "files",
    "frame",
    "journal",
)
INSTALLED_APPS = [
    *(f"thepass.{app}" for app in OURS),
    *sign_in.APPS,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_tasks",
]
MIDDLEWARE = [
    "thepass.frame.middleware.clock",  # request.now, request.request_id
    "thepass.shell.web.access.access",  # a line in the log, a count in the figures
    "thepass.frame.middleware.headers",
    "thepass.shell.health.health",  # /healthz and /readyz, for whoever watches
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "thepass.people.web.middleware.person",  # request.person, view-as
    "thepass.exchange.web.bearer.bearer",  # under /api/ the token alone says who asks
    "thepass.frame.middleware.reader",  # time zone, language and theme of who reads
    "django_htmx.middleware.HtmxMiddleware",
    "thepass.frame.middleware.refusals",
    "thepass.shell.web.middleware.door",  # first run, sign-in needed
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "thepass.frame.templatetags.frame"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "thepass.frame.context.page",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

DATABASES = {"default": database.of(SETTINGS.database_url, SETTINGS.data)}
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"},
    # How often each token has asked, counted in each web process: a question that reads must not write.
    "budget": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "budget",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
}
TASKS = {"default": {"BACKEND": "thepass.journal.tasks.RowsBackend"}}

# Language and time: everything is stored in UTC and shown in the reader's zone.
USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = SETTINGS.language
LANGUAGES = [("en", "English"), ("de", "Deutsch")] + (
    [("ar-xb", "Practice, right to left")] if SETTINGS.pseudo_locale else []
)
LANGUAGES_BIDI = ["ar-xb"]
LANGUAGE_COOKIE_NAME = "language"
LOCALE_PATHS = [Path(__file__).parent.parent / "locale"]

STATIC_URL = "/static/"
STATIC_ROOT = SETTINGS.data / "static"
SEARCH_FOLDER = SETTINGS.data / "search"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": SETTINGS.data / "files"},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING or DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = TESTING or DEBUG
WHITENOISE_AUTOREFRESH = DEBUG

# Secure by default; behind TLS also on the way.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SETTINGS.behind_tls
SESSION_COOKIE_NAME = "__Host-session" if SETTINGS.behind_tls else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if SETTINGS.behind_tls else "csrf"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = SETTINGS.session_days * 86400
SECURE_HSTS_SECONDS = 31536000 if SETTINGS.behind_tls else 0
SECURE_SSL_REDIRECT = False  # the proxy's work; a redirect here would break health checks
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SETTINGS.proxy else None
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = SETTINGS.upload_limit * 2**20
FILE_UPLOAD_MAX_MEMORY_SIZE = 2**20
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_HANDLERS = [
    "thepass.files.web.bounded.Bounded",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_FAILURE_VIEW = "thepass.frame.web.errors.csrf_failed"

for _name, _value in {**mail.of(SETTINGS), **sign_in.of(SETTINGS, testing=TESTING)}.items():
    globals()[_name] = _value

# frame says X-Frame-Options; the proxy sends people to https, and says HSTS for more hosts where that is wished.
SILENCED_SYSTEM_CHECKS = ["security.W002", "security.W005", "security.W008", "security.W021"]

LOGGING_CONFIG = None  # structlog is set up by `thepass` before Django, see shell/logs.py
