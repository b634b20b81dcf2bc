from django.urls import path

from visits import views

app_name = "visits"
urlpatterns = [
    path("besok/", views.visit_list, name="visit_list"),
    path("besok/nytt/", views.visit_create, name="visit_create"),
    path("besok/<int:pk>/andra/", views.visit_edit, name="visit_edit"),
]
