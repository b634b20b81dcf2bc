from django.urls import path

from visits.views import feeds, programme

urlpatterns = [
    path("besok/<int:pk>/program/", programme.programme_detail, name="programme_detail"),
    path("besok/<int:pk>/program/nytt/", programme.programme_add, name="programme_add"),
    path("besok/<int:pk>/program/inledning/", programme.programme_heading, name="programme_heading"),
    path("besok/<int:pk>/program/flytta/", programme.programme_move, name="programme_move"),
    path("besok/<int:pk>/program/gaster.ics", programme.programme_guests_ics, name="programme_guests_ics"),
    path("besok/<int:pk>/program/vardar.ics", programme.programme_hosts_ics, name="programme_hosts_ics"),
    path("besok/program/<int:pk>/andra/", programme.item_edit, name="programme_item_edit"),
    path("besok/program/<int:pk>/ta-bort/", programme.item_remove, name="programme_item_remove"),
    path("besok/program/<int:pk>/aterstall/", programme.item_restore, name="programme_item_restore"),
    path("besok/kalender/", feeds.feed_list, name="feed_list"),
    path("besok/kalender/<int:pk>/stang/", feeds.feed_revoke, name="feed_revoke"),
    path("besok/prenumeration/<str:token>/besok.ics", feeds.feed_calendar, name="feed_calendar"),
]
