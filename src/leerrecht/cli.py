import os, sys
def main() -> None:
    from leerrecht.config.embedded import ensure_database
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leerrecht.config.settings")
    ensure_database()
    from django.core.management import execute_from_command_line
    execute_from_command_line(sys.argv)
