"""The test run: SQLite in a folder of its own, or whatever DATABASE_URL and REDIS_URL lead to.

Every test process has its own folder, database and Redis numbers. A process that a test starts gets its parent's
through the environment (the fixture `other_process_env`).
"""

import atexit
import gc
import os
import re
import shutil
import tempfile
from pathlib import Path

from config.settings.base import *  # noqa: F403
from config.settings.base import BASE_DIR, INSTALLED_APPS, env, postgres, redis_broker, redis_cache, sqlite

if env("UTBLICK_TEST_DIR", default=""):
    TEST_DIR = Path(env("UTBLICK_TEST_DIR"))
else:
    TEST_DIR = Path(tempfile.mkdtemp(prefix="utblick-test-"))
    atexit.register(
        lambda owner: shutil.rmtree(TEST_DIR, ignore_errors=True) if owner == os.getpid() else None, os.getpid()
    )

# Looking through everything that was imported for garbage, again and again, takes a tenth of a run.
gc.set_threshold(100_000, 50, 100)

INSTALLED_APPS = [*INSTALLED_APPS, "demo"]
SECRET_KEY = "only-for-the-test-run-which-serves-nobody-but-itself"
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
# A static file is looked for when it is asked for. Otherwise every test client begins by reading all of them.
WHITENOISE_AUTOREFRESH = True
STATIC_ROOT = TEST_DIR / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
DOCUMENTS_DIR = TEST_DIR / "documents"
HEARTBEAT_DIR = TEST_DIR / "heartbeat"
FEED_FOLDER = BASE_DIR / "demo" / "feeds"
JOB_STALE_SECONDS = env.int("UTBLICK_TEST_JOB_STALE_SECONDS", default=15)
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

database = env.db("DATABASE_URL", default=f"sqlite:///{TEST_DIR}/utblick.sqlite3")
if "sqlite" in database["ENGINE"]:
    # A file, not memory: threads and processes of a test then meet the same locks as in a real run.
    database = sqlite(database["NAME"]) | {"TEST": {"NAME": str(TEST_DIR / "test.sqlite3")}}
    database["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
else:
    database = postgres(database)
DATABASES = {"default": database}

REDIS_URL = env("REDIS_URL", default="")
WORKER_NUMBER = int("0" + re.sub(r"\D", "", env("PYTEST_XDIST_WORKER", default="")))
if REDIS_URL:
    server = REDIS_URL.rsplit("/", 1)[0]
    CACHES = {"default": redis_cache(f"{server}/{2 * WORKER_NUMBER + 1}")}
    CELERY_BROKER_URL, CELERY_BROKER_TRANSPORT_OPTIONS = redis_broker(f"{server}/{2 * WORKER_NUMBER}")
elif env("UTBLICK_TEST_BROKER", default=""):
    CELERY_BROKER_URL = "filesystem://"
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": env("UTBLICK_TEST_BROKER"),
        "data_folder_out": env("UTBLICK_TEST_BROKER"),
        "control_folder": env("UTBLICK_TEST_BROKER") + "-control",
        "store_processed": False,
        "polling_interval": 0.1,
    }
else:
    CELERY_BROKER_URL = "memory://"
