"""Runs processes and says what each cost.

Wall time, processor time and peak memory are taken by `launcher.rs`, a small process of its own: what Python needs to start a
process is not measured, and what Python holds in memory does not count into the peak of its children (on Linux it would).
"""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

SEPARATOR = "\x1f"


class Unmeasurable(Exception):
    """A contestant did not do its work, so its time says nothing."""


@dataclass(frozen=True)
class Cost:
    """What one process cost."""

    wall_ms: float
    cpu_ms: float
    rss_kib: int
    exit: int


@dataclass
class Costs:
    """What one contestant cost in every round."""

    all: list[Cost] = field(default_factory=list)

    def median(self) -> float:
        return statistics.median(cost.wall_ms for cost in self.all)

    def p10(self) -> float:
        walls = sorted(cost.wall_ms for cost in self.all)
        return walls[len(walls) // 10]

    def cpu(self) -> float:
        return statistics.median(cost.cpu_ms for cost in self.all)

    def rss_mib(self) -> float:
        return max(cost.rss_kib for cost in self.all) / 1024


@dataclass(frozen=True)
class Command:
    """A process to measure, and the exit codes with which it did its work."""

    argv: tuple[str, ...]
    exits: frozenset[int] = frozenset({0})
    stdin: str = "/dev/null"


def command(*argv: str | Path, exits: Sequence[int] = (0,), stdin: str | Path = "/dev/null") -> Command:
    return Command(tuple(str(word) for word in argv), frozenset(exits), str(stdin))


def is_fixed(program: Path) -> bool:
    """Whether it is linked for a fixed address, as `contrib/release` does with musl: nothing is relocated when it starts."""
    with program.open("rb") as handle:
        return handle.read(18)[16] == 2


STATIC = ("-C", "target-feature=+crt-static")
RELEASED = ("--target", "x86_64-unknown-linux-musl", "-C", "relocation-model=static", *STATIC)


def compile_rust(source: Path, target: Path, *flags: str) -> Path:
    """Builds a program of one file, unless it is there and newer than its source."""
    if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
        subprocess.run(["rustc", "--edition", "2024", "-O", *flags, "-o", str(target), str(source)], check=True)
    return target


class Launcher:
    """One launcher process. It runs one command at a time; whoever wants several at once takes several."""

    def __init__(self, program: Path, environment: dict[str, str], output: Path) -> None:
        self.output = output
        self.process = subprocess.Popen(
            [str(program)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment, bufsize=1
        )

    def run(self, wanted: Command) -> Cost:
        assert self.process.stdin and self.process.stdout
        words = (str(self.output), wanted.stdin, *wanted.argv)
        if any("\n" in word or SEPARATOR in word for word in words):
            raise Unmeasurable(f"a word of {wanted.argv[0]} can't be handed on")
        self.process.stdin.write(SEPARATOR.join(words) + "\n")
        answer = self.process.stdout.readline().split()
        if len(answer) != 5 or not answer[0].isdigit():
            raise Unmeasurable(f"{wanted.argv}: {' '.join(answer)}")
        code, wall, user, system, rss = (int(word) for word in answer)
        return Cost(wall / 1e6, (user + system) / 1e3, rss, code)

    def must_run(self, wanted: Command) -> Cost:
        cost = self.run(wanted)
        if cost.exit not in wanted.exits:
            told = Path(f"{self.output}.err").read_text(errors="replace")[-600:]
            raise Unmeasurable(f"exit {cost.exit} of {' '.join(wanted.argv)[:300]}: {told}")
        return cost

    def printed(self) -> str:
        """What the last process printed."""
        return self.output.read_text(errors="replace")

    def close(self) -> None:
        if self.process.stdin:
            self.process.stdin.close()
        self.process.wait()


#: Who runs what: a contestant's name, and the launcher of the shop that it works on.
Contestants = dict[str, tuple[Launcher, Command]]


def interleave(contestants: Contestants, rounds: int) -> dict[str, Costs]:
    """Every round runs each contestant once, in turn, so that what disturbs the machine disturbs all of them.

    One round before the others fills the caches and is thrown away.
    """
    costs = {name: Costs() for name in contestants}
    for number in range(rounds + 1):
        for name, (launcher, wanted) in contestants.items():
            cost = launcher.must_run(wanted)
            if number:
                costs[name].all.append(cost)
    return costs


def fdatasync_ms(path: Path, size: int = 4096) -> float:
    """How long one appending `fdatasync` takes now: what a durable write waits for at the least."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        began = time.perf_counter()
        os.write(handle, b"x" * size)
        os.fdatasync(handle)
        return (time.perf_counter() - began) * 1e3
    finally:
        os.close(handle)
