"""The addresses of the decision chain, a module for each noun."""

from decisions.urls import basis, board, carrying_out, cases, delegation, meetings, minutes, recording, referrals

app_name = "decisions"
urlpatterns = [
    *cases.urlpatterns,
    *basis.urlpatterns,
    *meetings.urlpatterns,
    *recording.urlpatterns,
    *minutes.urlpatterns,
    *board.urlpatterns,
    *referrals.urlpatterns,
    *delegation.urlpatterns,
    *carrying_out.urlpatterns,
]
