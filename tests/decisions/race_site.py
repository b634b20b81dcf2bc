"""The product as gunicorn serves it in the race, with the tests' own matter known to it."""

from config.wsgi import application as product
from decisions import matters
from engagements.enums import AreaKey

matters.register(matters.Matter(key="tests.agreement", name="Avtal i test", area=AreaKey.MEMBERSHIPS))
application = product
