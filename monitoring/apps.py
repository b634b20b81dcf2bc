from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "monitoring"

    def ready(self):
        from django.utils.translation import gettext_lazy as _

        from core import events
        from documents import prints
        from engagements import areas
        from engagements.exchange import registry
        from governance import navigation, start
        from monitoring import area, exchange, jobs, matters, rules  # noqa: F401
        from monitoring.enums import Happening
        from monitoring.prints import PLAN
        from monitoring.start_panels import PANELS

        events.declare(Happening)
        areas.register(area.AREA)
        registry.register(exchange.REGISTER)
        rules.register()
        matters.register()
        prints.register(PLAN)
        start.register(*PANELS)
        navigation.register(
            navigation.Item("monitoring", _("Bevakning"), "monitoring:dossier_list", order=32, group="areas")
        )
