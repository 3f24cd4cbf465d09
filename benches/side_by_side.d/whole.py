"""What looks at everything: how long it takes and what it needs, once for each size."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from databases import STANDING, launcher_for, measured
from processes import Cost
from shop import Shop

#: The commands, and what they may end with: orders of the bench wait for people.
WHOLE = (
    ("backup {backup}", (0,)),
    ("restore --check {backup}", (0,)),
    ("event verify", (0,)),
    ("doctor", (*STANDING, 11)),
    ("order export --format csv --output {export}", (0,)),
)


@dataclass(frozen=True)
class WholeResult:
    """One command over a shop of one size."""

    line: str
    size: int
    cost: Cost
    #: Of the file that it wrote.
    file_bytes: int


def measure_whole(shops: dict[int, Shop], tool: Path, work: Path, say=print) -> list[WholeResult]:
    results = []
    for size, shop in shops.items():
        launcher = launcher_for(shop, tool)
        files = {"{backup}": work / f"{size}.backup", "{export}": work / f"{size}.csv"}
        for file in files.values():
            file.unlink(missing_ok=True)
        for line, exits in WHOLE:
            filled = line
            for place, file in files.items():
                filled = filled.replace(place, str(file))
            cost = launcher.must_run(measured(shop, filled, exits=exits))
            made = [file.stat().st_size for place, file in files.items() if place in line and "--check" not in line]
            results.append(WholeResult(line.split(" {")[0].removesuffix(" --output"), size, cost, sum(made)))
            say(f"  {line} of {size}: {cost.wall_ms / 1e3:.1f} s, cpu {cost.cpu_ms / 1e3:.1f}, {cost.rss_kib >> 10} MiB")
        launcher.close()
        for file in files.values():
            file.unlink(missing_ok=True)
    return results
