from django.urls import path

from monitoring import views

app_name = "monitoring"
urlpatterns = [
    path("bevakning/", views.dossier_list, name="dossier_list"),
    path("bevakning/ny/", views.dossier_create, name="dossier_create"),
    path("bevakning/samrad/", views.consultation_list, name="consultation_list"),
    path("bevakning/<int:pk>/samrad/", views.consultation_create, name="consultation_create"),
    path("bevakning/<int:pk>/andra/", views.dossier_edit, name="dossier_edit"),
]
