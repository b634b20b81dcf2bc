from django.urls import path

from visits.views import gifts, outcomes

urlpatterns = [
    path("besok/<int:pk>/utfall/", outcomes.outcome_detail, name="outcome_detail"),
    path("besok/<int:pk>/foretag/nytt/", outcomes.company_record, name="company_record"),
    path("besok/foretag/<int:pk>/andra/", outcomes.company_edit, name="company_edit"),
    path("besok/foretag/<int:pk>/ta-bort/", outcomes.company_remove, name="company_remove"),
    path("besok/loften/", outcomes.promise_list, name="promise_list"),
    path("besok/<int:pk>/loften/nytt/", outcomes.promise_make, name="promise_make"),
    path("besok/loften/<int:pk>/andra/", outcomes.promise_edit, name="promise_edit"),
    path("besok/loften/<int:pk>/hallet/", outcomes.promise_keep, name="promise_keep"),
    path("besok/loften/<int:pk>/slapp/", outcomes.promise_drop, name="promise_drop"),
    path("besok/gavor/", gifts.gift_list, name="gift_list"),
    path("besok/<int:pk>/gavor/ny/", gifts.gift_record, name="gift_record"),
    path("besok/gavor/<int:pk>/andra/", gifts.gift_edit, name="gift_edit"),
    path("besok/gavor/<int:pk>/ta-bort/", gifts.gift_remove, name="gift_remove"),
]
