"""What pupil and parents say beside what staff wrote down: kept by a higher room, read where the record is shown."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from leerrecht.access.principal import Principal


@dataclass(frozen=True, slots=True)
class Voice:
    """``answer`` is what was done with it, empty as long as nobody said; ``file`` where a recording or scan is."""

    what: str
    who: str
    on: dt.date
    words: str
    companion: str = ""
    outcome: str = ""
    answer: str = ""
    file: str = ""


# ``read(keys, *, to)``: by the key of each record what this reader may read, the first first; one query.
Reader = Callable[..., Mapping[UUID, Sequence[Voice]]]
_readers: list[Reader] = []


def register_remarks(read: Reader) -> None:
    """Name the room that keeps remarks on minutes; there is one."""
    if _readers:
        raise RuntimeError("remarks on minutes are kept already")
    _readers.append(read)


def remarks(keys: Iterable[UUID], *, to: Principal) -> dict[UUID, list[Voice]]:
    """What the family said about each of these minutes, the first first; no query where there are none."""
    wanted = set(keys)
    said = [read(wanted, to=to) for read in _readers if wanted]
    return {key: [one for found in said for one in found.get(key, ())] for key in wanted}
