"""Databases of so many orders, made by `event import` and kept as long as generator and program stay the same."""

from __future__ import annotations

import datetime
import hashlib
import json
import shutil
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import templates
from processes import Command, Launcher, command
from shop import Shop
from templates import NOW, SKUS

#: How many orders are imported a second time at the most.
AGAIN_UP_TO = 20_000
PROOF = "proof of payment"
#: What a run of cron may end with while something stands that a person must see to: that is no failure of it.
STANDING = (0, 5, 8)


@dataclass(frozen=True)
class Built:
    """How a database came about."""

    stamp: str
    orders: int
    events: int
    export_bytes: int
    import_seconds: float
    import_cpu_seconds: float
    import_rss_mib: float
    #: 0 where it was not done.
    again_seconds: float
    again_rss_mib: float
    sweep_seconds: float
    database_bytes: int


def file_digest(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def stamp(program: Path) -> str:
    """What the events of a database depend on."""
    made_by = [Path(templates.__file__), Path(__file__), program]
    return hashlib.sha256("".join(map(file_digest, made_by)).encode()).hexdigest()


def launcher_for(shop: Shop, tool: Path) -> Launcher:
    return Launcher(tool, shop.environment(), shop.home / "output")


def measured(shop: Shop, line: str, now: datetime.datetime = NOW, exits: tuple[int, ...] = (0,)) -> Command:
    """A command of the program at the bench's present."""
    return command(*shop.words(line, now), exits=exits)


def write_export(shop: Shop, orders: int, directory: Path) -> tuple[Path, int, int]:
    """The export, how many events it has, and how many bytes."""
    patterns = templates.play_all(shop.program, directory)
    path, events, size = shop.home / "export.ndjson", 0, 0
    with path.open("w", encoding="utf-8", buffering=1 << 20) as out:
        for text in templates.write_export(patterns, orders):
            events += text.count("\n")
            size += len(text.encode())
            out.write(text)
    return path, events, size


def find_or_build(program: Path, work: Path, tool: Path, orders: int, reuse: bool, say=print) -> tuple[Shop, Built]:
    """The shop with so many orders. With `reuse` one that another program made is as good."""
    shop = Shop(program, work / f"orders-{orders}")
    note = shop.home / "built.json"
    if note.exists():
        built = Built(**json.loads(note.read_text()))
        if reuse or built.stamp == stamp(program):
            return shop, built
    shutil.rmtree(shop.home, ignore_errors=True)
    built = build(shop, work / "templates", tool, orders, say)
    note.write_text(json.dumps(asdict(built), indent=1))
    return shop, built


def build(shop: Shop, directory: Path, tool: Path, orders: int, say) -> Built:
    shop.home.mkdir(parents=True)
    began = time.monotonic()
    export, events, size = write_export(shop, orders, directory)
    say(f"{orders} orders, {events} events, {size >> 20} MiB written in {time.monotonic() - began:.0f} s")
    templates.open_shop(shop)
    for number in range(SKUS):
        templates.add_sku(shop, f"night_safari_{number}")
    proofs = shop.home / "proofs-of-old"
    proofs.mkdir()
    (proofs / "proof.txt").write_text(PROOF)
    launcher = launcher_for(shop, tool)
    line = f"event import {export} --proof-dir {proofs} --format ndjson"
    first = launcher.must_run(measured(shop, line))
    say(f"  event import: {first.wall_ms / 1e3:.1f} s, {events / first.wall_ms * 1e3:.0f} events/s, "
        f"cpu {first.cpu_ms / 1e3:.1f} s, peak {first.rss_kib / 1024:.0f} MiB")
    # Once more changes nothing, takes as long, and says the same of a file of any size.
    again = launcher.must_run(measured(shop, line)) if orders <= AGAIN_UP_TO else None
    if again:
        say(f"  the same again: {again.wall_ms / 1e3:.1f} s, {events / again.wall_ms * 1e3:.0f} events/s, "
            f"peak {again.rss_kib / 1024:.0f} MiB")
    export.unlink()
    began = time.monotonic()
    settle(shop)
    swept = time.monotonic() - began
    launcher.close()
    size_now = sum(path.stat().st_size for path in shop.home.glob("shop.db*"))
    say(f"  pushed, swept in {swept:.1f} s; database {size_now >> 20} MiB")
    return Built(
        stamp(shop.program), orders, events, size, first.wall_ms / 1e3, first.cpu_ms / 1e3, first.rss_kib / 1024,
        again.wall_ms / 1e3 if again else 0, again.rss_kib / 1024 if again else 0, swept, size_now,
    )


def settle(shop: Shop) -> None:
    """Pushes what is ready an hour ago, and lets the clock do what it does to the rest: then nothing is due."""
    shop.run("push --group agents --limit 0 --quiet", now=NOW - datetime.timedelta(hours=1), exits=(0, 8))
    shop.run("sweep --limit 0 --quiet", now=NOW)
    for _ in range(2):
        shop.run("cron --limit 0 --quiet", now=NOW, exits=STANDING)


