from django.urls import path

from memberships import views

app_name = "memberships"
urlpatterns = [
    path("organisationer/", views.organisation_list, name="organisation_list"),
    path("organisationer/nytt-medlemskap/", views.membership_create, name="membership_create"),
    path("organisationer/<int:pk>/", views.organisation_detail, name="organisation_detail"),
    path("organisationer/<int:pk>/andra/", views.organisation_edit, name="organisation_edit"),
    path("medlemskap/<int:pk>/andra/", views.membership_edit, name="membership_edit"),
    path("medlemskap/<int:pk>/omprovning/", views.membership_review, name="membership_review"),
    path("medlemskap/<int:pk>/uppdrag/", views.seat_create, name="seat_create"),
    path("medlemskap/<int:pk>/kandidera/", views.seat_stand, name="seat_stand"),
    path("medlemskap/<int:pk>/deklarationer/", views.declaration_create, name="declaration_create"),
    path("medlemskap/<int:pk>/forum/", views.forum_join, name="forum_join"),
    path("uppdrag/<int:pk>/andra/", views.seat_edit, name="seat_edit"),
    path("uppdrag/<int:pk>/val/", views.seat_elected, name="seat_elected"),
    path("uppdrag/<int:pk>/avsluta/", views.seat_end, name="seat_end"),
    path("uppdrag/<int:pk>/inte-om/", views.seat_stand_down, name="seat_stand_down"),
    path("forumdeltagande/<int:pk>/avsluta/", views.forum_leave, name="forum_leave"),
]
