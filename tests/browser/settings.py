"""The product as somebody trying it out meets it: the test settings, one-click sign-in, a broker that is a folder."""

import os

from config.settings.test import *  # noqa: F403
from config.settings.test import TEST_DIR
from tests.browser import clock

clock.follow(TEST_DIR)
DEMO_SIGN_IN = True
DEMO_SIGNING_PASSWORD = "justera"
# One server for many pages: the browser may keep what it has fetched, as in production.
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 3600
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = TEST_DIR / "mail"
# One server's cache is nothing to another server, whose database is its own.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": str(TEST_DIR)}}

CELERY_BROKER_URL = "filesystem://"
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "data_folder_in": str(TEST_DIR / "broker"),
    "data_folder_out": str(TEST_DIR / "broker"),
    "control_folder": str(TEST_DIR / "broker-control"),
    "store_processed": False,
    "polling_interval": 0.1,
}
for folder in ("broker", "documents", "mail"):
    (TEST_DIR / folder).mkdir(parents=True, exist_ok=True)

if os.environ.get("UTBLICK_WITHOUT_MIGRATIONS"):

    class NoMigrations:
        """Tables straight from the models: the quick way, as pytest's --nomigrations."""

        def __contains__(self, app: str) -> bool:
            return True

        def __getitem__(self, app: str) -> None:
            return None

    MIGRATION_MODULES = NoMigrations()

# What goes wrong in the server is shown beside the test that met it.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["stderr"], "level": "ERROR"},
    "loggers": {"django": {"handlers": ["stderr"], "level": "ERROR", "propagate": False}},
}
