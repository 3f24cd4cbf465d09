"""The results as a page of tables."""

from __future__ import annotations

import datetime
import os
import platform
import statistics
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from databases import Built
from processes import Costs, is_fixed
from push import PushResult
from reads import ReadResult
from shop import Shop
from whole import WholeResult
from writes import EACH, WRITERS, CrowdResult, ImportResult, WriteResult


@dataclass
class Table:
    title: str
    about: str
    heads: list[str]
    rows: list[list[str]] = field(default_factory=list)

    def text(self) -> str:
        lines = [f"## {self.title}", "", self.about, "", line(self.heads)]
        lines.append("|" + "|".join("---" if place == 0 else "--:" for place in range(len(self.heads))) + "|")
        return "\n".join([*lines, *(line(row) for row in self.rows), ""])


def line(cells: list[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def spell_count(orders: int) -> str:
    return f"{orders // 1_000_000}M" if orders % 1_000_000 == 0 else f"{orders // 1000}k" if orders % 1000 == 0 else str(orders)


def ms(value: float) -> str:
    return f"{value:.2f}" if value < 100 else f"{value:.0f}"


def met(*said: bool) -> str:
    return "yes" if all(said) else "**no**"


def first_word(*argv: str) -> str:
    try:
        return subprocess.run(argv, capture_output=True, text=True, check=True).stdout.splitlines()[0].strip()
    except (OSError, subprocess.CalledProcessError, IndexError):
        return "-"


def file_system(directory: Path) -> str:
    told = subprocess.run(["df", "--output=fstype", str(directory)], capture_output=True, text=True).stdout.split()
    return told[-1] if told else "-"


def describe_machine(program: Path, work: Path) -> list[str]:
    """What the figures were taken on, and with; nothing that names a machine or somebody."""
    info = Path("/proc/cpuinfo").read_text()
    models = {row.split(":", 1)[1].strip() for row in info.splitlines() if row.startswith("model name")}
    memory = int(Path("/proc/meminfo").read_text().split()[1]) >> 20
    root = Path(__file__).resolve().parent.parent.parent
    commit = first_word("git", "-C", str(root), "rev-parse", "--short=12", "HEAD")
    return [
        f"- {datetime.date.today()}, sources at {commit}, {first_word(str(program), '--version')} of {program.stat().st_size / 1e6:.1f} MB,"
        f" {'static, at a fixed address' if is_fixed(program) else 'linked as cargo does by itself'}; the `sqlite3` shell is Debian's",
        f"- {info.count('processor' + chr(9))} cores, {', '.join(sorted(models)) or platform.machine()}, {memory} GiB,"
        f" Linux {platform.release()}, {file_system(work)}",
        f"- sqlite3 {first_word('sqlite3', '--version').split(' ')[0]}, {first_word('rustc', '--version')},"
        f" Python {platform.python_version()}",
        f"- load of the machine at the end: {', '.join(f'{load:.1f}' for load in os.getloadavg())}; the peers alone put 1 on it",
    ]


def start_table(costs: dict[str, Costs]) -> Table:
    table = Table(
        "Start",
        "`--version` opens no database. Empty is `fn main() {}` by `rustc -O`: linked as the program is, and as `rustc` does by"
        " itself. How a program is linked makes more of a difference than anything in it.",
        ["process", "median ms", "p10 ms", "CPU ms", "peak MiB", "× of it", "× of it, CPU", "goal", "met"])
    ours = costs["ticketctl --version"]
    goals = {"empty, linked alike": 1.6, "select 1": 0.75}
    table.rows.append(["`ticketctl --version`", ms(ours.median()), ms(ours.p10()), ms(ours.cpu()), f"{ours.rss_mib():.1f}",
                       "", "", "", ""])
    for name, other in costs.items():
        if other is not ours:
            goal = goals.get(name)
            ratio = ours.median() / other.median()
            table.rows.append([
                name, ms(other.median()), ms(other.p10()), ms(other.cpu()), f"{other.rss_mib():.1f}", f"{ratio:.2f}",
                f"{ours.cpu() / max(other.cpu(), 0.01):.2f}", f"≤ {goal}" if goal else "",
                met(ratio <= goal, ours.cpu() <= goal * other.cpu()) if goal else ""])
    return table


def read_table(results: list[ReadResult], sizes: list[int]) -> Table:
    small, large = sizes[0], sizes[-1]
    table = Table(
        "Reads",
        "Whole processes, warm. Median ms, in brackets the fastest tenth. The ratios and the peak are those of the largest"
        " database; CPU is user and system time together. Growth is from the smallest to the largest."
        " A goal is met where both wall and CPU time keep it: on a busy machine whoever waits for a core looks slow.",
        ["work", *(f"{spell_count(size)}" for size in sizes), "growth", *(f"shell, {spell_count(size)}" for size in sizes),
         "× shell", "× shell, CPU", "peak MiB", "goal", "there", "met"])
    for result in results:
        row, ours, shell = result.row, result.costs["ticketctl"], result.costs.get("shell")
        beside = result.costs.get(row.goal.beside, shell)
        growth = ours[large].median() / ours[small].median()
        there = ours[large].median() / beside[large].median() if beside else 1.0
        wanted, kept = f"≤ {row.goal.at_most} × {row.goal.beside}", [there <= row.goal.at_most]
        if beside:
            kept.append(ours[large].cpu() <= row.goal.at_most * beside[large].cpu())
        # Of one size nothing can be said to grow, or not to.
        if row.goal.growth and len(sizes) > 1:
            wanted += f", growth ≤ {row.goal.growth}"
            kept.append(growth <= row.goal.growth)
        if row.goal.rss_mib:
            wanted += f", ≤ {row.goal.rss_mib:g} MiB"
            kept.append(ours[large].rss_mib() <= row.goal.rss_mib)
        table.rows.append([
            f"`{row.line}`" + (f" ({result.note})" if result.note else ""),
            *(f"{ms(ours[size].median())} ({ms(ours[size].p10())})" for size in sizes), f"{growth:.2f}" if len(sizes) > 1 else "–",
            *(ms(shell[size].median()) if shell else "–" for size in sizes),
            f"{ours[large].median() / shell[large].median():.2f}" if shell else "–",
            f"{ours[large].cpu() / max(shell[large].cpu(), 0.01):.2f}" if shell else "–",
            f"{ours[large].rss_mib():.1f}", wanted, f"{there:.2f}", met(*kept)])
        if python := result.costs.get("python"):
            slower = python[large].median() / ours[large].median()
            table.rows.append([
                "the same by a Python script, × of it", *(ms(python[size].median()) for size in sizes), "",
                *("" for _ in sizes), "", "", f"{python[large].rss_mib():.1f}", "≥ 10 ×", f"{slower:.1f}", met(slower >= 10)])
    return table


def change_table(results: list[WriteResult], crowds: list[CrowdResult]) -> Table:
    table = Table(
        "Changes",
        "`order note` as a process beside the shell's same reads, insert and update with a durable commit, each in a copy of"
        f" the database; then {WRITERS} writers at once with {EACH} processes each. An appending `fdatasync` of 4 KiB was"
        " timed in the same rounds. The log is what `-wal` holds in the end.",
        ["work", "median ms", "p10 ms", "peak MiB", "fdatasync ms", "shell ms", "× shell", "× shell, CPU", "log KiB", "goal", "met"])
    for result in results:
        ours, shell = result.costs["ticketctl"], result.costs["shell"]
        ratio = ours.median() / shell.median()
        table.rows.append([
            f"a change, {spell_count(result.size)}", ms(ours.median()), ms(ours.p10()), f"{ours.rss_mib():.1f}",
            ms(result.fdatasync_ms), ms(shell.median()), f"{ratio:.2f}", f"{ours.cpu() / max(shell.cpu(), 0.01):.2f}",
            str(result.wal_bytes >> 10), "≤ 0.8 × shell, log ≤ 256 KiB", met(ratio <= 0.8, result.wal_bytes <= 256 << 10)])
    for crowd in crowds:
        is_ours = crowd.who == "ticketctl"
        table.rows.append([
            f"{WRITERS} × {EACH}, {spell_count(crowd.size)}, {crowd.who}: {crowd.failures} failed",
            ms(crowd.seconds * 1e3 / WRITERS / EACH), "", "", "", "", "", "", str(crowd.wal_bytes >> 10),
            "0 failed" if is_ours else "", met(crowd.failures == 0) if is_ours else ""])
    return table


def whole_table(results: list[WholeResult], shops: dict[int, Shop]) -> Table:
    table = Table(
        "The whole shop",
        "What looks at everything, once each. A file is a backup or a table.",
        ["work", "orders", "seconds", "CPU s", "orders a second", "peak MiB", "file MiB"])
    for result in sorted(results, key=lambda result: (result.line, result.size)):
        seconds = result.cost.wall_ms / 1e3
        table.rows.append([
            f"`{result.line}`", spell_count(result.size), f"{seconds:.1f}", f"{result.cost.cpu_ms / 1e3:.1f}",
            f"{result.size / seconds:,.0f}", f"{result.cost.rss_kib / 1024:.0f}",
            f"{result.file_bytes >> 20:,}" if result.file_bytes else ""])
    for size, shop in shops.items():
        stored = shop.database.stat().st_size
        table.rows.append([f"the database: {stored / size / 1024:.1f} KiB an order", spell_count(size), "", "", "", "", f"{stored >> 20:,}"])
    return table


def import_table(built: dict[int, Built], imported: ImportResult | None) -> Table:
    table = Table(
        "Imports",
        "Into an empty database, every commit durable. `.import` reads the same rows, ready as CSV, into the same tables and"
        " indexes (bytes as hexadecimal text). `event import` judges every event; its figures are those of the building.",
        ["work", "seconds", "per second", "peak MiB", "× `.import`", "goal", "met"])
    if imported:
        first, again, peer = (statistics.median(cost.wall_ms for cost in costs.all) / 1e3
                              for costs in (imported.first, imported.again, imported.peer))
        faster, repeat = peer / first, first / again
        table.rows += [
            [f"`order import`, {spell_count(imported.rows)}", f"{first:.2f}", f"{imported.rows / first:,.0f} orders",
             f"{imported.first.rss_mib():.0f}", f"{faster:.2f} as fast", "≥ 1.7 as fast, ≤ 64 MiB",
             met(faster >= 1.7, imported.first.rss_mib() <= 64)],
            ["the same again", f"{again:.2f}", f"{imported.rows / again:,.0f} orders", f"{imported.again.rss_mib():.0f}", "",
             f"≥ 2.5 as fast as the first ({repeat:.2f})", met(repeat >= 2.5)],
            ["`.import` of the shell", f"{peer:.2f}", f"{imported.rows / peer:,.0f} orders", f"{imported.peer.rss_mib():.0f}",
             "", "", ""]]
    for size, how in built.items():
        table.rows.append(
            [f"`event import`, {spell_count(size)} orders, {how.events:,} events, {how.export_bytes >> 20} MiB",
             f"{how.import_seconds:.1f}", f"{how.events / how.import_seconds:,.0f} events", f"{how.import_rss_mib:.0f}", "",
             "≤ 64 MiB", met(how.import_rss_mib <= 64)])
        if how.again_seconds:
            table.rows.append(
                ["the same again", f"{how.again_seconds:.1f}", f"{how.events / how.again_seconds:,.0f} events",
                 f"{how.again_rss_mib:.0f}", "", "≤ 64 MiB", met(how.again_rss_mib <= 64)])
    return table


def push_table(results: list[PushResult]) -> Table:
    table = Table(
        "Batch push", "1,000 orders of three calls each, over a server that answers after 50 ms. Every result is recorded durably.",
        ["at once", "seconds", "ideal", "× ideal", "calls", "peak MiB", "goal", "met"])
    for result in results:
        seconds = statistics.median(cost.wall_ms for cost in result.costs) / 1e3
        peak, ratio = max(cost.rss_kib for cost in result.costs) / 1024, seconds / result.ideal_s
        goal = "≤ 1.1 × ideal, ≤ 16 MiB" if result.concurrency == 32 else "≤ 16 MiB"
        table.rows.append([
            str(result.concurrency), f"{seconds:.2f}", f"{result.ideal_s:.2f}", f"{ratio:.2f}", str(result.calls), f"{peak:.1f}",
            goal, met(peak <= 16, ratio <= 1.1 or result.concurrency != 32)])
    return table


def write_page(path: Path, machine: list[str], rounds: int, tables: list[Table]) -> None:
    head = [
        "# Side by side", "",
        "What `benches/side_by_side` measured: the program beside others that do the same work, in one run and in turn, medians"
        f" of {rounds} whole processes. The machine is shared, so the ratios count and the times alone say little.", "",
        *machine, "",
    ]
    reasons = (Path(__file__).parent / "reasons.md").read_text(encoding="utf-8")
    path.write_text("\n".join([*head, *(table.text() for table in tables), reasons]), encoding="utf-8")
