from datetime import timedelta

from django.apps import AppConfig
from django.db.models import Q
from django.db.models.functions import Now


class ExchangeConfig(AppConfig):
    name = "leerrecht.exchange"
    verbose_name = "Uitwisseling"

    def ready(self) -> None:
        from leerrecht.access import vitals
        from leerrecht.access.policy import register_scope
        from leerrecht.exchange import models, rules, wall
        from leerrecht.exchange.domain.roster.links import merge
        from leerrecht.exchange.domain.sources import packages
        from leerrecht.organisations.domain.sources import register_finder
        from leerrecht.people.domain.merging import register_merger

        register_scope(models.ImportRun, rules.runs)
        register_scope(models.RefusedRow, rules.refused_rows)
        register_scope(models.MappingProfile, rules.profiles)
        register_scope(models.ImportChange, rules.changes)
        register_scope(models.SchoolSource, rules.sources)
        register_finder(packages)
        register_merger("namen in schoolpakketten", merge)
        vitals.register(
            "Invoer van bestanden", models.ImportRun, waiting=Q(state__in=["nakijken", "opnemen"]),
            failed=Q(state="mislukt", at__gt=Now() - timedelta(days=7)), since="at",
            remedy="Op de pagina “Invoer” van de school staat waarom; lees het bestand opnieuw in",
        )  # fmt: skip
        wall.guard()
