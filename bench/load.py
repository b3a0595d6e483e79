"""A small load generator: N connections, each sending its next request when the last is answered."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Result:
    seconds: float = 0.0
    times: list[float] = field(default_factory=list)
    failures: list[bytes] = field(default_factory=list)

    def add(self, other: "Result") -> None:
        self.seconds += other.seconds
        self.times += other.times
        self.failures += other.failures

    @property
    def per_second(self) -> float:
        return len(self.times) / self.seconds

    def percentile(self, share: float) -> float:
        ordered = sorted(self.times)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


class Client:
    """One connection: ``request`` makes the next request's bytes, ``answer`` takes the body of the last."""

    def request(self) -> bytes:
        raise NotImplementedError

    def answer(self, body: bytes) -> None:
        raise NotImplementedError


async def _one(port: int, client: Client, until: float, result: Result) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    while time.perf_counter() < until:
        message = client.request()
        begin = time.perf_counter()
        writer.write(message)
        head = await reader.readuntil(b"\r\n\r\n")
        low = head.lower()
        at = low.index(b"content-length:") + 15
        body = await reader.readexactly(int(low[at : low.index(b"\r\n", at)]))
        result.times.append(time.perf_counter() - begin)
        if not head.startswith(b"HTTP/1.1 200"):
            result.failures.append(head[:80] + body[:300])
            break
        client.answer(body)
    writer.close()


def run(*, port: int, clients: list[Client], seconds: float) -> Result:
    """Drive the clients for a while and return how it went."""
    result = Result()

    async def all_of_them() -> None:
        until = time.perf_counter() + seconds
        await asyncio.gather(*(_one(port, client, until, result) for client in clients))

    begin = time.perf_counter()
    asyncio.run(all_of_them())
    result.seconds = time.perf_counter() - begin
    return result


def post(path: str, body: bytes, headers: Callable[[], str] | str = "") -> bytes:
    """The bytes of a POST with a JSON body on a kept-alive connection."""
    extra = headers() if callable(headers) else headers
    return (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n{extra}\r\n"
    ).encode() + body


class Visitor:
    """Somebody with a browser: ``page`` and ``save`` are the bytes of two requests, one after the other."""

    def page(self) -> bytes:
        raise NotImplementedError

    def save(self) -> bytes:
        raise NotImplementedError

    def saved(self, body: bytes) -> None:
        raise NotImplementedError


async def _ask(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, message: bytes) -> tuple[bytes, bytes]:
    writer.write(message)
    head = await reader.readuntil(b"\r\n\r\n")
    low = head.lower()
    at = low.index(b"content-length:") + 15
    return head, await reader.readexactly(int(low[at : low.index(b"\r\n", at)]))


def arrive(*, port: int, visitors: list[Visitor], rate: float, seconds: float) -> tuple[Result, Result]:
    """Let visitors come at a fixed rate, whether the server keeps up or not; gives pages and saves.

    A page counts from the moment at which its visitor came, so that waiting for a free connection counts too.
    """
    pages, saves = Result(), Result()
    due: asyncio.Queue[float] = asyncio.Queue()

    async def visit(visitor: Visitor) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while (came := await due.get()) >= 0:
            head, body = await _ask(reader, writer, visitor.page())
            pages.times.append(time.perf_counter() - came)
            if not head.startswith(b"HTTP/1.1 200"):
                pages.failures.append(head[:80] + body[:200])
            begin = time.perf_counter()
            head, body = await _ask(reader, writer, visitor.save())
            saves.times.append(time.perf_counter() - begin)
            if head.startswith(b"HTTP/1.1 200"):
                visitor.saved(body)
            else:
                saves.failures.append(head[:80] + body[:200])
        writer.close()

    async def come() -> None:
        begin = time.perf_counter()
        for number in range(int(rate * seconds)):
            moment = begin + number / rate
            await asyncio.sleep(max(0.0, moment - time.perf_counter()))
            due.put_nowait(moment)
        for _visitor in visitors:
            due.put_nowait(-1.0)

    async def all_of_them() -> None:
        await asyncio.gather(come(), *(visit(visitor) for visitor in visitors))

    begin = time.perf_counter()
    asyncio.run(all_of_them())
    pages.seconds = saves.seconds = time.perf_counter() - begin
    return pages, saves


def get(path: str, headers: str = "") -> bytes:
    """The bytes of a GET on a kept-alive connection."""
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{headers}\r\n".encode()
