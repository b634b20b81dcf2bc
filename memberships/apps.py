from django.apps import AppConfig


class MembershipsConfig(AppConfig):
    name = "memberships"

    def ready(self):
        from core import events
        from engagements import areas
        from memberships import area, entrances, matters, rules
        from memberships.enums import Happening

        events.declare(Happening)
        areas.register(area.AREA)
        rules.register()
        matters.register()
        entrances.register()
