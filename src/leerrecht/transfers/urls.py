from django.urls import URLPattern, path

from leerrecht.transfers.views import own_file, retention, transfers

urlpatterns: list[URLPattern] = [
    path("overdrachten/", transfers.transfer_list, name="transfer-list"),
    path("overdrachten/<uuid:pk>/", transfers.transfer, name="transfer"),
    path("overdrachten/<uuid:pk>/stukken/", transfers.choose, name="transfer-choose"),
    path("overdrachten/<uuid:pk>/samenvatting/", transfers.summary, name="transfer-summary"),
    path("overdrachten/<uuid:pk>/verslagen/", transfers.check_reports, name="transfer-reports"),
    path("overdrachten/<uuid:pk>/mededelen/", transfers.announce, name="transfer-announce"),
    path("overdrachten/<uuid:pk>/mededeling-intrekken/", transfers.retract_notice, name="transfer-retract"),
    path("overdrachten/<uuid:pk>/akkoord/", transfers.agree, name="transfer-agree"),
    path("overdrachten/<uuid:pk>/verzet/", transfers.object_to, name="transfer-object"),
    path("overdrachten/<uuid:pk>/versturen/", transfers.send, name="transfer-send"),
    path("overdrachten/<uuid:pk>/annuleren/", transfers.cancel, name="transfer-cancel"),
    path("overdrachten/<uuid:pk>/aanvaarden/", transfers.accept, name="transfer-accept"),
    path("overdrachten/stukken/<uuid:pk>/weg/", transfers.leave_out, name="transfer-leave-out"),
    path("overdrachten/verzet/<uuid:pk>/intrekken/", transfers.withdraw_objection, name="transfer-unobject"),
    path("overdrachten/ontvangen/<uuid:pk>/bestand/", transfers.copy_file, name="transfer-file"),
    path("leerlingen/<int:pk>/overdrachten/", transfers.pupil_transfers, name="pupil-transfers"),
    path("leerlingen/<int:pk>/overdrachten/nieuw/", transfers.transfer_new, name="transfer-new"),
    path("leerlingen/<int:pk>/bewaring/", retention.pupil_retention, name="pupil-retention"),
    path("leerlingen/<int:pk>/eigen-dossier/", own_file.own_file, name="own-file"),
    path("vernietiging/", retention.destruction_list, name="destruction-list"),
    path("vernietiging/<int:pk>/", retention.destruction, name="destruction"),
    path("vernietiging/<int:pk>/beslissen/", retention.decide, name="destruction-decide"),
    path("vernietiging/regels/<int:pk>/bewaren/", retention.keep, name="destruction-keep"),
]
