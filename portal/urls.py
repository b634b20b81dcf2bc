from django.urls import path

from portal import views

app_name = "portal"
urlpatterns = [
    path("offentligt/", views.public_overview, name="public_overview"),
    path("diarium/", views.public_register, name="public_register"),
    path("offentligt/floden/", views.feeds, name="feeds"),
    path("offentligt/flode.json", views.feed_json, name="feed_json"),
    path("offentligt/flode.atom", views.feed_atom, name="feed_atom"),
    path("offentligt/<int:pk>/", views.public_engagement, name="public_engagement"),
]
