from django.urls import path

from leerrecht.operations.views import begin, health, page

urlpatterns = [
    path("gezond/", health.alive, name="alive"),
    path("gezond/klaar/", health.ready, name="ready"),
    # Beneath the pages of signing in, which are there before anybody has.
    path("aanmelden/begin/", begin.begin, name="begin"),
    path("werking/", page.operations, name="operations"),
    path("werking/taak/", page.job, name="operations-job"),
    path("werking/bewijs/", page.proof, name="operations-proof"),
]
