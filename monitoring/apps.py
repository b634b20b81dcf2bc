from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "monitoring"

    def ready(self):
        from django.utils.translation import gettext_lazy as _

        from core import events
        from engagements import areas
        from governance import navigation
        from monitoring import area, matters
        from monitoring.enums import Happening

        events.declare(Happening)
        areas.register(area.AREA)
        matters.register()
        navigation.register(navigation.Item("monitoring", _("Bevakning"), "monitoring:dossier_list", order=32))
