from django.apps import AppConfig


class CitiesConfig(AppConfig):
    name = "cities"

    def ready(self):
        from django.utils.translation import gettext_lazy as _

        from cities import area, exchange, matters, rules, start_panels
        from cities.enums import Happening
        from core import events
        from engagements import areas
        from engagements.exchange import registry
        from governance import navigation, start

        events.declare(Happening)
        areas.register(area.AREA)
        registry.register(exchange.REGISTER)
        rules.register()
        matters.register()
        navigation.register(navigation.Item("cities", _("Städer"), "cities:city_list", order=30, group="areas"))
        start.register(*start_panels.PANELS)
