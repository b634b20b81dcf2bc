from __future__ import annotations

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.powers import Powers, powers_of


class PersonManager(UserManager):
    def get_by_natural_key(self, username):
        return self.get(username=username)


class Person(AbstractUser):
    """Somebody who signs in. What the person may do follows from the appointments in force today, never from here."""

    first_name = None
    last_name = None
    name = models.CharField(_("namn"), max_length=160)
    email = models.EmailField(_("e-post"), unique=True)
    language = models.CharField(_("språk"), max_length=5, choices=[("sv", "Svenska"), ("en", "English")], default="sv")
    example = models.BooleanField(default=False)

    REQUIRED_FIELDS = ["email", "name"]
    objects = PersonManager()

    class Meta:
        ordering = ["name"]
        indexes = [models.Index(fields=["name", "id"], name="governance_person_by_name")]
        verbose_name = _("person")
        verbose_name_plural = _("personer")

    def __str__(self) -> str:
        return self.name or self.username

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name

    only_reads = False
    """Of the person of a request that changes nothing: what was read when it began holds to its end."""

    @property
    def powers(self) -> Powers:
        """Powers from the appointments in force today; read once per instance, that is once a request."""
        if not hasattr(self, "_powers"):
            self._powers = powers_of(self)
        return self._powers

    def keep_powers(self, powers: Powers) -> None:
        """Those that were read together with the person (governance.signed_in)."""
        self._powers = powers

    def forget_powers(self) -> None:
        """Read the appointments again at the next question: actions ask with what the database says now."""
        if hasattr(self, "_powers") and not self.only_reads:
            del self._powers

    @property
    def capacity(self) -> str:
        return self.powers.capacity
