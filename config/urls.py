"""Where each app's pages begin."""

from django.urls import include, path

urlpatterns = [
    path("", include("core.urls")),
    path("", include("governance.urls")),
    path("", include("documents.urls")),
    path("", include("engagements.urls")),
    path("", include("decisions.urls")),
    path("", include("memberships.urls")),
    path("", include("cities.urls")),
    path("", include("visits.urls")),
    path("", include("projects.urls")),
    path("", include("monitoring.urls")),
    path("", include("reviews.urls")),
    path("", include("portal.urls")),
]
