from django.urls import URLPattern, path

from leerrecht.indicators.views import asking, files, pictures, public

urlpatterns: list[URLPattern] = [
    path("cijfers/", pictures.home, name="figures"),
    path("cijfers/vlaanderen/openbaar/", public.show, name="figures-public"),
    path("cijfers/<slug:scope>/<int:number>/", pictures.show, name="figures-place"),
    path("cijfers/bevraging/", asking.questions, name="figures-asked"),
    path("cijfers/<slug:scope>/<int:number>/op-een-dag/", asking.on_a_day, name="figures-day"),
    path("cijfers/<slug:scope>/<int:number>/alle/", pictures.every, name="figures-all"),
    path("cijfers/<slug:scope>/<int:number>/jaarverslag/", files.report, name="figures-report"),
    path("cijfers/<slug:scope>/<int:number>/indicator/<slug:indicator>/", pictures.indicator, name="figures-indicator"),
    path("cijfers/<slug:scope>/<int:number>/<slug:chart>.<slug:kind>", files.chart, name="figures-file"),
]
