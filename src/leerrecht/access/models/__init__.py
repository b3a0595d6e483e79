from leerrecht.access.models.log import LogCheck, LogEntry, LogSeal
from leerrecht.access.models.recovery import Recovery, RecoveryApproval
from leerrecht.access.models.session import Session
from leerrecht.access.models.user import User

__all__ = ["LogCheck", "LogEntry", "LogSeal", "Recovery", "RecoveryApproval", "Session", "User"]
