from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    name = "governance"

    def ready(self) -> None:
        from core import events
        from governance import own_panels
        from governance.happenings import Happening

        events.declare(Happening)
        own_panels.register()
