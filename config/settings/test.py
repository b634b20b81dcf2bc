"""The test run: SQLite unless DATABASE_URL says otherwise."""

import tempfile
from pathlib import Path

from config.settings.base import *  # noqa: F403
from config.settings.base import env, sqlite

SECRET_KEY = "only-for-the-test-run-which-serves-nobody-but-itself"
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
RUN_DIR = Path(tempfile.mkdtemp(prefix="utblick-test-"))
if env.str("DATABASE_URL", default=""):
    DATABASES = {"default": env.db("DATABASE_URL")}
else:
    # A file, not memory: tests with threads and processes must meet the locks that users meet.
    DATABASES = {"default": sqlite(RUN_DIR / "unused.sqlite3") | {"TEST": {"NAME": str(RUN_DIR / "test.sqlite3")}}}
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
DOCUMENTS_DIR = RUN_DIR / "documents"
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CELERY_BROKER_URL = "memory://"
