"""Where a form about an engagement lies."""

from django.urls import reverse
from django.utils.translation import gettext as _

from engagements.area_views import Crumb
from engagements.models import Engagement


def crumbs_of(engagement: Engagement, label: str = "", url: str = "") -> list[Crumb]:
    """From the list over the engagement to the page the form belongs to."""
    found = [
        Crumb(_("Engagemang"), reverse("engagements:engagement_list")),
        Crumb(engagement.title, engagement.get_absolute_url()),
    ]
    return [*found, Crumb(label, url)] if label else found
