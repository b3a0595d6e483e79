"""A command whose output nobody reads any more, and one that loses a line of its own: each in a process."""

import signal
import subprocess
import sys

import pytest

from leerrecht.cli import SERVING, main

# A command line of one command, which does what stands in it.
COMMAND = """
import argparse, os, socket, sys
from leerrecht import cli

def run(_options):
    {does}
    return 0

parser = argparse.ArgumentParser()
parser.set_defaults(run=run, werkwoord="{verb}", needs_database=False)
cli.build_parser = lambda: parser
sys.argv = ["leerrecht"]
cli.main()
"""
MUCH = r'[print("regel") for _ in range(200_000)]'
LOST = "one, other = socket.socketpair(); other.close(); one.send(b'x')"


def _begun(does: str, verb: str = "proef") -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", COMMAND.format(does=does, verb=verb)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_reader_that_has_enough_ends_a_command_without_a_word():
    with _begun(MUCH) as command:
        first = command.stdout.readline()
        command.stdout.close()
        assert (first, command.stderr.read(), command.wait(60)) == ("regel\n", "", -signal.SIGPIPE)


@pytest.mark.parametrize("verb", sorted(SERVING))
def test_line_to_somebody_else_that_breaks_does_not_end_what_serves(verb):
    with _begun(LOST, verb) as command:
        output, said = command.communicate(timeout=60)
    assert (output, said.splitlines()[-1].partition(":")[0], command.returncode) == ("", "BrokenPipeError", 1)


def test_command_tried_by_other_code_leaves_signals_as_they_are():
    before = signal.getsignal(signal.SIGPIPE)
    with pytest.raises(SystemExit):
        main(["regelwijzer", "/dev/null"])
    assert signal.getsignal(signal.SIGPIPE) == before
