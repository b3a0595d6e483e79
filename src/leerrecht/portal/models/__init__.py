from leerrecht.portal.models.matter import Asker, Kind, Matter, Outcome
from leerrecht.portal.models.message import MessageKind, Nudge, Wording
from leerrecht.portal.models.preference import Channel, Preference, Quiet
from leerrecht.portal.models.word import Audience, OwnWord, WordKind

__all__ = [
    "Asker", "Audience", "Channel", "Kind", "Matter", "MessageKind", "Nudge", "Outcome", "OwnWord", "Preference",
    "Quiet", "WordKind", "Wording",
]  # fmt: skip
