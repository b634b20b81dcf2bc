"""What `python -m bench` measures: the product as production has it, with one database and no network.

UTBLICK_BENCH_DATABASE leads to the database; `bench.admin.settings` and `bench.least.settings` start from here.
"""

from config.settings.base import *  # noqa: F403
from config.settings.base import VAR_DIR, env, postgres, sqlite

SECRET_KEY = "only-for-measuring-on-one-machine-serves-nobody"
ALLOWED_HOSTS = ["localhost"]
SESSION_COOKIE_NAME = "bench-session"

address = env.db("UTBLICK_BENCH_DATABASE", default=f"sqlite:///{VAR_DIR}/bench/bench.sqlite3")
if "sqlite" in address["ENGINE"]:
    address = sqlite(address["NAME"])
else:
    # Parallel workers off, so that all a query costs is seen in the one process that answers this connection.
    address = postgres(address, options="-c max_parallel_workers_per_gather=0")
# A worker keeps its connection, as in production.
DATABASES = {"default": address | {"CONN_MAX_AGE": None}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = False
DOCUMENTS_DIR = VAR_DIR / "bench" / "documents"
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
CELERY_BROKER_URL = "memory://"
LOGGING = {"version": 1, "disable_existing_loggers": False, "root": {"handlers": [], "level": "ERROR"}}
