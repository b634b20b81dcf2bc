from django.urls import path

from visits.views import visits

urlpatterns = [
    path("besok/", visits.visit_list, name="visit_list"),
    path("besok/nytt/", visits.visit_create, name="visit_create"),
    path("besok/<int:pk>/andra/", visits.visit_edit, name="visit_edit"),
]
