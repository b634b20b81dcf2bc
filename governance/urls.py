from django.urls import path

from governance.views import about, notices, organisation, people, policy, sign_in, start

app_name = "governance"
urlpatterns = [
    path("", start.start, name="start"),
    path("logga-in/", sign_in.sign_in, name="sign_in"),
    path("logga-in/demo/", sign_in.demo_sign_in, name="demo_sign_in"),
    path("logga-ut/", sign_in.sign_out, name="sign_out"),
    path("sprak/", sign_in.choose_language, name="choose_language"),
    path("om/", about.about, name="about"),
    path("tillganglighet/", about.accessibility, name="accessibility"),
    path("meddelanden/", notices.notice_list, name="notice_list"),
    path("meddelanden/lasta/", notices.notice_read, name="notice_read"),
    path("jobb/<int:pk>/", notices.job_detail, name="job_detail"),
    path("policy/", policy.policy_detail, name="policy_detail"),
    path("policy/versioner/", policy.policy_versions, name="policy_versions"),
    path("policy/versioner/<int:number>/", policy.policy_version, name="policy_version"),
    path("policy/regler/<str:code>/", policy.rule_edit, name="rule_edit"),
    path("policy/vagar/<str:matter>/", policy.route_edit, name="route_edit"),
    path("organ/", organisation.body_list, name="body_list"),
    path("organ/nytt/", organisation.body_edit, name="body_create"),
    path("organ/<int:pk>/", organisation.body_detail, name="body_detail"),
    path("organ/<int:pk>/andra/", organisation.body_edit, name="body_edit"),
    path("enheter/", organisation.unit_list, name="unit_list"),
    path("enheter/ny/", organisation.unit_edit, name="unit_create"),
    path("enheter/<int:pk>/", organisation.unit_detail, name="unit_detail"),
    path("enheter/<int:pk>/andra/", organisation.unit_edit, name="unit_edit"),
    path("natverk/", organisation.network, name="network"),
    path("personer/", people.person_list, name="person_list"),
    path("personer/ny/", people.person_create, name="person_create"),
    path("personer/<int:pk>/", people.person_detail, name="person_detail"),
    path("personer/<int:pk>/andra/", people.person_edit, name="person_edit"),
    path("personer/<int:pk>/stang/", people.person_deactivate, name="person_deactivate"),
    path("personer/<int:pk>/oppna/", people.person_reactivate, name="person_reactivate"),
    path("personer/<int:pk>/forordna/", people.appointment_create, name="appointment_create"),
    path("forordnanden/<int:pk>/avsluta/", people.appointment_end, name="appointment_end"),
]
