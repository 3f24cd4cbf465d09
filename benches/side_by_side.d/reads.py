"""What is read, in rows of a table: the command, the SQL by which the `sqlite3` shell finds the same, and the goal."""

from __future__ import annotations

import datetime
import shutil
import sqlite3
from dataclasses import dataclass
from pathlib import Path

import templates
from databases import STANDING, launcher_for, measured
from processes import Contestants, Costs, Launcher, Unmeasurable, command, interleave
from shop import Shop
from templates import NOW, Copy, millis

#: What a list shows of an order.
LISTED = (
    "select orders.id, order_no, external_order_no, product.name, ticket_type, play_date, paid_amount, currency, created_at,"
    " updated_at, action, due_at, turn_at, late_action, late_due_at, push_group, quantity, order_status, review_status,"
    " agent_payment_status, agent_push_status, screenshot_match_status, user_notify_status, profit_share_status,"
    " payment_status, fulfillment_status, lock_status from orders join product on product.id = orders.product_id"
)
SHOWN = (
    LISTED + " where order_no = {of}; select * from event where order_no = {of} order by version;"
    " select * from delivery where order_no = {of}; select * from file where kind = 'proof' and order_no = {of};"
    " select * from person where id = (select person_id from orders where order_no = {of})"
)
PLACE = (
    " from orders where urgency < 9 order by urgency, coalesce(due_at, 9223372036854775807),"
    " coalesce(play_date, '9999-99-99'), order_no limit "
)
NEWEST = " order by orders.id desc limit 50"


@dataclass(frozen=True)
class Goal:
    """How much longer than something else of the same run it may take, and what else is asked of it."""

    #: `shell`: the same rows by the `sqlite3` shell; `select 1`, `show` and `list`: those, of the same run.
    beside: str
    at_most: float
    #: From the smallest database to the largest; 0 where all of something is listed.
    growth: float = 1.15
    rss_mib: float = 0


@dataclass(frozen=True)
class Row:
    """A line of the table. What stands in braces is filled in from the database: see `Facts`."""

    key: str
    line: str
    #: The same rows; none where the shell has no such thing.
    sql: str | None
    goal: Goal
    #: How many rows both find must be the same.
    counted: bool = False
    exits: tuple[int, ...] = (0,)


ROWS = (
    Row("show", "order show {order} --json", SHOWN.replace("{of}", "'{order}'"), Goal("shell", 1.0, rss_mib=6)),
    Row("show-external", "order show {external} --json",
        SHOWN.replace("{of}", "(select order_no from orders where external_order_no = '{external}')"), Goal("shell", 1.0)),
    Row("list", "order list --limit 50", LISTED + NEWEST, Goal("shell", 1.0), counted=True),
    Row("list-status", "order list --status completed --limit 50",
        LISTED + " where order_status = 'completed'" + NEWEST, Goal("shell", 1.0), counted=True),
    Row("list-rare-status", "order list --status screenshot_review --limit 50",
        LISTED + " where order_status = 'screenshot_review'" + NEWEST, Goal("shell", 1.0), counted=True),
    Row("list-play-date", "order list --play-date {day} --limit 50",
        LISTED + " where play_date = '{day}'" + NEWEST, Goal("shell", 1.0), counted=True),
    Row("list-since", "order list --since {yesterday} --limit 50",
        LISTED + " where created_at >= {yesterday_ms}" + NEWEST, Goal("shell", 1.0), counted=True),
    Row("list-next", "order list --next collect_user_info --limit 50",
        LISTED + " where action = 'collect_user_info' and (turn_at is null or turn_at > {now_ms})" + NEWEST,
        Goal("shell", 1.0), counted=True),
    Row("queue", "queue --limit 50",
        "select order_no, action, due_at, turn_at, late_action, late_due_at, play_date" + PLACE + "50",
        Goal("list", 1.2), counted=True),
    Row("next", "next", "select order_no, action, due_at" + PLACE + "1; " +
        SHOWN.replace("{of}", "(select order_no" + PLACE + "1)"), Goal("show", 1.2)),
    Row("search-external", "order search {external}",
        LISTED + " where external_order_no >= '{external}' and external_order_no < '{external}~'" + NEWEST,
        Goal("show", 1.2), counted=True),
    Row("search-phone-end", "order search {phone_end} --limit 50",
        LISTED + " where person_id in (select person_id from person_digest where kind = 'phone_last4' and"
        " digest = x'{phone_end_digest}')" + NEWEST, Goal("show", 1.2)),
    Row("search-name", "order search {name} --limit 50",
        LISTED + " where person_id in (select person_id from person_digest where kind = 'name' and digest = x'{name_digest}')"
        + NEWEST, Goal("show", 1.2)),
    Row("search-product", "order search '12 号套餐' --limit 50",
        LISTED + " where product_id in (select id from product where name like '%12 号套餐%')" + NEWEST,
        Goal("select 1", 6.0), counted=True),
    Row("share-list", "share list --state ready",
        LISTED + " where profit_share_status = 'ready' order by orders.id desc",
        Goal("shell", 1.0, growth=0), counted=True),
    Row("event-list", "event list --since {yesterday} --limit 50",
        "select * from event where created_at >= {yesterday_ms} and visibility = 'visible' order by id desc limit 50",
        Goal("shell", 1.0), counted=True),
    Row("group-list", "group list", "select * from agent_group", Goal("show", 1.2), counted=True),
    Row("push-overdue", "push list --overdue --limit 50",
        "select delivery.* from orders join delivery on delivery.order_no = orders.order_no and kind = 'push'"
        " where action = 'upload_agent_screenshot' and agent_push_status = 'accepted' order by due_at limit 50",
        Goal("list", 1.2)),
    Row("cron-dry", "cron --dry-run", None, Goal("show", 2.0), exits=STANDING),
    Row("cron", "cron", None, Goal("show", 2.0), exits=STANDING),
)

#: Cron where nobody waits for anything: an order in sixteen of the bench's does, which is a shop in flames.
CALM_ROW = Row("cron-calm", "cron", None, Goal("show", 2.0))
CALM = """update orders set action = 'none', urgency = 9, due_at = null, miss_at = null, turn_at = null, late_action = null,
 late_urgency = null, late_due_at = null where urgency < 9 or late_urgency < 9 or miss_at is not null""".replace("\n", "")

#: As `show`, by what is at hand without a program of one's own.
PYTHON = (
    "import sqlite3,json;c=sqlite3.connect('file:{db}?mode=ro',uri=True);o='{order}';"
    "a=c.execute('select * from orders where order_no=?',(o,)).fetchall();"
    "b=c.execute('select * from event where order_no=? order by version',(o,)).fetchall();"
    "d=c.execute('select * from delivery where order_no=?',(o,)).fetchall();print(a,[json.loads(r[14]) for r in b],d)"
)


@dataclass(frozen=True)
class Facts:
    """What the rows ask for, taken from the database: an order in the middle, and what is known of it."""

    values: dict[str, str]

    @staticmethod
    def of(shop: Shop) -> Facts:
        connection = sqlite3.connect(f"file:{shop.database}?mode=ro", uri=True)
        middle = connection.execute("select max(id) / 2 from orders").fetchone()[0]
        order, external, person, day = connection.execute(
            "select order_no, external_order_no, person_id, play_date from orders"
            " where id >= ? and order_status = 'completed' limit 1", (middle,)).fetchone()
        digests = dict(connection.execute(
            "select kind, hex(digest) from person_digest where person_id = ?", (person,)).fetchall())
        connection.close()
        copy, yesterday = Copy(int(external[5:16]), 0), NOW - datetime.timedelta(days=3)
        return Facts({
            "db": str(shop.database), "order": order, "external": external, "day": day,
            "phone_end": templates.phone(copy)[-4:], "name": templates.person_name(copy),
            "phone_end_digest": digests["phone_last4"], "name_digest": digests["name"],
            "yesterday": yesterday.strftime("%Y-%m-%dT%H:%M:%SZ"), "yesterday_ms": str(millis(yesterday)),
            "now_ms": str(millis(NOW)),
        })

    def fill(self, text: str) -> str:
        for name, value in self.values.items():
            text = text.replace("{" + name + "}", value)
        return text


@dataclass
class ReadResult:
    """What a row came to, by the size of the database."""

    row: Row
    #: By contestant (`ticketctl`, `shell`, `select 1`, `show`, `list`, `python`) and size.
    costs: dict[str, dict[int, Costs]]
    #: What is to be known beside the figures.
    note: str = ""


def shell(shop: Shop, sql: str) -> list[str]:
    # Read-only: the shell would else fold the write-ahead log in and remove it when it ends, and the next process,
    # whoever that is, would make another.
    return ["sqlite3", "-readonly", str(shop.database), sql]


def python3() -> str:
    debian = Path("/usr/bin/python3")
    return str(debian) if debian.exists() else "python3"


def measure_reads(shops: dict[int, Shop], tool: Path, wanted: list[str], rounds: int, say=print) -> list[ReadResult]:
    launchers = {size: launcher_for(shop, tool) for size, shop in shops.items()}
    facts = {size: Facts.of(shop) for size, shop in shops.items()}
    results = []
    for row in ROWS:
        if wanted and row.key not in wanted:
            continue
        try:
            result = measure_row(row, shops, launchers, facts, rounds)
        except Unmeasurable as error:
            say(f"  {row.key}: {error}")
            continue
        results.append(result)
        say("  " + describe(result))
    for launcher in launchers.values():
        launcher.close()
    return results


def measure_calm(shops: dict[int, Shop], tool: Path, work: Path, rounds: int, say=print) -> ReadResult:
    """`cron` in copies whose orders are all done with, as far as their rows say."""
    copies = {size: shop.copy_to(work / f"calm-{size}") for size, shop in shops.items()}
    launchers = {size: launcher_for(shop, tool) for size, shop in copies.items()}
    for size, shop in copies.items():
        launchers[size].must_run(command("sqlite3", shop.database, CALM))
    facts = {size: Facts.of(shop) for size, shop in copies.items()}
    result = measure_row(CALM_ROW, copies, launchers, facts, rounds)
    result.note = "nothing is due, nothing stands"
    say("  " + describe(result))
    for size, shop in copies.items():
        launchers[size].close()
        shutil.rmtree(shop.home)
    return result


def measure_row(
    row: Row, shops: dict[int, Shop], launchers: dict[int, Launcher], facts: dict[int, Facts], rounds: int
) -> ReadResult:
    beside = {of.key: of for of in ROWS}.get(row.goal.beside)
    contestants: Contestants = {}
    notes = []
    for size, shop in shops.items():
        run, fill = launchers[size], facts[size].fill
        contestants[f"ticketctl@{size}"] = (run, measured(shop, fill(row.line), exits=row.exits))
        if row.sql:
            contestants[f"shell@{size}"] = (run, command(*shell(shop, fill(row.sql))))
        if row.goal.beside == "select 1":
            contestants[f"select 1@{size}"] = (run, command(*shell(shop, "select 1")))
        if beside and beside is not row:
            contestants[f"{beside.key}@{size}"] = (run, measured(shop, fill(beside.line)))
        if row.key == "show":
            contestants[f"python@{size}"] = (run, command(python3(), "-c", fill(PYTHON)))
        if row.counted and row.sql:
            notes.append(compare_counts(row, shop, run, fill))
    costs: dict[str, dict[int, Costs]] = {}
    for name, cost in interleave(contestants, rounds).items():
        who, size = name.split("@")
        costs.setdefault(who, {})[int(size)] = cost
    return ReadResult(row, costs, "; ".join(filter(None, notes)))


def compare_counts(row: Row, shop: Shop, run: Launcher, fill) -> str:
    run.must_run(measured(shop, fill(row.line) + " --format ids"))
    ours = len(run.printed().splitlines())
    run.must_run(command(*shell(shop, f"select count(*) from ({fill(row.sql or '')})")))
    theirs = int(run.printed())
    return "" if ours == theirs else f"{ours} rows here, {theirs} by the shell"


def describe(result: ReadResult) -> str:
    parts = []
    for who, by_size in result.costs.items():
        told = (f"{size}: {cost.median():.2f} ms cpu {cost.cpu():.2f} rss {cost.rss_mib():.1f}" for size, cost in by_size.items())
        parts.append(f"{who} [{' | '.join(told)}]")
    return f"{result.row.key}: " + "  ".join(parts) + (f"  ({result.note})" if result.note else "")
