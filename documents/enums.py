from django.db import models
from django.utils.translation import gettext_lazy as _


class DocumentKind(models.TextChoices):
    UPLOAD = "upload", _("Uppladdad")
    GENERATED = "generated", _("Framställd")


class DocumentHappening(models.TextChoices):
    UPLOADED = "documents.uploaded", _("Fil uppladdad")
    GENERATED = "documents.generated", _("Dokument framställt")
    FROZEN = "documents.frozen", _("Dokument fryst")
    WITHDRAWN = "documents.withdrawn", _("Uppladdad fil återtagen")
