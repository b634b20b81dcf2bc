from django.apps import AppConfig


class CitiesConfig(AppConfig):
    name = "cities"

    def ready(self):
        from django.utils.translation import gettext_lazy as _

        from cities import area, matters, rules
        from cities.enums import Happening
        from core import events
        from engagements import areas
        from governance import navigation

        events.declare(Happening)
        areas.register(area.AREA)
        rules.register()
        matters.register()
        navigation.register(navigation.Item("cities", _("Städer"), "cities:city_list", order=30))
