"""The addresses of visits, joined from one module a noun."""

from visits.urls import feedback, outcomes, outgoing, programme, requests, visits

app_name = "visits"
urlpatterns = [
    *programme.urlpatterns,
    *outcomes.urlpatterns,
    *feedback.urlpatterns,
    *outgoing.urlpatterns,
    *requests.urlpatterns,
    *visits.urlpatterns,
]
