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
