from django.apps import AppConfig


class FactsConfig(AppConfig):
    name = "leerrecht.facts"
    verbose_name = "Feiten"
