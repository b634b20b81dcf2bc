from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "visits"

    def ready(self):
        from django.utils.translation import gettext_lazy as _

        from core import events
        from engagements import areas
        from governance import navigation
        from visits import area
        from visits.enums import Happening

        events.declare(Happening)
        areas.register(area.AREA)
        navigation.register(navigation.Item("visits", _("Besök"), "visits:visit_list", order=34))
