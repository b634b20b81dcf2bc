from django.apps import AppConfig


class MembershipsConfig(AppConfig):
    name = "memberships"

    def ready(self):
        from core import events
        from documents import prints
        from engagements import areas
        from engagements.exchange import registry
        from memberships import area, entrances, exchange, matters, rules
        from memberships.enums import Happening
        from memberships.prints import MANDATE

        events.declare(Happening)
        areas.register(area.AREA)
        registry.register(exchange.REGISTER)
        rules.register()
        matters.register()
        entrances.register()
        prints.register(MANDATE)
