"""A shop of the program's in a directory of its own, for setting up: nothing that is run here is measured."""

from __future__ import annotations

import datetime
import os
import shlex
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

FIXTURES = Path(__file__).resolve().parent.parent.parent / "fixtures"


@dataclass(frozen=True)
class Shop:
    """Everything of it is below `home`."""

    program: Path
    home: Path

    @property
    def database(self) -> Path:
        return self.home / "shop.db"

    def environment(self) -> dict[str, str]:
        """What every command of the shop is run with, measured or not."""
        kept = {name: os.environ[name] for name in ("PATH", "TMPDIR") if name in os.environ}
        return {
            **kept,
            "HOME": str(self.home), "LANG": "C.UTF-8", "TZ": "UTC",
            "TICKETCTL_DB": str(self.database), "TICKETCTL_CONFIG": str(self.home / "config.toml"),
            "TICKETCTL_KEY_FILE": str(self.home / "key"), "TICKETCTL_LANG": "en", "TICKETCTL_OPERATOR": "bench",
            "TICKETCTL_NO_INPUT": "1",
        }

    def write(self, name: str, text: str) -> Path:
        self.home.mkdir(parents=True, exist_ok=True)
        path = self.home / name
        path.write_text(text, encoding="utf-8")
        return path

    def copy_fixture(self, fixture: str, name: str, extra: bytes = b"") -> None:
        """A file of the fixtures; what is added behind makes it another file."""
        (self.home / name).write_bytes((FIXTURES / fixture).read_bytes() + extra)

    def words(self, line: str, now: datetime.datetime | None) -> list[str]:
        clock = [] if now is None else ["--now", now.strftime("%Y-%m-%dT%H:%M:%SZ")]
        return [str(self.program), *shlex.split(line), *clock]

    def run(
        self, line: str, now: datetime.datetime | None, exits: tuple[int, ...] = (0,), stdin: str | None = None
    ) -> str:
        done = subprocess.run(
            self.words(line, now), cwd=self.home, env=self.environment(), input=stdin, capture_output=True, text=True
        )
        if done.returncode not in exits:
            raise RuntimeError(f"exit {done.returncode} of `{line}`: {done.stderr[-1500:]}")
        return done.stdout

    def copy_to(self, home: Path) -> Shop:
        """A shop of its own with the same orders, for what changes them."""
        shutil.rmtree(home, ignore_errors=True)
        subprocess.run(["cp", "-a", "--reflink=auto", str(self.home), str(home)], check=True)
        return Shop(self.program, home)
