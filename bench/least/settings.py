"""A project with nothing in it but sign-in and three pages in Jinja2."""

from config.settings.base import BASE_DIR
from config.settings.bench import *  # noqa: F403

ROOT_URLCONF = "bench.least.urls"
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "bench" / "least" / "templates"],
        "OPTIONS": {"auto_reload": False},
    }
]
