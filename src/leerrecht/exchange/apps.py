from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "leerrecht.exchange"
    verbose_name = "Uitwisseling"
