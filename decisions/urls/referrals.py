from django.urls import URLPattern, path

from decisions.views import answers, referrals

urlpatterns: list[URLPattern] = [
    path("arenden/<int:pk>/remiss/", referrals.referral_create, name="referral_create"),
    path("arenden/<int:pk>/remiss/vidare/", referrals.referral_pass_on, name="referral_pass_on"),
    path("remisser/", referrals.referral_list, name="referral_list"),
    path("remisser/<int:pk>/", referrals.referral_detail, name="referral_detail"),
    path("remisser/<int:pk>/andra/", referrals.referral_edit, name="referral_edit"),
    path("remisser/<int:pk>/skicka/", referrals.referral_send, name="referral_send"),
    path("remisser/<int:pk>/instanser/", referrals.referral_add, name="referral_add"),
    path("remisser/<int:pk>/sammanstall/", referrals.referral_close, name="referral_close"),
    path("remisser/<int:pk>/aterkalla/", referrals.referral_withdraw, name="referral_withdraw"),
    path("remissvar/<int:pk>/", answers.answer_write, name="answer_write"),
    path("remissvar/<int:pk>/lamna/", answers.answer_give, name="answer_give"),
    path("remissvar/<int:pk>/arende/", answers.answer_open_case, name="answer_open_case"),
    path("remissvar/<int:pk>/forlang/", answers.answer_extend, name="answer_extend"),
    path("remissvar/<int:pk>/handling/", answers.answer_document, name="answer_document"),
]
