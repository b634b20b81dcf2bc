from django.urls import path

from visits.views import checklist, feedback

urlpatterns = [
    path("besok/<int:pk>/checklista/", checklist.checklist_detail, name="checklist_detail"),
    path("besok/<int:pk>/checklista/hamta/", checklist.checklist_copy, name="checklist_copy"),
    path("besok/checklista/<int:pk>/bocka-av/", checklist.line_tick, name="checklist_tick"),
    path("besok/checklista/<int:pk>/oppna/", checklist.line_untick, name="checklist_untick"),
    path("besok/<int:pk>/aterkoppling/", feedback.feedback_detail, name="feedback_detail"),
    path("besok/<int:pk>/aterkoppling/vard/", feedback.feedback_host, name="feedback_host"),
    path("besok/<int:pk>/aterkoppling/lank/", feedback.link_open, name="feedback_link_open"),
    path("besok/aterkoppling/<int:pk>/stang/", feedback.link_revoke, name="feedback_link_revoke"),
    path("besok/svar/<str:token>/", feedback.feedback_answer, name="feedback_answer"),
    path("besok/svar/<str:token>/tack/", feedback.feedback_thanks, name="feedback_thanks"),
]
