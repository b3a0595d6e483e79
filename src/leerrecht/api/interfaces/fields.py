"""Values as a program sends them, each with its bounds: what the database cannot hold is refused before it."""

from datetime import date
from typing import Annotated, Literal

from ninja import Schema
from pydantic import ConfigDict, Field, StringConstraints

Id = Annotated[int, Field(ge=1, le=2**63 - 1)]
# The years of the calendar of the law.
Day = Annotated[date, Field(ge=date(1900, 1, 1), le=date(2098, 12, 31))]
SchoolYear = Annotated[int, Field(ge=2010, le=2098)]
Part = Literal["vm", "nm"]
Mark = Literal[".", "A", "B", "H", "M", "P", "R", "Z", "-", "L"]
Grade = Annotated[int, Field(ge=1, le=7)]
# Of letters and signs: no tabs, ends of lines or signs of control.
_PLAIN = r"^[^\x00-\x1f\x7f]*$"
_SOMETHING = r"^[^\x00-\x1f\x7f]*[^\x00-\x20\x7f][^\x00-\x1f\x7f]*$"
Name = Annotated[str, StringConstraints(min_length=1, max_length=80, pattern=_SOMETHING)]
LastName = Annotated[str, StringConstraints(min_length=1, max_length=120, pattern=_SOMETHING)]
ClassName = Annotated[str, StringConstraints(min_length=1, max_length=30, pattern=_SOMETHING)]
Code = Annotated[str, StringConstraints(max_length=40, pattern=r"^[A-Za-z0-9_.-]*$")]
Text = Annotated[str, StringConstraints(max_length=160, pattern=_PLAIN)]
Number = Annotated[str, StringConstraints(min_length=1, max_length=20, pattern=r"^[0-9A-Za-z.-]+$")]
Insz = Annotated[str, StringConstraints(pattern=r"^[0-9]{11}$")]
Cursor = Annotated[str, StringConstraints(max_length=200, pattern=r"^[A-Za-z0-9_-]*$")]
# Of a contact; an address counts as the law of e-mail asks in the verb itself.
PersonName = Annotated[str, StringConstraints(min_length=1, max_length=160, pattern=_SOMETHING)]
Short = Annotated[str, StringConstraints(max_length=60, pattern=_PLAIN)]
Phone = Annotated[str, StringConstraints(max_length=30, pattern=r"^[0-9+()./ -]*$")]
Email = Annotated[str, StringConstraints(max_length=254, pattern=_PLAIN)]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
Legal = Literal["ouder", "ouder_zonder_gezag", "voogd", "pleegouder", "feitelijk", "andere"]
Street = Annotated[str, StringConstraints(max_length=120, pattern=_PLAIN)]
House = Annotated[str, StringConstraints(max_length=12, pattern=_PLAIN)]
Box = Annotated[str, StringConstraints(max_length=10, pattern=_PLAIN)]
Town = Annotated[str, StringConstraints(max_length=80, pattern=_PLAIN)]
Act = Annotated[str, StringConstraints(min_length=1, max_length=60, pattern=r"^[a-z0-9_]+$")]
Gender = Literal["v", "m", "x", ""]
Level = Literal["kleuter", "lager", "secundair"]
Share = Literal["voltijds", "deel1", "deel2"]
Attest = Literal["A", "B", "C", ""]
Qualification = Literal[
    "diploma", "studiegetuigschrift_bso", "eindgetuigschrift_dbso", "certificaat_leertijd", "getuigschrift_ov3",
    "certificaat_modulair", "",
]  # fmt: skip
Beyond = Annotated[str, StringConstraints(max_length=200, pattern=_PLAIN)]
Stamp = Annotated[str, StringConstraints(max_length=16, pattern=r"^[0-9a-f]*$")]


class Given(Schema):
    """The body of a write: a field that is not known is a mistake, not something to pass over."""

    model_config = ConfigDict(extra="forbid")


class Asked(Schema):
    """What narrows a list, and where its next page begins."""

    cursor: Cursor = Field("", description="uit “volgende” van de vorige pagina")
    aantal: int = Field(100, ge=1, le=500, description="hoeveel rijen op een pagina")
