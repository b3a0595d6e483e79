from leerrecht.access.models.log import LogEntry
from leerrecht.access.models.session import Session
from leerrecht.access.models.user import User

__all__ = ["LogEntry", "Session", "User"]
