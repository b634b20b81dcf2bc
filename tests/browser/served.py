"""The product over WSGI, with the one-click sign-in that `config.wsgi` refuses outside the demo's own settings.

A walk asks it to do at once what the clock does at midnight: the server has started already, another process would
have to.
"""

from __future__ import annotations

import json

from django.core.wsgi import get_wsgi_application

from tests.browser.midnight import ADDRESS, midnight

product = get_wsgi_application()


def application(environ, start_response):
    if environ["PATH_INFO"] != ADDRESS:
        return product(environ, start_response)
    done = json.dumps(midnight()).encode()
    start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(done)))])
    return [done]
