from django.apps import AppConfig
from django.db.backends.signals import connection_created


def bring_digest(sender, connection, **kwargs):
    from core.chain import register_functions

    if connection.vendor == "sqlite":
        register_functions(connection)


class CoreConfig(AppConfig):
    name = "core"

    def ready(self):
        from core import events, outbox  # noqa: F401  (registers the notice handler)

        connection_created.connect(bring_digest, dispatch_uid="core.bring_digest")
        events.declare(events.CoreHappening)
