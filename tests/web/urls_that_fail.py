"""The addresses of the product and one that breaks, for the page that tells of it."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from leerrecht.config.urls import urlpatterns as product


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("[[zorg:a]]")


urlpatterns = [*product, path("stuk/", broken)]
