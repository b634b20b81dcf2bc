from django.urls import URLPattern, path

from decisions.views import agenda, meetings, papers

urlpatterns: list[URLPattern] = [
    path("sammantraden/", meetings.meeting_list, name="meeting_list"),
    path("sammantraden/nytt/", meetings.meeting_plan, name="meeting_plan"),
    path("sammantraden/ar/", meetings.meeting_plan_year, name="meeting_plan_year"),
    path("sammantraden/handlingar.js", papers.papers_worker, name="papers_worker"),
    path("sammantraden/<int:pk>/", meetings.meeting_detail, name="meeting_detail"),
    path("sammantraden/<int:pk>/andra/", meetings.meeting_change, name="meeting_change"),
    path("sammantraden/<int:pk>/kalla/", meetings.meeting_call, name="meeting_call"),
    path("sammantraden/<int:pk>/stall-in/", meetings.meeting_cancel, name="meeting_cancel"),
    path("sammantraden/<int:pk>/handlingar/", papers.meeting_papers, name="meeting_papers"),
    path("sammantraden/<int:pk>/dagordning/", agenda.agenda_edit, name="agenda_edit"),
    path("sammantraden/<int:pk>/dagordning/arende/", agenda.agenda_add_case, name="agenda_add_case"),
    path("sammantraden/<int:pk>/dagordning/formalia/", agenda.agenda_add_usual, name="agenda_add_usual"),
    path("sammantraden/<int:pk>/dagordning/ordning/", agenda.agenda_order, name="agenda_order"),
    path("sammantraden/<int:pk>/dagordning/<int:item_pk>/", agenda.item_change, name="item_change"),
    path("sammantraden/<int:pk>/dagordning/<int:item_pk>/stryk/", agenda.item_strike, name="item_strike"),
    path("sammantraden/<int:pk>/dagordning/<int:item_pk>/aterfor/", agenda.item_restore, name="item_restore"),
]
