"""What a rule is, and for whom there are rules."""

from dataclasses import dataclass
from datetime import date

PLICHT, RECHT, VERBOD, FOUT, SIGNAAL = "plicht", "recht", "verbod", "fout", "signaal"
AARDEN = (PLICHT, RECHT, VERBOD, FOUT, SIGNAAL)
SCHOOL = ("school",)
SCHOOL_CLB = ("school", "clb")
CLB = ("clb",)
AGODI = ("agodi",)
OUDERS = ("ouders",)
GEZIN = ("leerling", "ouders")


@dataclass(frozen=True, slots=True)
class Regel:
    """One rule; `titel` is short and tells what to do or what is the case, `uitleg` says it in one sentence."""

    regel: str
    aard: str
    voor: tuple[str, ...]
    titel: str
    uitleg: str
    bron: tuple[str, ...]
    van_kracht: date | None = None
    tot: date | None = None
    advies: bool = False
    te_verifieren: bool = False
    handeling: tuple[str, ...] = ()
