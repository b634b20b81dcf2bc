"""Trying Utblick out on one machine: SQLite, a broker that is a folder, one-click sign-in.

Each city has its own folder under var/ with its own database, documents and mail; UTBLICK_CITY says which.
"""

import re

from django.core.exceptions import ImproperlyConfigured

from config.settings.base import *  # noqa: F403
from config.settings.base import BASE_DIR, INSTALLED_APPS, VAR_DIR, env, sqlite

CITY = env("UTBLICK_CITY", default="stockholm")
if not re.fullmatch(r"[a-z]+", CITY):
    raise ImproperlyConfigured("UTBLICK_CITY is the name of a file in policies/: small letters a to z")
CITY_DIR = VAR_DIR / CITY
STATIC_ROOT = CITY_DIR / "static"
for folder in ("broker", "documents", "mail", "heartbeat", "static"):
    (CITY_DIR / folder).mkdir(parents=True, exist_ok=True)

INSTALLED_APPS = [*INSTALLED_APPS, "demo"]
DEMO_SIGN_IN = True
DEMO_SIGNING_PASSWORD = "justera"
SITE_ADDRESS = f"http://127.0.0.1:{env('PORT', default='8000')}"
SECRET_KEY = "only-for-trying-out-on-one-machine-never-in-production"
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
DATABASES = {"default": sqlite(CITY_DIR / "utblick.sqlite3")}
DOCUMENTS_DIR = CITY_DIR / "documents"
HEARTBEAT_DIR = CITY_DIR / "heartbeat"
FEED_FOLDER = BASE_DIR / "demo" / "feeds"
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = CITY_DIR / "mail"

# Cookies know hosts and not ports: two cities side by side must not sign each other out.
SESSION_COOKIE_NAME = f"utblick-{CITY}"
CSRF_COOKIE_NAME = f"utblick-{CITY}-csrf"

# Served as they lie, so that a changed style sheet shows at the next start without a step in between.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True

CELERY_BROKER_URL = "filesystem://"
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "data_folder_in": str(CITY_DIR / "broker"),
    "data_folder_out": str(CITY_DIR / "broker"),
    "control_folder": str(CITY_DIR / "broker-control"),
    "store_processed": False,
    "polling_interval": 0.1,
}
CELERY_BEAT_SCHEDULE_FILENAME = str(CITY_DIR / "beat-schedule")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "django.request": {"level": "ERROR"},
        "kombu": {"level": "ERROR"},
        "weasyprint": {"level": "ERROR"},
        "fontTools": {"level": "ERROR"},
    },
}
