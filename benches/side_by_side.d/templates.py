"""One order of each kind, played in a sandbox with the program itself and then copied with other numbers and people.

What a copy has of its own (numbers, keys, people, times, days) is found in the template's export by its spelling, once; a copy
is then the same pieces with other values between them. So an export of any size is written line by line.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from shop import Shop

DAY_MS = 86_400_000
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
#: When the templates begin: ten in the morning of the shop. Copies are at most five hours later on their day.
BEGIN = datetime.datetime(2026, 6, 1, 2, tzinfo=datetime.UTC)
#: The present of every measurement: nothing that a copy of the newest day does lies behind it.
NOW = datetime.datetime(2026, 6, 4, 4, tzinfo=datetime.UTC)
PLAY_DAY = "2026-07-10"
VISIT_SOON = "2026-06-03"
VISIT_LATER = "2026-07-09"
#: How many days the orders are spread over, and on how many of them orders may still be open.
DAYS, OPEN_DAYS = 365, 20

OWN_TYPE, PAUSED_TYPE = "初级道 3 小时", "初级道 6 小时"
SKUS = 5


def instant(at: datetime.datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03}Z"


def millis(at: datetime.datetime) -> int:
    return round((at - EPOCH).total_seconds() * 1000)


# What stands for something of its own in a template.
NAME, PHONE, CERTIFICATE = "甄模板", "13900000000", "11010119900307002X"
EXTERNAL, EVENT_KEY, BUYER, PRODUCT = "EXTERNAL-NO-OF-TEMPLATE", "event-key-of-template", "buyer-of-template", "模板商品"
REFERENCE, KEY, SKU = "REFERENCE-OF-TEMPLATE", "key-of-template", "sku_of_template"
ACCOUNT, ACCOUNT_NAME = "6700000001", "account_of_template"

FORM = {
    "name": NAME, "phone": PHONE, "gender": None, "birthday": None, "userType": "mainland",
    "certificateNo": CERTIFICATE, "certificateType": "id_card",
}
SHOT = f"出票成功\n姓名 {NAME}\n手机号 {PHONE}\n证件号 {CERTIFICATE}\n游玩日期 {{day}}\n票种 {OWN_TYPE}\n实付 ¥495.88\n"


@dataclass(frozen=True)
class Template:
    """A kind of order: the commands that make one, a minute apart, and how many of a hundred orders are of it."""

    name: str
    flow: str
    #: Of the orders of the days on which some are open, and of all the days before.
    open_share: int
    closed_share: int
    steps: tuple[str, ...]
    paid: str = "506"
    ticket_type: str = OWN_TYPE
    day: str = PLAY_DAY
    #: Its proof is the one file that lies beside the export, so that the order can be pushed.
    keeps_proof: bool = False
    #: Played three minutes before the present: what it holds would be gone otherwise.
    live: bool = False


FILLED = ("form submit {no} --file form.json",)
PAID = (*FILLED, f"payment confirm {{no}} --channel alipay --ref {REFERENCE} --key {KEY}")
PROVEN = (*PAID, "proof upload {no} proof.txt")
PUSHED = (*PROVEN, "push {no}")
ACKED = (*PUSHED, "push ack {no}")
MATCHED = (*ACKED, "ocr run {no} good.png --engine mock", "?match accept {no} --reason 'compared by eye'")
TOLD = (*MATCHED, "notify send {no} --channel spool")
SETTLED = (*TOLD, "share settle {no} --yes")
LEGS = tuple(f"refund leg {{no}} --leg {leg} --evidence receipt-{leg}" for leg in ("buyer", "agent", "ticket"))
LOCKED = ("checkout lock {no}",)
SESSION = (*LOCKED, "checkout request {no} --method card", "@checkout session {no}")
BOUGHT = (*SESSION, f"checkout complete {{no}} --session {{session}} --payment-ref {REFERENCE}")

#: Every state that an order can be in. The two columns of shares are of a hundred each.
TEMPLATES = (
    Template("settled", "resale", 20, 55, SETTLED),
    Template("completed", "resale", 5, 3, TOLD),
    Template("cancelled", "resale", 2, 6, (*FILLED, "order cancel {no} --reason plans", LEGS[0])),
    Template("refunded", "resale", 2, 6, (*PUSHED, "refund open {no} --reason ill", *LEGS, "refund complete {no}")),
    Template("form_missing", "resale", 10, 0, ()),
    Template("in_review", "resale", 4, 0, FILLED, paid="400"),
    Template("payment_waits", "resale", 6, 0, FILLED),
    Template("proof_missing", "resale", 4, 0, PAID),
    Template("group_paused", "resale", 3, 0, PROVEN, ticket_type=PAUSED_TYPE),
    Template("push_ready", "resale", 3, 0, PROVEN, keeps_proof=True),
    Template("push_failed", "resale", 3, 0, (*PROVEN, "group answer agents refused.json", "!push {no}", "group resume agents")),
    Template("pushed", "resale", 4, 0, PUSHED),
    Template("acknowledged", "resale", 4, 0, ACKED),
    Template("mismatched", "resale", 3, 0, (*ACKED, "ocr run {no} bad.png --engine mock")),
    Template("ticket_there", "resale", 4, 0, MATCHED),
    Template("refund_open", "resale", 2, 0, (*PUSHED, "refund open {no} --reason ill", LEGS[0])),
    Template("redeemed", "checkout", 4, 20, (*BOUGHT, "+ticket redeem {no}"), day=VISIT_SOON),
    Template("expired", "checkout", 3, 5, (*LOCKED, "~sweep")),
    Template("unpaid", "checkout", 1, 3, (*SESSION, "checkout cancel {no} --reason plans")),
    Template("returned", "checkout", 1, 2, (
        *BOUGHT, "ticket revoke {no} --reason ill", "refund open {no} --reason ill", "refund complete {no} --evidence re_1")),
    Template("draft", "checkout", 4, 0, (), day=VISIT_LATER),
    Template("bought", "checkout", 4, 0, (*BOUGHT[:-1], BOUGHT[-1] + " --no-issue"), day=VISIT_LATER),
    Template("issued", "checkout", 4, 0, BOUGHT, day=VISIT_LATER),
    Template("locked", "checkout", 0, 0, LOCKED, day=VISIT_LATER, live=True),
    Template("in_session", "checkout", 0, 0, SESSION, day=VISIT_LATER, live=True),
)


def prepare_files(shop: Shop) -> None:
    shop.write("prices.csv", f"ticket_type,season,price\n{OWN_TYPE},regular,506.00\n{PAUSED_TYPE},regular,506.00\n")
    shop.write("form.json", json.dumps(FORM, ensure_ascii=False))
    shop.write("refused.json", '{"errcode":60020,"errmsg":"not allow to access from your ip"}')
    shop.write("customer.json", json.dumps({"telegram_user_id": ACCOUNT, "telegram_username": ACCOUNT_NAME}))
    # The smallest picture; what stands in it stands beside it.
    for name, day in (("good", PLAY_DAY), ("bad", "2026-07-11")):
        shop.copy_fixture("scenarios/shared/screenshot.png", f"{name}.png", extra=name.encode())
        shop.write(f"{name}.txt", SHOT.format(day=day))


def open_shop(shop: Shop) -> None:
    """The shop that the copies come into, too: prices, SKUs, a group that takes orders and one that is paused."""
    at = BEGIN - datetime.timedelta(days=DAYS + 1)
    prepare_files(shop)
    shop.run("init --sandbox", now=None)
    for line in (
        "price import prices.csv",
        "group add agents --channel spool --target agents",
        f"group route agents --ticket-type '{OWN_TYPE}'",
        "group add east --channel spool --target east",
        f"group route east --ticket-type '{PAUSED_TYPE}'",
        "group pause east --reason away",
    ):
        shop.run(line, now=at)


def add_sku(shop: Shop, sku: str) -> None:
    terms = "--merchant zoo --price 119.00 --currency SGD --basis pack --pack-size 3 --zone Asia/Singapore"
    shop.run(f"sku add {sku} --name '{sku}' {terms}", now=BEGIN - datetime.timedelta(days=DAYS + 1))


def play(shop: Shop, template: Template) -> str:
    """Plays one order and gives its events as an export."""
    at = BEGIN
    if template.flow == "resale":
        paid = {
            "paidAt": instant(at - datetime.timedelta(seconds=30)), "eventKey": EVENT_KEY,
            "playDate": template.day, "paidAmount": int(template.paid), "ticketType": template.ticket_type,
            "productName": PRODUCT, "externalUserId": BUYER, "sourcePlatform": "xianyu",
            "externalOrderNo": EXTERNAL,
        }
        shop.write("paid.json", json.dumps(paid, ensure_ascii=False))
        number = json.loads(shop.run("order import paid.json --json", now=at))[0]["order_no"]
    else:
        line = f"checkout draft --sku {SKU} --quantity 3 --date {template.day} --channel telegram --customer customer.json"
        number = json.loads(shop.run(f"{line} --json", now=at))["order_no"]
    shop.write("proof.txt", "proof of payment" if template.keeps_proof else f"proof of {template.name}")
    session = ""
    for step in template.steps:
        at += datetime.timedelta(seconds=45)
        mark, line = (step[0], step[1:]) if step[0] in "?!+~@" else ("", step)
        if mark == "+":
            at = datetime.datetime.fromisoformat(f"{template.day}T03:00:00Z")
        if mark == "~":
            at += datetime.timedelta(minutes=6)
        line = line.format(no=number, session=session)
        # `?` may be refused by the rules, where the step before it was enough; `!` fails at the other side.
        printed = shop.run(line + (" --json" if mark == "@" else ""), now=at, exits={"?": (0, 4), "!": (5,)}.get(mark, (0,)))
        if mark == "@":
            shown = json.loads(shop.run(f"order show {number} --json", now=at)) if "ps_" not in printed else {}
            session = re.search(r"ps_[0-9a-f]{24}", printed + json.dumps(shown))[0]  # type: ignore[index]
    return shop.run(f"fixture capture {number} --reveal", now=at + datetime.timedelta(seconds=45))


@dataclass
class Copy:
    """What one copy has of its own."""

    index: int
    shift_ms: int

    def mixed(self, salt: int) -> int:
        """A number that looks like chance and is the same every time."""
        value = (self.index + 1) * 0x9E3779B97F4A7C15 + salt * 0xBF58476D1CE4E5B9 & (1 << 64) - 1
        value = (value ^ value >> 30) * 0xBF58476D1CE4E5B9 & (1 << 64) - 1
        return value ^ value >> 31


SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰萍红波辉宁健俊帆雪琳欣怡晨宇浩然子轩雨涵梓"
ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
PLACES = ("110101", "310104", "330106", "440305", "510107", "230102", "210102", "420106")


def person_name(copy: Copy) -> str:
    value = copy.mixed(1)
    first, second, third = value % len(SURNAMES), value // 64 % len(GIVEN), value // 8192 % len(GIVEN)
    return SURNAMES[first] + GIVEN[second] + (GIVEN[third] if value >> 40 & 1 else "")


def phone(copy: Copy) -> str:
    return f"13{(copy.index * 48_271 + 7) % 10**9:09}"


def certificate(copy: Copy) -> str:
    """A number of an identity card whose check digit (GB 11643) is right."""
    value = copy.mixed(2)
    born = datetime.date(1955, 1, 1) + datetime.timedelta(days=value % 18_000)
    digits = f"{PLACES[value >> 20 & 7]}{born:%Y%m%d}{(value >> 32) % 1000:03}"
    total = sum(int(digit) * (2 ** (17 - place) % 11) for place, digit in enumerate(digits))
    return digits + "10X98765432"[total % 11]


def external_number(index: int) -> str:
    return f"33642{index:011}229"


_DAYS: dict[int, str] = {}


def spell_day(days: int) -> str:
    if days not in _DAYS:
        _DAYS[days] = (EPOCH + datetime.timedelta(days=days)).strftime("%Y-%m-%d")
    return _DAYS[days]


def spell_instant(at: int) -> str:
    days, rest = divmod(at, DAY_MS)
    seconds, thousandths = divmod(rest, 1000)
    return f"{spell_day(days)}T{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{thousandths:03}Z"


def order_number(copy: Copy, base: int) -> str:
    at, value = copy.shift_ms + base, copy.index * 7919 % 36**4
    end = "".join(ALPHABET[value // 36**place % 36] for place in range(4))
    return "XY" + re.sub(r"\D", "", spell_instant(at)) + end


Value = Callable[[Copy], str]

PATTERN = re.compile("|".join((
    r"(?P<resale>XY(?P<clock>\d{17})[0-9A-Z]{4})",
    r"(?P<id>(?P<prefix>order|lock|ps|ful|ticket)_(?P<random>[0-9a-f]{13})(?P<hex>[0-9a-f]{11}))",
    r"(?P<at>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)",
    r"(?P<day>2026-0[67]-\d\d)",
    r"(?P<sha>(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f]))",
    "(?P<word>" + "|".join(map(re.escape, (
        BUYER, PRODUCT, SKU, NAME, PHONE, CERTIFICATE, ACCOUNT_NAME, ACCOUNT, EXTERNAL, EVENT_KEY, KEY, REFERENCE,
    ))) + ")",
)))

WORDS: dict[str, Value] = {
    BUYER: lambda copy: f"tb{copy.index:09}",
    PRODUCT: lambda copy: f"亚布力雪票 {copy.mixed(3) % 40:02} 号套餐",
    SKU: lambda copy: f"night_safari_{copy.mixed(4) % SKUS}",
    NAME: person_name,
    PHONE: phone,
    CERTIFICATE: certificate,
    ACCOUNT_NAME: lambda copy: f"user_{copy.index}",
    ACCOUNT: lambda copy: f"67{copy.index:08}",
    EXTERNAL: lambda copy: external_number(copy.index),
    EVENT_KEY: lambda copy: f"paid-{copy.index}",
    KEY: lambda copy: f"pay-{copy.index}",
    REFERENCE: lambda copy: f"20260601{copy.index:012}",
}


def value_of(found: re.Match[str], keeps_proof: bool) -> Value:
    """What stands in a copy where this stands in the template."""
    text, groups = found[0], found.groupdict()
    if groups["resale"]:
        clock = datetime.datetime.strptime(groups["clock"][:14], "%Y%m%d%H%M%S").replace(tzinfo=datetime.UTC)
        base = millis(clock) + int(groups["clock"][14:])
        return lambda copy: order_number(copy, base)
    if groups["id"]:
        prefix, kept, base = groups["prefix"], groups["random"][:3], int(groups["hex"], 16)
        return lambda copy: f"{prefix}_{kept}{copy.mixed(5) & (1 << 40) - 1:010x}{base + copy.shift_ms:011x}"
    if groups["at"]:
        base = millis(datetime.datetime.fromisoformat(text))
        return lambda copy: spell_instant(base + copy.shift_ms)
    if groups["day"]:
        days = (datetime.date.fromisoformat(text) - EPOCH.date()).days
        return lambda copy: spell_day(days + copy.shift_ms // DAY_MS)
    if groups["sha"]:
        if keeps_proof:
            return lambda _: text
        return lambda copy: hashlib.sha256(f"{text}{copy.index}".encode()).hexdigest()
    return WORDS[text]


@dataclass
class Pattern:
    """A template as text between values."""

    template: Template
    lines: int
    texts: list[str] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    values: list[Value] = field(default_factory=list)

    def write(self, copy: Copy) -> str:
        told = [value(copy) for value in self.values]
        parts = [self.texts[0]]
        for place, text in zip(self.places, self.texts[1:]):
            parts.append(told[place])
            parts.append(text)
        return "".join(parts)


def compile_pattern(template: Template, export: str) -> Pattern:
    pattern, known, end = Pattern(template, export.count("\n")), {}, 0
    for found in PATTERN.finditer(export):
        if found[0] not in known:
            known[found[0]] = len(pattern.values)
            pattern.values.append(value_of(found, template.keeps_proof))
        pattern.texts.append(export[end:found.start()])
        pattern.places.append(known[found[0]])
        end = found.end()
    pattern.texts.append(export[end:])
    return pattern


def play_all(program: Path, directory: Path) -> list[Pattern]:
    """Plays every template, each in a sandbox of its own: two orders of one person on one day would go to a review."""
    shutil.rmtree(directory, ignore_errors=True)
    patterns = []
    for template in TEMPLATES:
        if template.flow == "checkout" and template.day == PLAY_DAY:
            template = replace(template, day=VISIT_LATER)
        shop = Shop(program, directory / template.name)
        open_shop(shop)
        add_sku(shop, SKU)
        shop.run(f"sku stock {SKU} --date {template.day} --capacity 3", now=BEGIN - datetime.timedelta(days=1))
        patterns.append(compile_pattern(template, play(shop, template)))
    return patterns


def shares(patterns: list[Pattern], of: Callable[[Template], int]) -> list[Pattern]:
    """The patterns, each as often as it comes in a hundred orders, well mixed."""
    all_of_them = [pattern for pattern in patterns for _ in range(of(pattern.template))]
    if len(all_of_them) != 100:
        raise ValueError(f"the shares are of {len(all_of_them)} orders and not of 100")
    return [all_of_them[place * 37 % 100] for place in range(100)]


def write_export(patterns: list[Pattern], orders: int) -> Iterator[str]:
    """The events of so many orders, the oldest order first; those with something that runs out in minutes come last."""
    opened = shares(patterns, lambda template: template.open_share)
    closed = shares(patterns, lambda template: template.closed_share)
    live = [pattern for pattern in patterns if pattern.template.live]
    held = max(20, orders // 10_000)
    usual = orders - held
    # Those began three minutes ago: their places are held for two more.
    newest = millis(NOW) - millis(BEGIN) - 200_000
    for index in range(usual):
        back, within = divmod((usual - index) * DAYS * 1000 // usual, 1000)
        shift = -min(back, DAYS - 1) * DAY_MS + (1000 - within) * 18_000
        mix = opened if back < OPEN_DAYS else closed
        yield mix[index % 100].write(Copy(index, shift))
    for place in range(held):
        yield live[place % len(live)].write(Copy(usual + place, newest + place))
