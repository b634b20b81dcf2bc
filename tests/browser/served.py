"""The product over WSGI, with the one-click sign-in that `config.wsgi` refuses outside the demo's own settings."""

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
