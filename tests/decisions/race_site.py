"""The product as gunicorn serves it in the race, with the tests' own matter known to it."""

from django.urls import resolve

from config.wsgi import application as product
from decisions import matters
from engagements.enums import AreaKey

matters.register(matters.Matter(key="tests.agreement", name="Avtal i test", area=AreaKey.MEMBERSHIPS))
resolve("/")  # reads every page's module, before the processes part and each would read them for itself
application = product
