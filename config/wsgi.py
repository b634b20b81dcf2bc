"""The WSGI entry point gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

from config.safeguards import refuse_demo_outside_demo

refuse_demo_outside_demo()
application = get_wsgi_application()
