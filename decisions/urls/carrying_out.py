from django.urls import URLPattern, path

from decisions.views import carrying_out

urlpatterns: list[URLPattern] = [
    path("beslut/<int:pk>/uppdrag/", carrying_out.assignment_give, name="assignment_give"),
    path("verkstallighet/", carrying_out.assignment_list, name="assignment_list"),
    path("verkstallighet/<int:pk>/", carrying_out.assignment_detail, name="assignment_detail"),
    path("verkstallighet/<int:pk>/rapport/", carrying_out.assignment_report, name="assignment_report"),
    path("verkstallighet/<int:pk>/godkannande/", carrying_out.assignment_accept, name="assignment_accept"),
    path("verkstallighet/<int:pk>/aterlamning/", carrying_out.assignment_hand_back, name="assignment_hand_back"),
    path("arendebalans/", carrying_out.balance_list, name="balance_list"),
    path("arendebalans/<int:pk>/", carrying_out.balance_detail, name="balance_detail"),
]
