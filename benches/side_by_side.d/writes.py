"""What is written: one change as a process, several writers at once, and files of many orders."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import statistics
import subprocess
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import templates
from databases import launcher_for, measured
from processes import Command, Costs, Launcher, Unmeasurable, command, fdatasync_ms
from shop import Shop
from templates import BEGIN, NOW, Copy, instant

WRITERS, EACH = 8, 25
IMPORTED = 50_000

#: What `order note` writes: an event behind the others of the order, and the order's row with the new head.
NOTE = """pragma busy_timeout = 30000; pragma synchronous = full; begin immediate;
 select version, head_hash, person_id, order_status, action from orders where order_no = '{order}';
 select wrapped_key from person where id = (select person_id from orders where order_no = '{order}');
 select * from event where order_no = '{order}' order by version;
 insert into event (order_no, version, type, source, result, visibility, created_at, processed_at, before, after, payload,
 operator, prev_hash, hash) select order_no, version + 1, 'order_noted', 'admin', 'accepted', 'internal', {now}, {now}, '{{}}',
 '{{}}', '{{"note":"' || hex(randomblob(40)) || '"}}', 'bench', head_hash, randomblob(32) from orders where order_no = '{order}';
 update orders set version = version + 1, head_hash = (select hash from event where order_no = '{order}' order by version
 desc limit 1), updated_at = {now} where order_no = '{order}';
 update order_count set n = n - 1 where axis = 'order_status' and code = 'completed';
 update order_count set n = n + 1 where axis = 'order_status' and code = 'completed'; commit;""".replace("\n", "")


@dataclass
class WriteResult:
    """One change as a process, in a copy of the database."""

    size: int
    costs: dict[str, Costs]
    fdatasync_ms: float
    wal_bytes: int


@dataclass(frozen=True)
class CrowdResult:
    """Several writers at once."""

    who: str
    size: int
    failures: int
    seconds: float
    wal_bytes: int


@dataclass
class ImportResult:
    """Files of many orders into an empty database, round by round."""

    rows: int
    first: Costs = field(default_factory=Costs)
    again: Costs = field(default_factory=Costs)
    peer: Costs = field(default_factory=Costs)


def wal_bytes(shop: Shop) -> int:
    wal = Path(f"{shop.database}-wal")
    return wal.stat().st_size if wal.exists() else 0


def settled_orders(shop: Shop, count: int) -> list[str]:
    connection = sqlite3.connect(f"file:{shop.database}?mode=ro", uri=True)
    rows = connection.execute(
        "select order_no from orders where order_status = 'completed' order by id desc limit ?", (count,)).fetchall()
    connection.close()
    return [row[0] for row in rows]


def note_here(shop: Shop, order: str, number: int) -> Command:
    return measured(shop, f"order note {order} 'note {number}' --quiet")


def note_by_shell(shop: Shop, order: str) -> Command:
    return command("sqlite3", "-bail", shop.database, NOTE.format(order=order, now=templates.millis(NOW)))


def measure_change(ours: Shop, theirs: Shop, tool: Path, size: int, rounds: int) -> WriteResult:
    """`order note` of one order after another, and the same by the shell, each in a copy of its own: what the other leaves
    of the write-ahead log would be in the way."""
    orders = settled_orders(ours, rounds + 1)
    runs = launcher_for(ours, tool), launcher_for(theirs, tool)
    costs, syncs = {"ticketctl": Costs(), "shell": Costs()}, []
    for number, order in enumerate(orders):
        told = runs[0].must_run(note_here(ours, order, number)), runs[1].must_run(note_by_shell(theirs, order))
        syncs.append(fdatasync_ms(ours.home / "synced"))
        if number:
            costs["ticketctl"].all.append(told[0])
            costs["shell"].all.append(told[1])
    for number in range(100):
        runs[0].must_run(note_here(ours, orders[number % len(orders)], number))
    for run in runs:
        run.close()
    return WriteResult(size, costs, statistics.median(syncs), wal_bytes(ours))


def measure_crowd(who: str, shop: Shop, tool: Path, size: int) -> CrowdResult:
    """Eight writers at once, each with 25 changes of orders of its own, one process after another."""
    own, failures = settled_orders(shop, WRITERS * EACH), []

    def write(place: int) -> None:
        launcher = Launcher(tool, shop.environment(), shop.home / f"output-{place}")
        for number in range(EACH):
            order = own[place * EACH + number]
            wanted = note_here(shop, order, number) if who == "ticketctl" else note_by_shell(shop, order)
            if launcher.run(wanted).exit:
                failures.append(order)
        launcher.close()

    threads = [threading.Thread(target=write, args=(place,)) for place in range(WRITERS)]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return CrowdResult(who, size, len(failures), time.monotonic() - began, wal_bytes(shop))


def write_paid_orders(path: Path, count: int) -> None:
    with path.open("w", encoding="utf-8") as out:
        for index in range(count):
            copy = Copy(index, 0)
            paid = {
                "paidAt": instant(BEGIN), "eventKey": f"paid-{index}", "playDate": templates.PLAY_DAY, "paidAmount": 506,
                "ticketType": templates.OWN_TYPE, "productName": templates.WORDS[templates.PRODUCT](copy),
                "externalUserId": f"tb{index:09}", "sourcePlatform": "xianyu",
                "externalOrderNo": templates.external_number(index),
            }
            out.write(json.dumps(paid, ensure_ascii=False) + "\n")


#: The tables that `order import` fills.
FILLED = ("product", "person", "person_digest", "orders", "event", "order_count")


def peer_schema(database: Path) -> str:
    """The tables and indexes that an import fills, without what would refuse text in the place of bytes."""
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    statements = connection.execute(
        "select sql from sqlite_master where sql is not null and type in ('table', 'index') and tbl_name in"
        f" ({','.join('?' * len(FILLED))}) order by type desc", FILLED).fetchall()
    connection.close()
    text = ";\n".join(statement[0] for statement in statements) + ";\n"
    text = re.sub(r"--[^\n]*", "", text)
    text = re.sub(r"check \(length\(\w+\) = \d+\)", "", text)
    return re.sub(r"\)\s*strict, without rowid", ") without rowid", re.sub(r"\)\s*strict;", ");", text))


def measure_import(program: Path, tool: Path, work: Path, rounds: int) -> ImportResult:
    """`order import` of NDJSON into an empty shop, the same again, and `.import` of the same rows from CSV."""
    result = ImportResult(IMPORTED)
    home = work / "order-import"
    for number in range(rounds):
        shutil.rmtree(home, ignore_errors=True)
        shop = Shop(program, home)
        templates.open_shop(shop)
        file = shop.home / "paid.ndjson"
        write_paid_orders(file, IMPORTED)
        launcher = launcher_for(shop, tool)
        wanted = measured(shop, f"order import {file} --format ndjson")
        result.first.all.append(launcher.must_run(wanted))
        result.again.all.append(launcher.must_run(wanted))
        script = home / "import.sql"
        if number == 0:
            kept = work / "order-import-peer"
            shutil.rmtree(kept, ignore_errors=True)
            kept.mkdir()
            write_peer_script(shop, kept)
        shutil.copy(work / "order-import-peer" / "import.sql", script)
        peer = command("sqlite3", "-bail", home / "peer.db", stdin=script)
        result.peer.all.append(launcher.must_run(peer))
        expect_same_rows(shop.database, home / "peer.db")
        launcher.close()
    shutil.rmtree(home, ignore_errors=True)
    shutil.rmtree(work / "order-import-peer", ignore_errors=True)
    return result


def expect_same_rows(ours: Path, theirs: Path) -> None:
    """The shell ends with 0 even where it left rows out."""
    counts = []
    for database in (ours, theirs):
        connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
        counts.append([connection.execute(f"select count(*) from {table}").fetchone()[0] for table in FILLED])
        connection.close()
    if counts[0] != counts[1]:
        raise Unmeasurable(f"rows of {FILLED}: {counts[0]} here, {counts[1]} by `.import`")


def write_peer_script(shop: Shop, directory: Path) -> None:
    """The rows of an import as CSV, bytes as hexadecimal text, and the script that imports them, each table at once."""
    connection = sqlite3.connect(f"file:{shop.database}?mode=ro", uri=True)
    lines = ["pragma journal_mode = wal;", "pragma synchronous = full;", peer_schema(shop.database)]
    for table in FILLED:
        columns = [row[1:3] for row in connection.execute(f"pragma table_info({table})")]
        chosen = ", ".join(f"hex({name})" if kind.lower() == "blob" else name for name, kind in columns)
        csv = directory / f"{table}.csv"
        with csv.open("wb") as out:
            subprocess.run(["sqlite3", "-readonly", "-csv", str(shop.database), f"select {chosen} from {table}"],
                           stdout=out, check=True)
        # The shell knows no null in CSV: an empty text stands for one, and unique columns have none.
        lines.append(f".import --csv {csv} {table}")
    connection.close()
    (directory / "import.sql").write_text("\n".join(lines) + "\n")


