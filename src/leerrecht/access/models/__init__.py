from leerrecht.access.models.log import LogEntry
from leerrecht.access.models.user import User

__all__ = ["LogEntry", "User"]
