from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "reviews"

    def ready(self) -> None:
        from core import events
        from decisions import matters
        from governance import rulebook
        from reviews import entrances, reports, rules
        from reviews.enums import Happening
        from reviews.matters import MATTERS

        assert reports.make_pdf
        events.declare(Happening)
        rulebook.register(*rules.RULES)
        for matter in MATTERS:
            matters.register(matter)
        entrances.register()
