from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "leerrecht.exchange"
    verbose_name = "Uitwisseling"

    def ready(self) -> None:
        from leerrecht.access.policy import register_scope
        from leerrecht.exchange import models, rules, wall

        register_scope(models.ImportRun, rules.runs)
        register_scope(models.RefusedRow, rules.refused_rows)
        register_scope(models.MappingProfile, rules.profiles)
        wall.guard()
