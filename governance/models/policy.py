"""The policy in force: what a municipality has decided about its international work, as versioned data."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.enums import Level


class Theme(models.Model):
    """A subject; cooperation is chosen by subject, not by geography (STR-05)."""

    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(_("tema"), max_length=120)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Aim(models.Model):
    """An aim of the policy (inriktning, mål). Data, not code (NKP-07, SAF-02)."""

    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(_("inriktning"), max_length=160)
    purpose = models.TextField(_("syfte"), blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class Policy(models.Model):
    """One version of the policy. Never changed once in force: an edit makes the next version (GBG-08, SAF-04).

    `content_hash` is that of the file the version came from; an edit made here keeps it, so that loading the same file
    again does not undo the edit.
    """

    version = models.PositiveIntegerField(_("version"), unique=True)
    municipality = models.CharField(_("kommun"), max_length=120)
    title = models.CharField(_("titel"), max_length=200)
    reference = models.CharField(_("diarienummer"), max_length=120, blank=True)
    adopted_by = models.CharField(_("antagen av"), max_length=120, blank=True)
    adopted_on = models.DateField(_("antagen"), null=True, blank=True)
    supersedes = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="superseded_by")
    replaces_reference = models.CharField(_("ersätter"), max_length=200, blank=True)
    valid_from = models.DateField(_("gäller från"))
    in_force = models.BooleanField(default=False)
    vision = models.CharField(_("vision"), max_length=200, blank=True)
    source = models.CharField(_("källa"), max_length=300, blank=True)
    content_hash = models.CharField(max_length=64)
    changed_because = models.CharField(_("skäl till ändringen"), max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey("governance.Person", models.PROTECT, null=True, blank=True, related_name="+")

    evaluation_interval_months = models.PositiveSmallIntegerField(_("utvärdering var (månader)"), default=24)
    term_starts_on = models.DateField(_("mandatperiodens början"))
    term_ends_on = models.DateField(_("mandatperiodens slut"))
    separate_accounting = models.BooleanField(_("särredovisning av resurser"), default=True)
    manager_confirms_activities = models.BooleanField(_("chef bekräftar aktiviteter"), default=False)
    dormant_after_months = models.PositiveSmallIntegerField(_("utan aktivitet efter (månader)"), default=18)
    follow_up_after_months = models.PositiveSmallIntegerField(_("aktiviteter följs upp efter (månader)"), default=6)
    focus_themes = models.ManyToManyField(Theme, blank=True, related_name="+", verbose_name=_("teman i fokus"))
    aims = models.ManyToManyField(Aim, through="PolicyAim", related_name="policies")

    class Meta:
        ordering = ["-version"]
        verbose_name = _("policy")
        constraints = [
            models.UniqueConstraint(
                fields=["in_force"], condition=Q(in_force=True), name="governance_policy_one_in_force"
            )
        ]

    def __str__(self) -> str:
        return _("%(title)s, version %(version)s") % {"title": self.title, "version": self.version}


class PolicyAim(models.Model):
    policy = models.ForeignKey(Policy, models.CASCADE)
    aim = models.ForeignKey(Aim, models.PROTECT)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["policy", "aim"], name="governance_policyaim_once")]

    def __str__(self) -> str:
        return str(self.aim)


class RuleSetting(models.Model):
    """The level a policy gives one rule, and the clause that asks for it (SAF-05)."""

    policy = models.ForeignKey(Policy, models.CASCADE, related_name="rules")
    code = models.SlugField(max_length=80)
    level = models.CharField(_("nivå"), max_length=10, choices=Level.choices)
    clause = models.CharField(_("stöd"), max_length=160, blank=True)

    class Meta:
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["policy", "code"], name="governance_rulesetting_once")]

    def __str__(self) -> str:
        return f"{self.code}: {self.level}"
