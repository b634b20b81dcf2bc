from django.urls import path

from cities import views

app_name = "cities"
urlpatterns = [
    path("stader/", views.city_list, name="city_list"),
    path("stader/ny/", views.relation_create, name="relation_create"),
    path("stader/<int:pk>/avtal/", views.relation_amend, name="relation_amend"),
    path("stader/<int:pk>/andra/", views.relation_edit, name="relation_edit"),
]
