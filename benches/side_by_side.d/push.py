"""A batch push beside the ideal: as many rounds of the server's latency as the concurrency needs, and nothing else."""

from __future__ import annotations

import asyncio
import json
import math
import shutil
import threading
from dataclasses import dataclass
from pathlib import Path

import templates
from databases import PROOF, launcher_for, measured
from processes import Cost, Launcher
from shop import Shop
from templates import NOW, Copy

PUSHED = 1_000
LATENCY_S = 0.05
#: Of one order: the text, the upload of the proof, the message with it.
CALLS = 3
CONCURRENCIES = (8, 32, 128)


class SlowWecom(asyncio.Protocol):
    """As much of WeCom as a push asks for. Every answer comes after the latency, each connection on its own."""

    calls = 0

    def __init__(self) -> None:
        self.held = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.held += data
        while (end := self.held.find(b"\r\n\r\n")) >= 0:
            head = self.held[:end].lower()
            length = int(head.split(b"content-length:")[1].split(b"\r\n")[0]) if b"content-length:" in head else 0
            if len(self.held) < end + 4 + length:
                return
            target = self.held.split(b" ", 2)[1]
            self.held = self.held[end + 4 + length:]
            asyncio.get_running_loop().call_later(LATENCY_S, self.answer, target)

    def answer(self, target: bytes) -> None:
        SlowWecom.calls += 1
        told: dict[str, object] = {"errcode": 0, "errmsg": "ok"}
        if b"gettoken" in target:
            told |= {"access_token": "token", "expires_in": 7200}
        elif b"media/upload" in target:
            told |= {"type": "file", "media_id": f"media-{SlowWecom.calls}", "created_at": "1780000000"}
        body = json.dumps(told).encode()
        head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        self.transport.write(head.encode() + body)  # type: ignore[attr-defined]


def start_server() -> int:
    """Runs the server in a thread as long as the process lives; gives its port."""
    started: list[int] = []
    ready = threading.Event()

    async def serve() -> None:
        server = await asyncio.get_running_loop().create_server(SlowWecom, "127.0.0.1", 0, backlog=512)
        started.append(server.sockets[0].getsockname()[1])
        ready.set()
        await server.serve_forever()

    threading.Thread(target=lambda: asyncio.run(serve()), daemon=True).start()
    ready.wait()
    return started[0]


@dataclass(frozen=True)
class PushResult:
    concurrency: int
    ideal_s: float
    costs: list[Cost]
    calls: int


def ready_shop(program: Path, work: Path, port: int) -> Shop:
    """A shop with a thousand orders that are ready for one group."""
    shop = Shop(program, work / "push")
    shutil.rmtree(shop.home, ignore_errors=True)
    patterns = {pattern.template.name: pattern for pattern in templates.play_all(program, work / "templates")}
    templates.open_shop(shop)
    (shop.home / "proofs").mkdir()
    (shop.home / "proofs" / "proof.txt").write_text(PROOF)
    shift = templates.millis(NOW) - templates.millis(templates.BEGIN) - 600_000
    shop.write("ready.ndjson", "".join(
        patterns["push_ready"].write(Copy(index, shift + index)) for index in range(PUSHED)))
    shop.run("event import ready.ndjson --proof-dir proofs --quiet", now=NOW)
    shop.run("secret set app", now=NOW, stdin="secret")
    shop.run("group add app --channel wecom-app --target chat --corp-id corp --agent-id 1000002 --secret app", now=NOW)
    shop.run(f"group unroute agents --ticket-type '{templates.OWN_TYPE}'", now=NOW)
    shop.run(f"group route app --ticket-type '{templates.OWN_TYPE}'", now=NOW)
    for key, value in (("wecom.app_per_minute", "10000"), ("wecom.account_per_minute", "20000"),
                       ("wecom.base_url", f"http://127.0.0.1:{port}")):
        shop.run(f"config set {key} {value}", now=NOW)
    return shop


def measure_push(program: Path, tool: Path, work: Path, rounds: int, say=print) -> list[PushResult]:
    shop = ready_shop(program, work, start_server())
    results = {concurrency: PushResult(concurrency, math.ceil(PUSHED / concurrency) * LATENCY_S * CALLS, [], 0)
               for concurrency in CONCURRENCIES}
    for _ in range(rounds):
        for concurrency, result in list(results.items()):
            fresh = shop.copy_to(work / "push-round")
            launcher: Launcher = launcher_for(fresh, tool)
            SlowWecom.calls = 0
            line = f"push --group app --limit 0 --concurrency {concurrency} --quiet"
            cost = launcher.must_run(measured(fresh, line))
            launcher.close()
            results[concurrency] = PushResult(concurrency, result.ideal_s, [*result.costs, cost], SlowWecom.calls)
            say(f"  push, {concurrency} at once: {cost.wall_ms / 1e3:.2f} s of {result.ideal_s:.2f} s,"
                f" {SlowWecom.calls} calls, peak {cost.rss_kib / 1024:.1f} MiB")
    shutil.rmtree(work / "push-round", ignore_errors=True)
    shutil.rmtree(shop.home, ignore_errors=True)
    return list(results.values())
