from django.urls import path

from visits.views import compartments, hosts, visits

PART = "besok/<int:pk>/skyddat/<slug:compartment>/"

urlpatterns = [
    path("besok/", visits.visit_list, name="visit_list"),
    path("besok/nytt/", visits.visit_create, name="visit_create"),
    path("besok/<int:pk>/andra/", visits.visit_edit, name="visit_edit"),
    path("besok/<int:pk>/bekrafta/", visits.visit_confirm, name="visit_confirm"),
    path("besok/<int:pk>/avboj/", visits.visit_decline, name="visit_decline"),
    path("besok/<int:pk>/stall-in/", visits.visit_cancel, name="visit_cancel"),
    path("besok/<int:pk>/genomfort/", visits.visit_carry_out, name="visit_carry_out"),
    path("besok/<int:pk>/avsluta/", visits.visit_close, name="visit_close"),
    path("besok/<int:pk>/vardar/", hosts.visit_hosts, name="visit_hosts"),
    path("besok/<int:pk>/vardar/godta/", hosts.visit_accept_host, name="visit_accept_host"),
    path("besok/avgifter/", hosts.fee_list, name="fee_list"),
    path("besok/avgifter/<int:pk>/andra/", hosts.fee_edit, name="fee_edit"),
    path(PART, compartments.compartment_detail, name="compartment_detail"),
    path(f"{PART}lagg-till/", compartments.compartment_open, name="compartment_open"),
    path(f"{PART}dela/", compartments.compartment_share, name="compartment_share"),
    path(f"{PART}ta-bort/", compartments.compartment_drop_detail, name="compartment_drop_detail"),
]
