from django.urls import path

from projects import views

app_name = "projects"
urlpatterns = [
    path("projekt/", views.project_list, name="project_list"),
    path("projekt/nytt/", views.project_create, name="project_create"),
    path("projekt/<int:pk>/andra/", views.project_edit, name="project_edit"),
]
