from django.urls import URLPattern, path

from decisions.views import board

urlpatterns: list[URLPattern] = [
    path("anslagstavla/", board.board_public, name="board_public"),
    path("anslagstavla/<int:pk>/", board.board_notice, name="board_notice"),
    path("anslag/", board.board_list, name="board_list"),
    path("anslag/<int:pk>/ta-ned/", board.board_take_down, name="board_take_down"),
    path("beslut/<int:pk>/overklagande/", board.appeal_record, name="appeal_record"),
    path("overklaganden/<int:pk>/avgjort/", board.appeal_end, name="appeal_end"),
]
