from django.urls import path

from bench.admin.sites import as_it_comes, tuned
from bench.lists.change_lists import site as lists

urlpatterns = [path("admin/", as_it_comes.urls), path("tuned/", tuned.urls), path("lists/", lists.urls)]
