from django.urls import path

from bench.admin.sites import as_it_comes, tuned

urlpatterns = [path("admin/", as_it_comes.urls), path("tuned/", tuned.urls)]
