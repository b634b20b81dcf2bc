from django.urls import path

from cities import views

app_name = "cities"
urlpatterns = [
    path("stader/", views.city_list, name="city_list"),
    path("stader/ny/", views.relation_create, name="relation_create"),
    path("stader/karta/", views.city_map, name="city_map"),
    path("stader/tidslinje/", views.city_timeline, name="city_timeline"),
    path("stader/sinsemellan/", views.city_twins, name="city_twins"),
    path("stader/<int:pk>/andra/", views.relation_edit, name="relation_edit"),
    path("stader/<int:pk>/sinsemellan/", views.twins_edit, name="twins_edit"),
    path("stader/<int:pk>/avtal/", views.agreement_list, name="agreement_list"),
    path("stader/<int:pk>/avtal/nytt/", views.agreement_create, name="agreement_create"),
    path("stader/<int:pk>/avtal/andring/", views.relation_amend, name="relation_amend"),
    path("stader/<int:pk>/bidrag/nytt/", views.grant_create, name="grant_create"),
    path("stadsavtal/", views.agreements_due, name="agreements_due"),
    path("stadsavtal/<int:pk>/", views.agreement_detail, name="agreement_detail"),
    path("stadsavtal/<int:pk>/andra/", views.agreement_edit, name="agreement_edit"),
    path("stadsavtal/<int:pk>/underteckna/", views.agreement_sign, name="agreement_sign"),
    path("stadsavtal/<int:pk>/lage/", views.agreement_move, name="agreement_move"),
    path("stadsavtal/<int:pk>/uppsagning/", views.agreement_notice, name="agreement_notice"),
    path("stadsavtal/<int:pk>/handling/", views.agreement_document, name="agreement_document"),
    path("stadsavtal/<int:pk>/handling/ny/", views.agreement_upload, name="agreement_upload"),
    path("utbytesbidrag/", views.grant_list, name="grant_list"),
    path("utbytesbidrag/ram/", views.grant_budget, name="grant_budget"),
    path("utbytesbidrag/<int:pk>/", views.grant_detail, name="grant_detail"),
    path("utbytesbidrag/<int:pk>/beslut/", views.grant_decide, name="grant_decide"),
    path("utbytesbidrag/<int:pk>/utbetalning/", views.grant_pay, name="grant_pay"),
    path("utbytesbidrag/<int:pk>/redovisning/", views.grant_report, name="grant_report"),
]
