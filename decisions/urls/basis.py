from django.urls import URLPattern, path

from decisions.views import basis

urlpatterns: list[URLPattern] = [
    path("arenden/<int:pk>/underlag/", basis.basis_show, name="basis_show"),
    path("arenden/<int:pk>/bilagor/<int:annex_pk>/", basis.annex_show, name="annex_show"),
    path("arenden/<int:pk>/offentlig-titel/", basis.public_title, name="public_title"),
]
