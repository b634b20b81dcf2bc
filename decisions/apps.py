from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "decisions"

    def ready(self):
        from core import events
        from decisions import own_panels, rules
        from decisions.enums import Happening

        events.declare(Happening)
        rules.register()
        own_panels.register()
