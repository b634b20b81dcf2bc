"""Trying Utblick out on one machine: SQLite, a broker that is a folder, one-click sign-in."""

from config.settings.base import *  # noqa: F403
from config.settings.base import VAR_DIR, sqlite

DEMO_SIGN_IN = True
SECRET_KEY = "only-for-trying-out-on-one-machine-never-in-production"
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
DATABASES = {"default": sqlite(VAR_DIR / "utblick.sqlite3")}
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"
CELERY_BROKER_URL = "filesystem://"
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "data_folder_in": str(VAR_DIR / "broker"),
    "data_folder_out": str(VAR_DIR / "broker"),
    "processed_folder": str(VAR_DIR / "broker-done"),
    "store_processed": False,
    "polling_interval": 0.1,
}
