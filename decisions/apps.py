from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "decisions"

    def ready(self):
        from core import events
        from decisions import matters, own_panels, rules
        from decisions.enums import Happening
        from decisions.opinions import OPINION_MATTER

        events.declare(Happening)
        rules.register()
        matters.register(OPINION_MATTER)
        own_panels.register()
