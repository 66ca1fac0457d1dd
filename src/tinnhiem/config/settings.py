"""Django settings; each comes from the environment and has a default that is safe on one laptop.

``TINNHIEM_HOME`` is the folder of everything that is kept: database, secret key, uploads.
"""

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

PACKAGE = Path(__file__).resolve().parent.parent
HOME = Path(os.environ.get("TINNHIEM_HOME", "var")).resolve()
DEMO = os.environ.get("TINNHIEM_DEMO") == "1"
DEBUG = False


def _secret_key() -> str:
    """The key of this installation, made once and kept readable by its owner only."""
    given = os.environ.get("TINNHIEM_SECRET_KEY")
    if given:
        return given
    kept = HOME / "secret-key"
    if not kept.exists():
        HOME.mkdir(mode=0o700, parents=True, exist_ok=True)
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(50), encoding="ascii")
    return kept.read_text(encoding="ascii")


def _database() -> dict[str, object]:
    """SQLite in ``HOME`` or, with ``TINNHIEM_DATABASE=postgresql``, what the PG* variables name."""
    kind = os.environ.get("TINNHIEM_DATABASE", "sqlite")
    if kind == "sqlite":
        HOME.mkdir(mode=0o700, parents=True, exist_ok=True)
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": HOME / "tinnhiem.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;",
            },
        }
    if kind == "postgresql":
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": os.environ.get("PGDATABASE", "tinnhiem"),
            "USER": os.environ.get("PGUSER", ""),
            "PASSWORD": os.environ.get("PGPASSWORD", ""),
            "HOST": os.environ.get("PGHOST", ""),
            "PORT": os.environ.get("PGPORT", ""),
            "CONN_MAX_AGE": 600,
        }
    raise ImproperlyConfigured(f"TINNHIEM_DATABASE is {kind!r}; it must be sqlite or postgresql.")


SECRET_KEY = _secret_key()
ALLOWED_HOSTS = os.environ.get("TINNHIEM_HOSTS", "127.0.0.1,localhost").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("TINNHIEM_ORIGINS", "").split(",") if origin]
DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

PACK_FOLDERS = [Path(folder) for folder in os.environ.get("TINNHIEM_PACKS", "").split(os.pathsep) if folder]
JURISDICTION = os.environ.get("TINNHIEM_JURISDICTION", "vn")
"""Folders with packs layered over those that ship with the house; the jurisdiction cases are judged in."""

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "tinnhiem.apps.audit",
    "tinnhiem.apps.org",
    "tinnhiem.apps.rules",
    "tinnhiem.apps.records",
    "tinnhiem.apps.dossier",
    "tinnhiem.apps.publication",
    "tinnhiem.apps.meetings",
    "tinnhiem.apps.ballots",
    "tinnhiem.web",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "tinnhiem.web.middleware.ContentSecurityPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "tinnhiem.web.middleware.ForeseenErrors",
]

ROOT_URLCONF = "tinnhiem.config.urls"
WSGI_APPLICATION = "tinnhiem.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tinnhiem.web.context.house",
            ],
            "builtins": [
                "tinnhiem.web.templatetags.words",
                "tinnhiem.web.templatetags.terms",
                "tinnhiem.web.templatetags.casework",
            ],
        },
    }
]

AUTH_USER_MODEL = "org.Account"
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "desk"
LOGOUT_REDIRECT_URL = "front"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 14},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
CSRF_FAILURE_VIEW = "tinnhiem.web.public.errors.form_expired"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = os.environ.get("TINNHIEM_HTTPS") == "1"
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Tiếng Việt")), ("en", _("Tiếng Anh"))]
LOCALE_PATHS = [PACKAGE / "web" / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_I18N = True
FORMAT_MODULE_PATH = ["tinnhiem.web.formats"]

STATIC_URL = "static/"
STATICFILES_DIRS = [PACKAGE / "web" / "static"]
STATIC_ROOT = HOME / "static"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"kept": {"()": "tinnhiem.web.logs.WithoutTokens"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "kept"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
