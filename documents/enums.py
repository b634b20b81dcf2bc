from django.db import models
from django.utils.translation import gettext_lazy as _


class DocumentKind(models.TextChoices):
    UPLOAD = "upload", _("Uppladdad")
    GENERATED = "generated", _("Framställd")
