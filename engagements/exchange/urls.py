from django.urls import path

from engagements.exchange import views

urlpatterns = [
    path("register/<slug:area>/excel/", views.export_xlsx, name="export_xlsx"),
    path("register/<slug:area>/csv/", views.export_csv, name="export_csv"),
    path("register/<slug:area>/mall/", views.export_template, name="export_template"),
    path("register/<slug:area>/las-in/", views.import_start, name="import_start"),
    path("inlasningar/", views.import_list, name="import_list"),
    path("inlasningar/<int:pk>/", views.import_detail, name="import_detail"),
    path("inlasningar/<int:pk>/fil/", views.import_file, name="import_file"),
    path("inlasningar/<int:pk>/las-in/", views.import_run, name="import_run"),
    path("inlasningar/<int:pk>/granska/", views.import_again, name="import_again"),
    path("inlasningar/<int:pk>/kasta/", views.import_discard, name="import_discard"),
]
