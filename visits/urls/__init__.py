"""The addresses of visits, joined from one module a noun."""

from visits.urls import visits

app_name = "visits"
urlpatterns = [
    *visits.urlpatterns,
]
