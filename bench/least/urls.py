from django.urls import path

from bench.least import views

urlpatterns = [
    path("least/", views.engagement_list),
    path("least/search/", views.search),
    path("least/<int:pk>/", views.detail),
]
