"""What every way of running Utblick has in common."""

from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = BASE_DIR / "var"
env = environ.Env()

DEBUG = False
ALLOWED_HOSTS: list[str] = []
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "governance.Person"

OUR_APPS = [
    "core",
    "governance",
    "documents",
    "engagements",
    "decisions",
    "cities",
    "memberships",
    "monitoring",
    "projects",
    "visits",
    "reviews",
    "portal",
]
INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "guardian",
    "simple_history",
    "django_htmx",
    *OUR_APPS,
]

MIDDLEWARE = [
    "core.middleware.request_id",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "core.middleware.content_security_policy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "governance.middleware.language_of_person",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "governance.middleware.sign_in_required",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "core.middleware.refusals",
    "core.middleware.addresses",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "governance.context.person_and_municipality",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Stockholm"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
NODE_MODULES = BASE_DIR / "node_modules"
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("designsystemet", NODE_MODULES / "@digdir" / "designsystemet-css" / "dist" / "src"),
    ("source-sans", NODE_MODULES / "source-sans" / "WOFF2" / "VF"),
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DOCUMENTS_DIR = VAR_DIR / "documents"

LOGIN_URL = "governance:sign_in"
LOGIN_REDIRECT_URL = "/"
AUTHENTICATION_BACKENDS = ["governance.signed_in.SignedIn"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SILENCED_SYSTEM_CHECKS = ["guardian.W001"]
SESSION_COOKIE_AGE = 12 * 60 * 60
DEMO_SIGN_IN = False
# How the adjustment of minutes is signed: a class with the shape of decisions.signing.Signer.
SIGNING_ADAPTER = env("SIGNING_ADAPTER", default="decisions.signing.PasswordSigner")
# What the example people sign with where DEMO_SIGN_IN is on; they have no password of their own.
DEMO_SIGNING_PASSWORD = ""
SITE_ADDRESS = "http://testserver"

GUARDIAN_RAISE_403 = False
ANONYMOUS_USER_NAME = None
GUARDIAN_MONKEY_PATCH_USER = False

X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_TIME_LIMIT = 15 * 60
CELERY_WORKER_MAX_TASKS_PER_CHILD = 50
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = TIME_ZONE
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True

# What the clock asks for. A request that nobody took before the next one is due is dropped: the work is in the tables.
CELERY_BEAT_SCHEDULE = {
    "sweep-jobs": {"task": "core.sweep_jobs", "schedule": 10, "options": {"expires": 10}},
    "carry-out-due": {"task": "decisions.carry_out_due", "schedule": 60, "options": {"expires": 60}},
    "look-at-board": {"task": "decisions.look_at_board", "schedule": 300, "options": {"expires": 300}},
    "keep-board": {"task": "decisions.keep_board", "schedule": 1800, "options": {"expires": 1800}},
    "remind-of-referrals": {"task": "decisions.remind_of_referrals", "schedule": 3600, "options": {"expires": 3600}},
    "keep-agreements": {"task": "cities.keep_agreements", "schedule": 3600, "options": {"expires": 3600}},
    "remind-of-tasks": {"task": "decisions.remind_of_tasks", "schedule": 3600, "options": {"expires": 3600}},
    "remind-of-calls": {"task": "projects.remind_of_calls", "schedule": 3600, "options": {"expires": 3600}},
    "remind-of-reports": {"task": "projects.remind_of_reports", "schedule": 3600, "options": {"expires": 3600}},
    "remind-of-reviews": {"task": "memberships.remind_of_reviews", "schedule": 3600, "options": {"expires": 3600}},
    "remind-of-check-ins": {"task": "engagements.remind_of_check_ins", "schedule": 3600, "options": {"expires": 3600}},
    "put-before-units": {"task": "engagements.put_before_units", "schedule": 3600, "options": {"expires": 3600}},
    "forget-visits": {"task": "visits.forget", "schedule": 3600, "options": {"expires": 3600}},
    "remind-of-promises": {"task": "visits.remind_of_promises", "schedule": 3600, "options": {"expires": 3600}},
    "keep-contacts": {"task": "engagements.keep_contacts", "schedule": 3600, "options": {"expires": 3600}},
    "remind-of-consultations": {
        "task": "monitoring.remind_of_consultations",
        "schedule": 3600,
        "options": {"expires": 3600},
    },
    "ask-for-feeds": {"task": "monitoring.ask_for_feeds", "schedule": 3600, "options": {"expires": 3600}},
}
HEARTBEAT_DIR = VAR_DIR / "heartbeat"
# Where feeds are read from instead of the net; set in the demo and the tests, which ask nobody outside.
FEED_FOLDER = None
# A job whose worker has not been heard from for so long is taken over by another.
JOB_STALE_SECONDS = 15


def sqlite(path: Path | str) -> dict:
    """SQLite as measured: one writer at a time, taken at the start of the transaction, never upgraded in the middle."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    }


def postgres(address: dict, **options: object) -> dict:
    """PostgreSQL, which prepares what a connection asks five times (`core.kept_sql`).

    A pooler that hands a connection from one transaction to the next needs PREPARE_STATEMENTS=false.
    """
    prepared = {"prepare_threshold": 5 if env.bool("PREPARE_STATEMENTS", default=True) else None}
    return address | {"OPTIONS": prepared | address.get("OPTIONS", {}) | options}


def redis_broker(url: str) -> tuple[str, dict]:
    """Redis as a broker that neither hangs a request when it is frozen nor hands out a running task a second time."""
    return url, {
        "visibility_timeout": 2 * CELERY_TASK_TIME_LIMIT,
        "unacked_restore_interval": 1,
        "socket_timeout": 1,
        "socket_connect_timeout": 1,
    }


def redis_cache(url: str) -> dict:
    return {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": url,
        "KEY_PREFIX": "utblick",
        "OPTIONS": {"socket_timeout": 1, "socket_connect_timeout": 1},
    }
