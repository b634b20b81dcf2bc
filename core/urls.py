from django.urls import path

from core.health import health

app_name = "core"
urlpatterns = [path("halsa/", health, name="health")]
