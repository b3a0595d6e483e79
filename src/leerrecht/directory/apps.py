from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "leerrecht.directory"
    verbose_name = "Sociale kaart"

    def ready(self) -> None:
        from leerrecht.access.policy import register_scope
        from leerrecht.directory import models, rules

        register_scope(models.Region, rules.regions)
        register_scope(models.Offer, rules.offers)
        register_scope(models.CapacityReport, rules.reports)
