from django.urls import path

from engagements.views import activities, activity_form, engagement_edit, engagement_list, engagement_page, staff

app_name = "engagements"
urlpatterns = [
    path("engagemang/", engagement_list.engagement_list, name="engagement_list"),
    path("engagemang/csv/", engagement_list.engagement_csv, name="engagement_csv"),
    path("engagemang/ny/", engagement_list.engagement_create, name="engagement_create"),
    path("engagemang/<int:pk>/", engagement_page.engagement_detail, name="engagement_detail"),
    path("engagemang/<int:pk>/historik/", engagement_page.engagement_history, name="engagement_history"),
    path("engagemang/<int:pk>/synergier/", engagement_page.engagement_synergies, name="engagement_synergies"),
    path("engagemang/<int:pk>/andra/", engagement_edit.engagement_edit, name="engagement_edit"),
    path("engagemang/<int:pk>/bedom/", engagement_edit.engagement_assess, name="engagement_assess"),
    path("engagemang/<int:pk>/publicera/", engagement_edit.engagement_publish, name="engagement_publish"),
    path("engagemang/<int:pk>/status/", engagement_edit.engagement_status, name="engagement_status"),
    path("engagemang/<int:pk>/dela/", engagement_edit.engagement_share, name="engagement_share"),
    path("engagemang/<int:pk>/resurser/", engagement_edit.resource_edit, name="resource_edit"),
    path("aktiviteter/", activities.activity_list, name="activity_list"),
    path("aktiviteter/rapportera/", activity_form.activity_report, name="activity_report"),
    path("aktiviteter/rapportera/spara/", activity_form.activity_autosave, name="activity_report_autosave"),
    path("aktiviteter/<int:pk>/", activities.activity_detail, name="activity_detail"),
    path("aktiviteter/<int:pk>/andra/", activity_form.activity_edit, name="activity_edit"),
    path("aktiviteter/<int:pk>/spara/", activity_form.activity_autosave, name="activity_autosave"),
    path("aktiviteter/<int:pk>/skicka/", activities.activity_submit, name="activity_submit"),
    path("aktiviteter/<int:pk>/bekrafta/", activities.activity_confirm, name="activity_confirm"),
    path("aktiviteter/<int:pk>/godkann/", activities.activity_accept, name="activity_accept"),
    path("aktiviteter/<int:pk>/atersand/", activities.activity_return, name="activity_return"),
    path("aktiviteter/<int:pk>/ta-bort/", activities.activity_discard, name="activity_discard"),
    path("aktiviteter/<int:pk>/borttagen/", activities.activity_discarded, name="activity_discarded"),
    path("aktiviteter/<int:pk>/angra/", activities.activity_restore, name="activity_restore"),
    path("aktiviteter/<int:pk>/bilagor/<int:attachment_pk>/", activities.attachment, name="attachment"),
    path("inkorg/", staff.inbox, name="inbox"),
    path("inkorg/<int:pk>/ta-hand-om/", staff.inbox_take_care, name="inbox_take_care"),
    path("sok/", engagement_list.search_page, name="search"),
    path("sok/forslag/", engagement_list.search_suggest, name="search_suggest"),
    path("oversikt/", staff.overview_page, name="overview"),
]
