from django.urls import URLPattern, path

from leerrecht.leerplicht.domain.lists import KINDS as LISTS
from leerrecht.leerplicht.views import checks, children, kleuters, lists
from leerrecht.ui.downloads import KINDS

urlpatterns: list[URLPattern] = [
    path("leerplicht/", checks.home, name="leerplicht-list"),
    path("leerplicht/lijst/", checks.take, name="leerplicht-take"),
    path("lijsten/", lists.home, name="leerplicht-lists"),
    *(
        path(f"lijsten/{what}.{kind}", lists.take, {"what": what, "kind": kind}, name=f"leerplicht-list-{what}-{kind}")
        for what in LISTS
        for kind in KINDS
    ),
    path("leerplicht/gemeenten/", checks.towns, name="leerplicht-towns"),
    path("leerplicht/cijfers/", checks.figures, name="leerplicht-figures"),
    path("leerplicht/kleuters/", kleuters.kleuter_list, name="leerplicht-kleuters"),
    path("leerplicht/kinderen/", children.child_list, name="leerplicht-children"),
    path("leerplicht/kinderen/<uuid:pk>/", children.child, name="leerplicht-child"),
    path("leerplicht/kinderen/<uuid:pk>/parket/", children.prosecutor, name="leerplicht-prosecutor"),
    path("leerplicht/kinderen/<uuid:pk>/heropenen/", children.reopen, name="leerplicht-reopen"),
    path("leerplicht/kinderen/<uuid:pk>/<slug:what>/", children.step, name="leerplicht-step"),
    path("leerplicht/kandidaten/<int:pk>/", children.decide, name="leerplicht-decide"),
    path("leerplicht/brieven/<uuid:pk>/", children.letter, name="leerplicht-letter"),
    path("leerplicht/controles/<uuid:pk>/zoeken/", checks.search, name="leerplicht-search"),
    path("leerplicht/controles/<uuid:pk>/samen/<slug:what>/", children.together, name="leerplicht-together"),
    path("leerplicht/controles/<uuid:pk>/lijst/<slug:day>/", checks.handover, name="leerplicht-handover"),
    path("leerplicht/controles/<uuid:pk>/brieven/<slug:kind>/<slug:day>/", checks.printing, name="leerplicht-printing"),
]
