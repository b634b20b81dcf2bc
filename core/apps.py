from django.apps import AppConfig
from django.db.backends.signals import connection_created


def bring_functions(sender, connection, **kwargs):
    from core import chain, words

    if connection.vendor == "sqlite":
        chain.register_functions(connection)
        words.register_functions(connection)


class CoreConfig(AppConfig):
    name = "core"

    def ready(self):
        from core import events, outbox, words  # noqa: F401  (outbox registers the notice handler)

        connection_created.connect(bring_functions, dispatch_uid="core.bring_functions")
        words.register_lookups()
        events.declare(events.CoreHappening)
