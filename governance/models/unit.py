from django.db import models
from django.utils.translation import gettext_lazy as _

from core.history import HistoricalRecords
from governance.enums import UnitForm
from governance.models.body import Body


class Unit(models.Model):
    """A department, company or foundation. `coordinating` is the executive office's international unit."""

    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(_("namn"), max_length=160)
    short = models.CharField(max_length=20, blank=True)
    form = models.CharField(_("form"), max_length=30, choices=UnitForm.choices, default=UnitForm.DEPARTMENT)
    serves = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="units", verbose_name=_("lyder under")
    )
    coordinating = models.BooleanField(_("samordnande enhet"), default=False)
    note = models.TextField(blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["name"]
        verbose_name = _("enhet")
        verbose_name_plural = _("enheter")

    def __str__(self) -> str:
        return self.name

    @property
    def is_bound_by_policy(self) -> bool:
        """Departments and wholly owned companies are bound; other companies and foundations are advised (GBG-01)."""
        return self.form in {UnitForm.DEPARTMENT, UnitForm.WHOLLY_OWNED_COMPANY}
