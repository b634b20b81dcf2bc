from django.urls import URLPattern, path

from decisions.views import delegated, delegation

urlpatterns: list[URLPattern] = [
    path("delegation/", delegation.delegation_list, name="delegation_list"),
    path("delegation/ny/", delegation.delegation_order_create, name="delegation_order_create"),
    path("delegation/<int:pk>/", delegation.delegation_order_detail, name="delegation_order_detail"),
    path("delegation/<int:pk>/ny/", delegation.delegation_rule_create, name="delegation_rule_create"),
    path("delegation/rad/<int:pk>/avsluta/", delegation.delegation_rule_end, name="delegation_rule_end"),
    path("delegation/rad/<int:pk>/vidare/", delegation.delegation_rule_pass_on, name="delegation_rule_pass_on"),
    path("delegationsbeslut/", delegated.delegated_list, name="delegated_list"),
    path("delegationsbeslut/nytt/", delegated.delegated_decide, name="delegated_decide"),
    path("delegationsbeslut/bradskande/", delegated.delegated_urgent, name="delegated_urgent"),
    path("delegationsbeslut/anmalan/<int:body_pk>/", delegated.delegated_report, name="delegated_report"),
    path("delegationsbeslut/<int:pk>/", delegated.delegated_detail, name="delegated_detail"),
    path("delegationsbeslut/<int:pk>/anslag/", delegated.delegated_announce, name="delegated_announce"),
]
