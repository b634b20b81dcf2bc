from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "decisions"

    def ready(self):
        from core import events
        from decisions import rules
        from decisions.enums import Happening

        events.declare(Happening)
        rules.register()
