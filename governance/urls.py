from django.urls import path

from governance.views import sign_in, start

app_name = "governance"
urlpatterns = [
    path("", start.start, name="start"),
    path("logga-in/", sign_in.sign_in, name="sign_in"),
    path("logga-in/demo/", sign_in.demo_sign_in, name="demo_sign_in"),
    path("logga-ut/", sign_in.sign_out, name="sign_out"),
    path("sprak/", sign_in.choose_language, name="choose_language"),
]
