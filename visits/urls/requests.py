from django.urls import path

from visits.views import public, requests, triage

ONE = "besok/forfragningar/<int:pk>/"

urlpatterns = [
    path("besok/forfragan/", public.request_public, name="request_public"),
    path("besok/forfragan/tack/", public.request_thanks, name="request_thanks"),
    path("besok/forfragan/bekrafta/", public.request_confirm, name="request_confirm"),
    path("besok/forfragningar/", requests.request_list, name="request_list"),
    path("besok/forfragningar/ny/", requests.request_create, name="request_create"),
    path("besok/forfragningar/vidarebefordra/", requests.request_forward, name="request_forward"),
    path(ONE, requests.request_detail, name="request_detail"),
    path(f"{ONE}andra/", requests.request_edit, name="request_edit"),
    path(f"{ONE}samma/", requests.request_join, name="request_join"),
    path(f"{ONE}bedom/", triage.request_assess, name="request_assess"),
    path(f"{ONE}ateroppna/", triage.request_reopen, name="request_reopen"),
    path(f"{ONE}svara/", triage.request_answer, name="request_answer"),
]
