from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "leerrecht.demo"
    verbose_name = "Demo"
