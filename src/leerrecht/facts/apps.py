from django.apps import AppConfig


class FactsConfig(AppConfig):
    name = "leerrecht.facts"
    verbose_name = "Feiten"

    def ready(self) -> None:
        # The lookup is there for all rooms above, once its module is read.
        from leerrecht.facts import contributors, lookups, wall  # noqa: F401
        from leerrecht.facts.domain import facts

        contributors.register("facts", facts.contribute)
        wall.guard()
