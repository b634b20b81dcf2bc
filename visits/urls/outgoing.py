from django.urls import path

from visits.views import outgoing

urlpatterns = [
    path("besok/studieresor/", outgoing.outgoing_list, name="outgoing_list"),
    path("besok/studieresor/ny/", outgoing.outgoing_create, name="outgoing_create"),
    path("besok/studieresor/<int:pk>/", outgoing.outgoing_detail, name="outgoing_detail"),
    path("besok/studieresor/<int:pk>/andra/", outgoing.outgoing_edit, name="outgoing_edit"),
    path("besok/studieresor/<int:pk>/rapportera/", outgoing.outgoing_report, name="outgoing_report"),
    path("besok/studieresor/<int:pk>/i-bruk/", outgoing.outgoing_use, name="outgoing_use"),
]
