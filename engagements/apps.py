from django.apps import AppConfig


class EngagementsConfig(AppConfig):
    name = "engagements"

    def ready(self):
        from core import events
        from engagements.enums import Happening
        from engagements.rules import RULES
        from governance import rulebook

        events.declare(Happening)
        rulebook.register(*RULES)
