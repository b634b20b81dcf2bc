from django.apps import AppConfig
from django.db.models.signals import post_migrate


class EngagementsConfig(AppConfig):
    name = "engagements"

    def ready(self):
        from django.utils.translation import gettext_lazy as _

        from core import events
        from engagements import indexes, search
        from engagements.enums import Happening
        from engagements.exchange import enums as exchange
        from engagements.exchange import jobs, own_register, registry
        from engagements.rules import RULES
        from engagements.selectors import found
        from engagements.start_panels import NAVIGATION, PANELS
        from governance import navigation, rulebook, start

        assert jobs.read_file
        events.declare(Happening)
        events.declare(exchange.Happening)
        registry.register(own_register.REGISTER)
        rulebook.register(*RULES)
        search.register(search.Source("engagements", _("Engagemang"), found.find))
        navigation.register(*NAVIGATION)
        start.register(*PANELS)
        post_migrate.connect(indexes.ensure, sender=self, dispatch_uid="engagements.indexes")
