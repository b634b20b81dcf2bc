from django.http import HttpRequest, HttpResponse


def case_detail(request: HttpRequest, pk: int) -> HttpResponse:
    return HttpResponse(status=404)
