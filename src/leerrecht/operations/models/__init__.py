from leerrecht.operations.models.backup import BackupMade
from leerrecht.operations.models.begin import BeginLink
from leerrecht.operations.models.slow import SlowAnswer

__all__ = ["BackupMade", "BeginLink", "SlowAnswer"]
