from django.urls import path

from decisions import views

urlpatterns = [
    path("arenden/", views.case_list, name="case_list"),
    path("arenden/nytt/", views.case_open, name="case_open"),
    path("arenden/<int:pk>/", views.case_detail, name="case_detail"),
    path("arenden/<int:pk>/bered/", views.case_prepare, name="case_prepare"),
    path("arenden/<int:pk>/lagg-fram/", views.case_put_forward, name="case_put_forward"),
    path("arenden/<int:pk>/forslag/", views.case_propose, name="case_propose"),
    path("arenden/<int:pk>/beslut/", views.case_decide, name="case_decide"),
    path("arenden/<int:pk>/aterkalla/", views.case_withdraw, name="case_withdraw"),
    path("beslut/", views.decision_list, name="decision_list"),
]
