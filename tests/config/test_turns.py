"""Which requests take turns, and what is read before."""

import io
import threading

import pytest

from leerrecht.config.turns import SMALL, one_at_a_time


def request_to(path, *, method="POST", body=b"ja", length=None):
    return {
        "REQUEST_METHOD": method, "PATH_INFO": path, "wsgi.input": io.BytesIO(body),
        "CONTENT_LENGTH": str(len(body)) if length is None else length,
    }  # fmt: skip


class Application:
    """Answers what was sent, and holds each request until the test lets it go."""

    def __init__(self):
        self.inside, self.most = 0, 0
        self.entered, self.leave = threading.Semaphore(0), threading.Event()

    def __call__(self, environ, start_response):
        self.inside += 1
        self.most = max(self.most, self.inside)
        self.entered.release()
        assert self.leave.wait(10)
        self.inside -= 1
        return [environ["wsgi.input"].read()]


def all_at_once(answering, requests):
    threads = [threading.Thread(target=answering, args=(request, None)) for request in requests]
    for thread in threads:
        thread.start()
    return threads


def test_small_posts_below_the_address_are_answered_one_by_one():
    application = Application()
    threads = all_at_once(one_at_a_time(application, address="/registers/"), [request_to("/registers/1/")] * 3)
    assert application.entered.acquire(timeout=10)
    assert not application.entered.acquire(timeout=0.1)
    application.leave.set()
    for thread in threads:
        thread.join(10)
    assert application.most == 1


@pytest.mark.parametrize(
    "request_",
    [
        request_to("/registers/1/", method="GET"),
        request_to("/leerlingen/1/"),
        request_to("/registers/1/", length=str(SMALL + 1)),
        request_to("/registers/1/", length=""),
    ],
    ids=["look", "elsewhere", "large", "length unknown"],
)
def test_other_requests_wait_for_nobody(request_):
    application = Application()
    threads = all_at_once(one_at_a_time(application, address="/registers/"), [request_, request_])
    assert application.entered.acquire(timeout=10)
    assert application.entered.acquire(timeout=10)
    application.leave.set()
    for thread in threads:
        thread.join(10)
    assert application.most == 2


def test_who_sends_slowly_keeps_nobody_waiting():
    class Slow(io.BytesIO):
        may_come = threading.Event()

        def read(self, size=-1):
            assert self.may_come.wait(10)
            return super().read(size)

    application = Application()
    application.leave.set()
    answering = one_at_a_time(application, address="/registers/")
    slow = request_to("/registers/1/") | {"wsgi.input": Slow(b"traag")}
    thread = all_at_once(answering, [slow])[0]
    assert answering(request_to("/registers/2/"), None) == [b"ja"]
    Slow.may_come.set()
    thread.join(10)
    assert application.entered.acquire(timeout=10)
    assert application.entered.acquire(timeout=10)
