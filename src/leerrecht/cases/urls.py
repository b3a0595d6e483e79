from django.urls import URLPattern, path

from leerrecht.cases.views import case, lists, partner

urlpatterns: list[URLPattern] = [
    path("casussen/", lists.case_list_view, name="cases"),
    path("casussen/<uuid:pk>/", case.case, name="case"),
    path("casussen/stoelen/<int:pk>/", case.chair, name="case-chair"),
    path("casussen/trajecten/<uuid:pk>/", case.track, name="case-track"),
    path("casussen/rondetafels/<uuid:pk>/", case.table, name="case-table"),
    path("casussen/partner/", partner.part_list_view, name="case-parts"),
    path("casussen/partner/<uuid:pk>/", partner.part, name="case-part"),
    path("casussen/uitstroom/", lists.exit_list_view, name="exits"),
    path("casussen/uitstroom/<uuid:pk>/", lists.exit_look, name="exit-look"),
    path("leerlingen/<int:pk>/casus/", lists.of_pupil, name="cases-of-pupil"),
    path("leerlingen/<int:pk>/uitstroom/", lists.exit_new, name="exit-new"),
]
