"""Change the code of law and access in small ways, one at a time, and look whether a test notices.

``python scripts/mutants.py law`` tries every mutant, ``--sample 100 --seed 11`` so many drawn by chance. The mutants
are those of mutmut (its operators on libcst), but not its runner: that starts pytest anew for each mutant, and leaves
functions with a decorator alone, which are the verbs and views of access. Here the tests are collected once. A fork of
that process puts the changed code into the living function (so that decorators and imports by name hold it too) and
runs the tests that call it, the latest killer first, until one fails. Nothing is written to disk.

Left out are tests with invented cases (hypothesis): what they find differs from run to run.
"""

import argparse
import ast
import functools
import gc
import importlib
import json
import math
import operator
import os
import random
import re
import resource
import signal
import subprocess
import sys
import threading
import time
import types
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import libcst as cst
import pytest
from _pytest.runner import runtestprotocol
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation.file_mutation import create_mutations

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "leerrecht"
EQUAL = ROOT / "scripts" / "mutants_equal.txt"
ROOMS = {
    "law": (
        ["tests/law"],
        ["--ignore=tests/law/topics/test_alleen.py", "--confcutdir=tests/law", "-p", "no:django"],
    ),
    "access": (["tests/access", "tests/test_walls.py"], ["--reuse-db"]),
}
QUIET = ["-q", "--tb=native", "--no-header", "--no-summary", "-W", "ignore", "-m", "not hypothesis and not drill"]
PATIENCE = 300  # seconds: a test that waits for what does not come uses no processor
SECONDS = 10  # of processor time for a test, beyond what it takes: a loop without end is noticed by that
MEMORY = 8 << 30
_SQL = re.compile(r"""(SELECT|FROM|WHERE|GRANT|REVOKE|SET|RESET|COMMENT) [^"]*\Z""")
KILLED, SURVIVED, ENDLESS, UNTESTED, EQUIVALENT = "killed", "survived", "endless", "untested", "equivalent"


@dataclass(frozen=True)
class Mutant:
    """One change of one function; `lines` are those of the changed node."""

    file: Path
    owner: str | None
    function: cst.FunctionDef
    true: cst.CSTNode
    changed: cst.CSTNode
    lines: range

    @property
    def place(self) -> tuple[str, str]:
        """File and qualified name of the function."""
        name = self.function.name.value
        return str(self.file), f"{self.owner}.{name}" if self.owner else name

    @property
    def name(self) -> str:
        """Without a line number, so that it lasts."""
        before, after = (_flat(cst.Module(body=[]).code_for_node(node)) for node in (self.true, self.changed))
        return f"{self.file.relative_to(SOURCE)} {self.place[1]}: {before} -> {after}"

    @property
    def same_sql(self) -> bool:
        """Whether only the capitals of SQL changed, outside what is quoted, and no parameter is named."""
        if not (isinstance(self.true, cst.SimpleString) and isinstance(self.changed, cst.SimpleString)):
            return False
        before, after = self.true.raw_value, self.changed.raw_value
        if not _SQL.match(before) or before.casefold() != after.casefold() or "%S" in after:
            return False
        return before.split("'")[1::2] == after.split("'")[1::2]

    def code(self) -> types.CodeType | None:
        """The function as changed; None where it remains the same, as when a default of a parameter changes."""
        changed = self.function.deep_replace(self.true, self.changed)
        assert isinstance(changed, cst.FunctionDef)  # noqa: S101
        code, before = (_compiled(one, self.owner, self.file) for one in (changed, self.function))
        parts = operator.attrgetter("co_code", "co_consts", "co_names", "co_varnames")
        return None if parts(code) == parts(before) else code


def _flat(text: str) -> str:
    return " ".join(text.split())


def _undecorated(source: str) -> str:
    """The source with blank lines for the decorators of functions: mutmut passes over decorated ones."""
    lines = source.splitlines(keepends=True)
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ClassDef | ast.Module):
            for member in node.body:
                for decorator in getattr(member, "decorator_list", []) if isinstance(member, ast.FunctionDef) else []:
                    for place in range(decorator.lineno - 1, decorator.end_lineno or decorator.lineno):
                        lines[place] = "\n"
    return "".join(lines)


def _codes(code: types.CodeType) -> Iterator[types.CodeType]:
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield constant
            yield from _codes(constant)


def _compiled(function: cst.FunctionDef, owner: str | None, file: Path) -> types.CodeType:
    """The code of a function alone, as a method of a class of that name where it is one."""
    body: cst.FunctionDef | cst.ClassDef = function
    if owner:
        body = cst.ClassDef(name=cst.Name(owner), body=cst.IndentedBlock(body=[function]))
    module = compile(cst.Module(body=[body]).code, str(file), "exec", dont_inherit=True)
    wanted = f"{owner}.{function.name.value}" if owner else function.name.value
    return next(code for code in _codes(module) if code.co_qualname == wanted)


def mutants_of(file: Path) -> list[Mutant]:
    """Every mutant of the functions and methods of a file."""
    module, mutations, _, _ = create_mutations(str(file), _undecorated(file.read_text()))
    places = MetadataWrapper(module, unsafe_skip_copy=True).resolve(PositionProvider)
    owners = {
        member: node.name.value for node in module.body if isinstance(node, cst.ClassDef) for member in node.body.body
    }
    return [
        Mutant(file, owners.get(function), function, one.original_node, one.mutated_node, range(first, last + 1))
        for one in mutations
        if isinstance(function := one.contained_by_top_level_function, cst.FunctionDef)
        for first, last in [(places[one.original_node].start.line, places[one.original_node].end.line)]
    ]


def wilson(part: int, whole: int) -> tuple[float, float]:
    """The bounds within which the true share lies, 19 times out of 20."""
    if not whole:
        return 0.0, 1.0
    z, share = 1.96, part / whole
    middle, width = share + z * z / (2 * whole), z * math.sqrt(share * (1 - share) / whole + z * z / (4 * whole**2))
    return (middle - width) / (1 + z * z / whole), (middle + width) / (1 + z * z / whole)


def equal() -> dict[str, str]:
    """Mutants that do what the code does, with the reason: ``name | reason`` on a line."""
    lines = [line for line in EQUAL.read_text().splitlines() if line and not line.startswith("#")]
    return {name.strip(): reason.strip() for name, _, reason in (line.rpartition(" | ") for line in lines)}


class Drill:
    """A plugin of pytest: runs the tests once to see which functions they call, then each mutant in a fork."""

    def __init__(self, room: str, chosen: argparse.Namespace) -> None:
        self.room, self.chosen = room, chosen
        self.equal, self.err = equal(), os.dup(2)
        self.killers: dict[tuple[str, str], list[str]] = defaultdict(list)
        self.calling: dict[tuple[str, str], list[str]] = defaultdict(list)
        self.figures: dict[str, int] = defaultdict(int)
        self.seconds: dict[str, float] = {}
        self.broken: list[str] = []

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """The whole of it, in the place of pytest's own loop."""
        self.items = {item.nodeid: item for item in session.items}
        # Not the first item: what is made for the session is kept, all else is put away after each test.
        self.anchor: Any = session
        gc.unfreeze()  # the tests set all modules aside, where they could not be found
        _load(self.room)
        self.live = _functions()
        _caches()
        self._walk(session.items)
        self._touch_nothing()
        if self.broken:
            os.write(self.err, "\n".join(["Zonder wijziging falen al:", *self.broken, ""]).encode())
            return True
        drawn, begun = self._drawn(), time.monotonic()
        for mutant in drawn:
            if self.chosen.seconds and time.monotonic() - begun > self.chosen.seconds:
                break
            self._tell(mutant, *self._try(mutant))
            if self.broken:
                os.write(self.err, f"Wat een wijziging naliet, gaat niet weg: {self.broken}\n".encode())
                break
        return True

    def _walk(self, items: list[pytest.Item]) -> None:
        """Each test once: which functions it calls, and how long it takes."""
        places = {id(one.__code__): place for place, functions in self.live.items() for one in functions}
        called: set[tuple[str, str]] = set()

        def look(frame: types.FrameType, _event: str, _argument: object) -> None:
            if (place := places.get(id(frame.f_code))) is not None:
                called.add(place)

        before = None
        for item in items:
            if item.path != before:  # for each test would be as true, and far slower
                _forget()
            before = item.path
            called.clear()
            begun = time.process_time()
            threading.settrace(look)
            sys.settrace(look)
            reports = runtestprotocol(item, nextitem=self.anchor, log=False)
            sys.settrace(None)
            threading.settrace(None)  # type: ignore[arg-type]
            self.seconds[item.nodeid] = time.process_time() - begun
            for place in called:
                self.calling[place].append(item.nodeid)
            self.broken += [f"{item.nodeid}: {report.longrepr}" for report in reports if report.failed]

    def _passing(self, mutant: Mutant) -> list[str]:
        """The tests that call its function, the quick ones first.

        Where answers are kept, one test of a file made the call for the others: these follow.
        """
        passed = self.calling.get(mutant.place, [])
        order = sorted(passed, key=self.seconds.__getitem__)
        if str(mutant.file) in _keeping():
            files = {self.items[test].path for test in passed}
            others = {test for test, item in self.items.items() if item.path in files}.difference(passed)
            order += sorted(others, key=self.seconds.__getitem__)
        return order

    def _touch_nothing(self) -> None:
        """Forks share no connection, and copy no memory that the collector would write in."""
        if "django" in sys.modules:
            from django.db import connections

            connections.close_all()
        gc.collect()
        gc.freeze()

    def _drawn(self) -> list[Mutant]:
        files = sorted(path for path in (SOURCE / self.room).rglob("*.py") if "migrations" not in path.parts)
        found = [one for path in files if self.chosen.only in str(path) for one in mutants_of(path)]
        self.figures["mutants"] = len(found)
        if self.chosen.sample:
            found = random.Random(self.chosen.seed).sample(found, min(self.chosen.sample, len(found)))  # noqa: S311
        return found

    def _try(self, mutant: Mutant) -> tuple[str, str]:
        code = mutant.code()
        if code is None or mutant.same_sql or mutant.name in self.equal:
            return EQUIVALENT, ""
        passed, functions = self._passing(mutant), self.live.get(mutant.place, [])
        if not functions or not passed:
            return UNTESTED, ""
        known = self.killers[mutant.place]
        order = [test for test in known if test in passed] + [test for test in passed if test not in known]
        verdict, killer = self._run(code, functions, order)
        if self._left(verdict, killer):
            verdict, killer = self._run(code, functions, order)
            if self._left(verdict, killer):
                self.broken.append(killer)
        if killer and killer not in known:
            known.insert(0, killer)
        return verdict, killer

    def _left(self, verdict: str, killer: str) -> bool:
        """Whether a test failed for what an earlier mutant left in the database, and not for this one.

        Then, and after one that was stopped halfway, a test that commits makes the database clean again.
        """
        if verdict not in {KILLED, ENDLESS} or not self._committing:
            return False
        left = bool(killer) and self._run(None, [], [killer])[0] != SURVIVED
        if left or not killer:
            self._run(None, [], self._committing)
        return left

    @functools.cached_property
    def _committing(self) -> list[str]:
        """The quickest test that commits: it begins and ends with empty tables and the policies made anew."""
        marks = {test: item.get_closest_marker("django_db") for test, item in self.items.items()}
        found = [test for test, mark in marks.items() if mark is not None and mark.kwargs.get("available_apps")]
        return sorted(found, key=self.seconds.__getitem__)[:1]

    def _run(
        self, code: types.CodeType | None, functions: list[types.FunctionType], order: list[str]
    ) -> tuple[str, str]:  # fmt: skip
        """The tests in a fork with the functions changed; the verdict, and the test that failed."""
        read, write = os.pipe()
        child = os.fork()
        if not child:
            os.close(read)
            self._be(code, functions, order, write)
        os.close(write)
        with os.fdopen(read) as pipe:
            killer = pipe.read()
        _, status = os.waitpid(child, 0)
        if os.WIFSIGNALED(status):
            return ENDLESS, ""
        return (KILLED, killer) if os.WEXITSTATUS(status) else (SURVIVED, "")

    def _be(
        self, code: types.CodeType | None, functions: list[types.FunctionType], order: list[str], write: int
    ) -> None:  # fmt: skip
        """In the fork: change the functions, run the tests, end with 1 as soon as one fails."""
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, 1)
        os.dup2(nothing, 2)
        try:
            for function in functions:
                function.__code__ = code  # type: ignore[assignment]
            _forget()
            for test in order:
                # For each anew: a function that many tests call is run by all of them before it survives.
                used = int(time.process_time() + 2 * self.seconds[test]) + 1
                resource.setrlimit(resource.RLIMIT_CPU, (used + SECONDS, resource.RLIM_INFINITY))
                signal.alarm(PATIENCE)
                if any(one.failed for one in runtestprotocol(self.items[test], nextitem=self.anchor, log=False)):
                    os.write(write, test.encode())
                    os._exit(1)
        except BaseException:  # noqa: BLE001 - whatever it breaks, it was noticed
            os._exit(1)
        os._exit(0)

    def _tell(self, mutant: Mutant, verdict: str, killer: str) -> None:
        self.figures[verdict] += 1
        line = {"verdict": verdict, "mutant": mutant.name, "line": mutant.lines.start, "by": killer}
        if self.chosen.all or verdict not in {KILLED, ENDLESS}:
            os.write(self.err, (json.dumps(line, ensure_ascii=False) + "\n").encode())

    def summary(self) -> dict[str, Any]:
        """What the run showed; `untested` ones are run by no test and count as survivors."""
        killed = self.figures[KILLED] + self.figures[ENDLESS]
        tried = killed + self.figures[SURVIVED] + self.figures[UNTESTED]
        low, high = wilson(killed, tried)
        names = (KILLED, ENDLESS, SURVIVED, UNTESTED, EQUIVALENT)
        share = killed / tried if tried else 0.0
        return {
            "room": self.room,
            "mutants": self.figures["mutants"],
            "tried": tried,
            **{name: self.figures[name] for name in names},
            "share": round(share, 4),
            "interval": [round(low, 4), round(high, 4)],
        }


def _load(room: str) -> None:
    """What is loaded at the first page or command, is too late to be found."""
    for path in sorted((SOURCE / room).rglob("*.py")):
        if "migrations" not in path.parts:
            name = ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts)
            importlib.import_module(name.removesuffix(".__init__"))
    if "django" in sys.modules:
        from django.urls import get_resolver

        list(get_resolver().url_patterns)


def _functions() -> dict[tuple[str, str], list[types.FunctionType]]:
    """Every function that lives, by file and qualified name: decorators may hold another one than the module."""
    found: dict[tuple[str, str], list[types.FunctionType]] = defaultdict(list)
    for thing in gc.get_objects():
        # Not isinstance: that wakes Django's lazy objects.
        if type(thing) is types.FunctionType and thing.__code__.co_filename.startswith(str(SOURCE)):
            found[thing.__code__.co_filename, thing.__code__.co_qualname].append(thing)
    return found


@functools.cache
def _caches() -> list[Any]:
    kind = type(_caches)
    return [one for one in gc.get_objects() if type(one) is kind and one.__module__.startswith("leerrecht.")]


@functools.cache
def _keeping() -> set[str]:
    """The files with a function that keeps its answers."""
    return {one.__wrapped__.__code__.co_filename for one in _caches()}


def _forget() -> None:
    """What a function answered before may not answer for its mutant."""
    for cache in _caches():
        cache.cache_clear()


def run(room: str, chosen: argparse.Namespace) -> int:
    """One room, in this process."""
    drill = Drill(room, chosen)
    tests, options = ROOMS[room]
    code = pytest.main([*(chosen.tests or tests), *options, *QUIET, "-p", "no:cov"], plugins=[drill])
    sys.stdout.write(json.dumps(drill.summary(), ensure_ascii=False) + "\n")
    return int(code) or int(bool(drill.broken))


def main() -> int:
    """Each room in a process of its own: the law is tested without Django."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rooms", nargs="*", choices=[*ROOMS, []], metavar="room", help="law, access; both by default")
    parser.add_argument("--sample", type=int, default=0, metavar="N", help="so many, drawn by chance")
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--seconds", type=float, default=0, help="begin no mutant after so long")
    parser.add_argument("--only", default="", metavar="TEXT", help="only files with this in their path")
    parser.add_argument("--tests", nargs="*", default=[], metavar="FILE", help="these tests alone, to be quicker")
    parser.add_argument("--all", action="store_true", help="tell of the killed ones too")
    chosen = parser.parse_args()
    rooms = chosen.rooms or list(ROOMS)
    os.chdir(ROOT)
    if len(rooms) == 1:
        return run(rooms[0], chosen)
    rest = [argument for argument in sys.argv[1:] if argument not in ROOMS]
    return max(subprocess.run([sys.executable, __file__, room, *rest], check=False).returncode for room in rooms)  # noqa: S603


if __name__ == "__main__":
    sys.exit(main())
