from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "projects"

    def ready(self):
        from django.utils.translation import gettext_lazy as _

        from core import events
        from engagements import areas
        from governance import navigation
        from projects import area
        from projects.enums import Happening

        events.declare(Happening)
        areas.register(area.AREA)
        navigation.register(navigation.Item("projects", _("Projekt"), "projects:project_list", order=33))
