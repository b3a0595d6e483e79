from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "leerrecht.documents"
    verbose_name = "Documenten"
