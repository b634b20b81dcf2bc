"""Production: PostgreSQL, Redis, HTTPS only, every setting from the environment, and no start with a weak one.

What the environment must say: SECRET_KEY, ALLOWED_HOSTS, DATABASE_URL, REDIS_URL. What it may say: see .env.example.
"""

import os
from pathlib import Path

from config.json_lines import to_stdout
from config.safeguards import refuse_weak
from config.settings.base import *  # noqa: F403
from config.settings.base import BASE_DIR, VAR_DIR, env, postgres, redis_broker, redis_cache

refuse_weak(os.environ)

DEBUG = False
DEMO_SIGN_IN = False
SECRET_KEY = env("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = [host.strip() for host in env.list("ALLOWED_HOSTS")]
CSRF_TRUSTED_ORIGINS = [f"https://{host.lstrip('.')}" for host in ALLOWED_HOSTS]

DATABASES = {
    "default": postgres(
        env.db("DATABASE_URL"),
        connect_timeout=5,
        options="-c lock_timeout=10s -c idle_in_transaction_session_timeout=120s",
    )
    | {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}
}

REDIS_URL = env("REDIS_URL")
CACHES = {"default": redis_cache(env("CACHE_URL", default=REDIS_URL))}
CELERY_BROKER_URL, CELERY_BROKER_TRANSPORT_OPTIONS = redis_broker(REDIS_URL)

DOCUMENTS_DIR = Path(env("DOCUMENTS_DIR", default=str(VAR_DIR / "documents")))
HEARTBEAT_DIR = Path(env("HEARTBEAT_DIR", default="/tmp/utblick"))
STATIC_ROOT = Path(env("STATIC_ROOT", default=str(BASE_DIR / "var" / "static")))

globals().update(env.email_url("EMAIL_URL", default="smtp://localhost:25"))
EMAIL_TIMEOUT = 10
SITE_ADDRESS = env("SITE_ADDRESS", default=f"https://{ALLOWED_HOSTS[0].lstrip('.')}")
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env("MAIL_FROM", default=f"utblick@{ALLOWED_HOSTS[0].lstrip('.')}")

SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^halsa/$"]
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
if env.bool("BEHIND_TLS_PROXY", default=False):
    # Only true where every request comes through a proxy that sets this header itself.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

SESSION_COOKIE_NAME = "__Host-utblick"
SESSION_COOKIE_SECURE = SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_NAME = "__Host-utblick-csrf"
CSRF_COOKIE_SECURE = CSRF_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_NAME = "__Host-utblick-language"
LANGUAGE_COOKIE_SECURE = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"

LOGGING = to_stdout(env("LOG_LEVEL", default="INFO"))
