"""What lies in a backup: a tar of a list of contents, the keys of the installation and the dump in pieces.

Its pieces have a size that is known before they are written, so that nothing lies unencrypted on a disk meanwhile.
``age -d -i SLEUTEL BACKUP | tar x`` opens it without Leerrecht; the pieces behind each other are a dump of pg_dump.
"""

import io
import json
import tarfile
from collections.abc import Iterable, Iterator
from typing import IO, Any

from leerrecht.operations.problems import OperationError

FORMAT = 1
LIST, FILES, DUMP = "inhoud.json", "bestanden/", "databank/"
PIECE = 4 * 1024 * 1024


def packed(listed: dict[str, Any], files: dict[str, bytes], dump: Iterable[bytes]) -> Iterator[bytes]:
    """The bytes of a backup, piece by piece."""
    yield from _member(LIST, json.dumps({"formaat": FORMAT, **listed}, ensure_ascii=False).encode())
    for name, content in files.items():
        yield from _member(FILES + name, content)
    for number, piece in enumerate(dump):
        yield from _member(f"{DUMP}{number:06}", piece)
    yield bytes(2 * tarfile.BLOCKSIZE)


def _member(name: str, content: bytes) -> Iterator[bytes]:
    info = tarfile.TarInfo(name)
    info.size, info.mode = len(content), 0o600
    yield info.tobuf(tarfile.USTAR_FORMAT)
    yield content
    yield bytes(-len(content) % tarfile.BLOCKSIZE)


class Flow(io.RawIOBase):
    """Pieces that are read as a file; an error in making them comes out of the reading."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self.pieces, self.left = pieces, memoryview(b"")

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        while not self.left:
            piece = next(self.pieces, None)
            if piece is None:
                return b""
            self.left = memoryview(piece)
        given = self.left[: size if size >= 0 else None]
        self.left = self.left[len(given) :]
        return bytes(given)


class Unpacked:
    """A backup that was opened: ``listed``, ``files``, and the dump in pieces."""

    def __init__(self, file: IO[bytes]) -> None:
        file.seek(0)
        try:
            self._tar = tarfile.open(fileobj=file, mode="r:")  # noqa: SIM115 - lives as long as this object
            members = {member.name: member for member in self._tar.getmembers()}
            self.listed: dict[str, Any] = json.loads(self._read(members[LIST]))
        except (tarfile.TarError, KeyError, ValueError) as error:
            raise OperationError("in dit bestand zit geen back-up van Leerrecht") from error
        if self.listed["formaat"] > FORMAT:
            raise OperationError("deze back-up is van een nieuwere Leerrecht; werk Leerrecht eerst bij")
        self.files = {
            name.removeprefix(FILES): self._read(one) for name, one in members.items() if name.startswith(FILES)
        }
        self._pieces = [members[name] for name in sorted(members) if name.startswith(DUMP)]

    def dump(self) -> Iterator[bytes]:
        return map(self._read, self._pieces)

    def _read(self, member: tarfile.TarInfo) -> bytes:
        file = self._tar.extractfile(member)
        return file.read() if file is not None else b""
