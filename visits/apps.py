from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "visits"

    def ready(self):
        from django.utils.translation import gettext_lazy as _

        from core import events
        from engagements import areas
        from engagements.exchange import registry
        from governance import navigation, start
        from visits import area, entrances, exchange, matters, rules, start_panels
        from visits.enums import Happening, RequestHappening

        events.declare(Happening)
        events.declare(RequestHappening)
        areas.register(area.AREA)
        registry.register(exchange.REGISTER)
        rules.register()
        entrances.register()
        matters.register()
        start.register(*start_panels.PANELS)
        navigation.register(navigation.Item("visits", _("Besök"), "visits:visit_list", order=34, group="areas"))
