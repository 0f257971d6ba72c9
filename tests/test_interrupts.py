"""Ctrl-C: the first ends a run in order, the second at once."""

import signal
import subprocess
import sys

import pytest

from lint.primitives import interrupts

TWICE = """
import os, signal
from lint.primitives import interrupts
interrupts.handle()
try:
    os.kill(os.getpid(), signal.SIGINT)
except KeyboardInterrupt:
    os.kill(os.getpid(), signal.SIGINT)
    print("it went on")
"""
HELD = """
import os, signal
from lint.primitives import interrupts
interrupts.handle()
try:
    with interrupts.held():
        os.kill(os.getpid(), signal.SIGINT)
        print("done", flush=True)
except KeyboardInterrupt:
    print("heard")
"""


def run(program: str) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)


def test_the_second_ends_the_process_where_it_is() -> None:
    result = run(TWICE)
    assert (result.returncode, result.stdout, result.stderr) == (130, b"", b"lint: interrupted\n")


def test_what_must_not_be_broken_off_is_done_first() -> None:
    result = run(HELD)
    assert (result.returncode, result.stdout) == (0, b"done\nheard\n")


@pytest.mark.usefixtures("as_the_command")
def test_a_handler_of_a_program_stays() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    interrupts.handle()
    assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
