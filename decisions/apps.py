from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "decisions"

    def ready(self):
        from core import events
        from decisions import matters, own_panels, rules
        from decisions.enums import Happening
        from decisions.opinions import OPINION_MATTER
        from decisions.prints.balance import BALANCE
        from decisions.prints.basis import BASIS
        from decisions.prints.meeting import NOTICE
        from decisions.prints.minutes import EXTRACT, PROOF, PROTOCOL
        from decisions.strategy import STRATEGY_MATTER
        from documents import prints

        events.declare(Happening)
        rules.register()
        matters.register(OPINION_MATTER)
        matters.register(STRATEGY_MATTER)
        own_panels.register()
        prints.register(NOTICE, BASIS)
        prints.register(PROTOCOL, EXTRACT, PROOF)
        prints.register(BALANCE)
