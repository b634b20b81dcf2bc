from django.urls import path

from documents import views

app_name = "documents"
urlpatterns = [
    path("utskrifter/<slug:kind>/<int:pk>/", views.print_show, name="print_show"),
    path("utskrifter/<slug:kind>/<int:pk>/pdf/", views.print_file, name="print_file"),
    path("utskrifter/<slug:kind>/<int:pk>/bestall/", views.print_order, name="print_order"),
]
