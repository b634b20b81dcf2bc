from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.history import HistoricalRecords
from governance.enums import BodyKind


class Body(models.Model):
    """A body that may decide or prepare: council, executive board, committee, preparatory committee, company board."""

    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(_("namn"), max_length=120)
    kind = models.CharField(_("slag"), max_length=20, choices=BodyKind.choices)
    field = models.CharField(_("verksamhetsområde"), max_length=200, blank=True)
    series_prefix = models.CharField(_("diarieserie"), max_length=20, blank=True)
    number_template = models.CharField(
        _("mall för diarienummer"),
        max_length=60,
        blank=True,
        help_text=_("Till exempel {prefix} {year}/{number:04d}. Tomt ger den vanliga mallen."),
    )
    numbers_from_diary = models.BooleanField(
        _("diarienummer hämtas från kommunens diarium"),
        default=False,
        help_text=_("Då används de nummer som har lästs in för organet, i den ordning de står."),
    )
    seats = models.PositiveSmallIntegerField(_("antal ledamöter"), null=True, blank=True)
    note = models.TextField(blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["name"]
        verbose_name = _("organ")
        verbose_name_plural = _("organ")
        constraints = [
            models.UniqueConstraint(
                fields=["kind"],
                condition=Q(kind__in=["council", "executive_board"]),
                name="governance_body_one_council_and_one_board",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def series(self) -> str:
        """What the body's numbers are counted under."""
        return self.series_prefix or self.key
