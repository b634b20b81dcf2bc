from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "projects"

    def ready(self):
        from core import events
        from engagements import areas
        from engagements.exchange import registry
        from projects import area, entrances, exchange, matters, rules
        from projects.enums import Happening

        events.declare(Happening)
        areas.register(area.AREA)
        registry.register(exchange.REGISTER)
        rules.register()
        matters.register()
        entrances.register()
