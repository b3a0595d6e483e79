from django.apps import AppConfig


class FactsConfig(AppConfig):
    name = "leerrecht.facts"
    verbose_name = "Feiten"

    def ready(self) -> None:
        from leerrecht.facts import contributors, wall
        from leerrecht.facts.domain import facts

        contributors.register("facts", facts.contribute)
        wall.guard()
