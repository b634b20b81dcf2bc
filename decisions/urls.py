from django.urls import path

from decisions import views

app_name = "decisions"
urlpatterns = [
    path("arenden/<int:pk>/", views.case_detail, name="case_detail"),
]
