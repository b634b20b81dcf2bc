from django.urls import URLPattern, path

from decisions.views import minutes

urlpatterns: list[URLPattern] = [
    path("protokoll/", minutes.minutes_list, name="minutes_list"),
    path("protokoll/<int:pk>/", minutes.minutes_detail, name="minutes_detail"),
    path("protokoll/<int:pk>/andra/", minutes.minutes_edit, name="minutes_edit"),
    path("protokoll/<int:pk>/skicka/", minutes.minutes_send, name="minutes_send"),
    path("protokoll/<int:pk>/ta-tillbaka/", minutes.minutes_take_back, name="minutes_take_back"),
    path("protokoll/<int:pk>/justera/", minutes.minutes_sign, name="minutes_sign"),
    path("protokoll/<int:pk>/ratta/", minutes.minutes_correct, name="minutes_correct"),
    path("protokoll/<int:pk>/tillkannage/", minutes.minutes_announce, name="minutes_announce"),
    path("sammantraden/<int:pk>/justera-genast/", minutes.minutes_at_once, name="minutes_at_once"),
]
