"""Checks the evidence of one order with stock tools: jwcrypto and sd-jwt. Exit 0 when all that is checked holds."""

import json
import re
import sys
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime
from decimal import Decimal
from hashlib import sha256, sha384, sha512
from pathlib import Path

from jwcrypto.jwk import JWK
from jwcrypto.jws import JWS
from sd_jwt.verifier import SDJWTVerifier

HERE = Path(__file__).resolve().parent
# How far another's clock may be from the merchant's, in seconds.
SKEW = 30
# What an open mandate may say that its closed one need not repeat.
# What a token may name in _sd_alg; sha-256 is meant where it names nothing.
HASHES = {"sha-256": sha256, "sha-384": sha384, "sha-512": sha512}
# The two spellings of the type of a last link, and of one in between.
LAST, BETWEEN = ("kb+sd-jwt", "kb-sd-jwt"), ("kb+sd-jwt+kb", "kb-sd-jwt+kb")
CHECKOUT = ("mandate.checkout.open.1", "mandate.checkout.1")
PAYMENT = ("mandate.payment.open.1", "mandate.payment.1")
OWN = {"vct", "constraints", "cnf", "iat", "nbf", "exp"}
CHOICES = (".allowed", ".acceptable_items")
TWO_DECIMALS = {"AUD", "CNY", "EUR", "GBP", "HKD", "MYR", "SGD", "THB", "USD"}
PISP = ("legal_name", "brand_name", "domain_name")
NOT_CHECKED = [
    "whose the keys are: compare keys/*.jwks.json with what their owners published",
    "what of order.json nobody signed: its states, times, payments and notices are the merchant's word",
    "the refused mandates: they are not in the pack, only the signed answer to each",
]


class Wrong(Exception):
    pass


def need(holds, what):
    if not holds:
        raise Wrong(what)


def text(name):
    need((HERE / name).is_file(), f"{name} is missing")
    return (HERE / name).read_text(encoding="utf-8").strip()


def load(name):
    return json.loads(text(name), parse_float=Decimal)


def encode(data):
    return urlsafe_b64encode(data).decode().rstrip("=")


def digest(token, algorithm="sha-256"):
    return encode(HASHES[algorithm](token.encode("ascii")).digest())


def moment(value):
    return datetime.fromisoformat(value.replace("Z", "+00:00")).timestamp()


class Keys:
    """The keys of a file, by thumbprint, and which of them were needed."""

    def __init__(self, name):
        self.name, self.used = name, set()
        self.keys = {JWK(**key).thumbprint(): key for key in load(name)["keys"]}

    def take(self, thumbprint):
        need(thumbprint in self.keys, f"{self.name}: the key {thumbprint} is missing")
        self.used.add(thumbprint)
        return JWK(**self.keys[thumbprint])

    def named(self, kid):
        found = [thumbprint for thumbprint, key in self.keys.items() if key["kid"] == kid]
        need(len(found) == 1, f"{self.name}: there is no one key {kid}")
        return self.take(found[0])

    def finish(self):
        for thumbprint in self.keys.keys() - self.used:
            raise Wrong(f"{self.name}: nothing in here rests on the key {thumbprint}")


def check_sums():
    """Everything is listed and as it was listed. Whoever changes a file can list it anew: the rest looks deeper."""
    listed = dict(reversed(line.split("  ", 1)) for line in text("SHA256SUMS").splitlines())
    for name, wanted in listed.items():
        need((HERE / name).is_file(), f"{name} is missing, SHA256SUMS lists it")
        need(sha256((HERE / name).read_bytes()).hexdigest() == wanted, f"{name} is not the one that SHA256SUMS lists")
    for path in [*HERE.glob("session-*/**/*"), *HERE.glob("keys/**/*")]:
        name = path.relative_to(HERE).as_posix()
        need(path.is_dir() or name in listed, f"{name} is not in SHA256SUMS")


def header(token):
    jws = JWS()
    jws.deserialize(token)
    return jws.jose_header


def signed(name, token, keys):
    head = header(token)
    need(head.get("typ") == "JWT", f"{name}: not of the type JWT")
    jws = JWS()
    jws.deserialize(token)
    jws.verify(keys.named(head.get("kid")), alg="ES256")
    return json.loads(jws.payload)


def verifier(algorithm):
    """The stock one, which knows one algorithm at a time."""
    return type("Verifier", (SDJWTVerifier,), {"HASH_ALG": {"name": algorithm, "fn": HASHES[algorithm]}})


def resolve(name, link):
    """The claims of a link with what it discloses, where it holds something back, and how it hashes."""
    token, *texts = [part for part in link.split("~") if part]
    payload = json.loads(urlsafe_b64decode(token.split(".")[1] + "=="))
    algorithm = payload.get("_sd_alg", "sha-256")
    need(algorithm in HASHES, f"{name}: it hashes with {algorithm}")
    found = {digest(part, algorithm): json.loads(urlsafe_b64decode(part + "==")) for part in texts}
    hidden = []

    def walk(value, path):
        if isinstance(value, dict):
            whole = {
                key: walk(inner, f"{path}.{key}" if path else key)
                for key, inner in value.items()
                if key not in ("_sd", "_sd_alg")
            }
            for mark in value.get("_sd", []):
                if mark not in found:
                    hidden.append(path)
                    continue
                _, key, inner = found.pop(mark)
                need(key not in whole, f"{name}: a disclosure replaces {path}.{key}")
                whole[key] = walk(inner, f"{path}.{key}" if path else key)
            return whole
        if isinstance(value, list):
            whole = []
            for item in value:
                at = len(whole)
                if isinstance(item, dict) and set(item) == {"..."}:
                    if item["..."] not in found:
                        hidden.append(path)
                        continue
                    item = found.pop(item["..."])[1]
                whole.append(walk(item, f"{path}[{at}]"))
            return whole
        return value

    claims = walk(payload, "")
    need(not found, f"{name}: a disclosure belongs to nothing in it")
    return claims, hidden, algorithm


def find_mandate(name, claims, kinds):
    """The one mandate of a link that a chain is about, and its place; others are beside it for a chain of their own."""
    given = claims["delegate_payload"]
    fits = [at for at, one in enumerate(given) if len(given) == 1 or one.get("vct") in kinds]
    need(len(fits) == 1, f"{name}: not one mandate of its kind")
    need(len(given) == 1 or all(one.get("vct") in CHECKOUT + PAYMENT for one in given), f"{name}: an unknown mandate")
    return given[fits[0]], f"delegate_payload[{fits[0]}]"


def check_recipient(name, claims, must_say, session, kinds):
    """For the merchant, with the nonce that it gave out; a payment mandate may be for whoever takes the money."""
    aud, nonce = (claims.get(what, None if must_say else session[what]) for what in ("aud", "nonce"))
    if kinds == PAYMENT and isinstance(aud, str) and aud != session["aud"]:
        need(isinstance(nonce, str) and nonce, f"{name}: no nonce")
        NOT_CHECKED.append(f"{name}: whether the merchant takes payments through {aud}, for whom it is made")
        return
    for what, given in (("aud", aud), ("nonce", nonce)):
        need(given == session[what], f"{name}: {what} is not the session's")


def check_times(name, claims, now):
    for key in ("iat", "nbf"):
        need(claims.get(key, now) <= now + SKEW, f"{name}: {key} was not reached when the merchant accepted it")
    need(claims.get("exp", now) > now - SKEW, f"{name}: it had expired when the merchant accepted it")
    return "exp" in claims


def chain(name, token, roots, session, now, kinds):
    """The open mandates of a chain, and the closed one, each with its link, how that hashes, and what it hides."""
    links = token.replace("~~", "~\n").split("\n")
    key, expires, mandates, before = roots(header(links[0].split("~")[0]).get("kid")), False, [], None
    for at, link in enumerate(links):
        here, last = f"{name}: link {at}", at == len(links) - 1
        claims, hidden, algorithm = resolve(here, link)
        verified = verifier(algorithm)(link, lambda issuer, head, key=key: key).get_verified_payload()
        need(verified == claims, f"{here}: two readers see two documents")
        typ = header(link.split("~")[0]).get("typ", "")
        fits = typ in (LAST if last else BETWEEN) if at else typ.endswith("+sd-jwt") and typ not in LAST
        need(fits, f"{here}: of the type {typ}")
        if at > 0:
            bound = [claims[way] == digest(links[at - 1].split("~")[0] if way == "issuer_jwt_hash" else links[at - 1], before)
                     for way in ("sd_hash", "issuer_jwt_hash") if way in claims]
            need(bound == [True], f"{here}: bound to another link")
        if last:
            check_recipient(here, claims, at > 0, session, kinds)
        mandate, place = find_mandate(here, claims, kinds)
        need(at == 0 or "iat" in claims, f"{here}: no iat")
        expires |= check_times(here, claims, now)
        expires |= check_times(here, mandate, now)
        need(mandate.get("vct") == kinds[last], f"{here}: not a {kinds[last]}")
        need(last != ("cnf" in mandate), f"{here}: {'hands on to another key' if last else 'names no next key'}")
        key, before = None if last else JWK(**mandate["cnf"]["jwk"]), algorithm
        hidden = [path for path in hidden if not path.startswith("delegate_payload[") or path.startswith(place)]
        mandates.append((here, mandate, link, algorithm, hidden))
    need(expires, f"{name}: it never expires")
    *opened, (_, closed, leaf, algorithm, _) = mandates
    for here, mandate, _, _, hidden in opened:
        for key in mandate.keys() - OWN:
            need(closed.get(key) == mandate[key], f"{here}: the closed mandate changes {key}")
        for path in hidden:
            harmless = path == "delegate_payload" or "].constraints[" in path and path.endswith(CHOICES)
            need(harmless, f"{here}: a constraint may be hidden at {path}")
    return opened, closed, leaf, algorithm


def whole(value):
    need(type(value) is int and value >= 0, f"{value!r} is no whole number")
    return value


def constraints(opened, required, rules):
    for here, mandate, _, algorithm, _ in opened:
        kinds = set()
        for at, constraint in enumerate(mandate.get("constraints", [])):
            kind = constraint.get("type")
            need(kind in rules, f"{here}: constraint {at} is of an unknown kind, {kind}")
            members, holds = rules[kind]
            unknown = constraint.keys() - members - {"type"}
            need(not unknown, f"{here}: {kind} has the unknown {sorted(unknown)}")
            need(holds(constraint, algorithm), f"{here}: the constraint {kind} was not kept")
            kinds.add(kind)
        need(required in kinds, f"{here}: no constraint {required}")


def check_checkout_mandate(name, token, roots, session, now, checkout, checkout_token):
    opened, closed, leaf, algorithm = chain(name, token, roots, session, now, CHECKOUT)
    need(closed.get("checkout_hash") == digest(checkout_token, algorithm), f"{name}: over another checkout")
    need(closed.get("checkout_jwt", checkout_token) == checkout_token, f"{name}: another checkout is inside")
    line = checkout["line_items"][0]

    def items(constraint, _):
        wanted = 0
        for entry in constraint["items"]:
            need(not entry.keys() - {"id", "acceptable_items", "quantity"}, f"{name}: an unknown member of an item")
            if line["item"]["id"] not in [item.get("id") for item in entry["acceptable_items"]]:
                return False
            wanted += whole(entry["quantity"])
        return wanted == line["quantity"]

    def merchants(constraint, _):
        return checkout["merchant"]["id"] in [entry.get("id") for entry in constraint["allowed"]]

    constraints(opened, "checkout.line_items", {
        "checkout.line_items": ({"items"}, items),
        "checkout.allowed_merchants": ({"allowed"}, merchants),
    })
    return [link for _, _, link, _, _ in opened], digest(leaf.split("~")[0], algorithm)


def check_payment_mandate(name, token, roots, session, now, checkout, checkout_token, open_checkouts):
    opened, closed, _, algorithm = chain(name, token, roots, session, now, PAYMENT)
    need(closed.get("transaction_id") == digest(checkout_token, algorithm), f"{name}: for another checkout")
    paid, currency = whole(closed["payment_amount"]["amount"]), closed["payment_amount"]["currency"]

    def allowed(party):
        return lambda constraint, _: closed[party]["id"] in [entry.get("id") for entry in constraint["allowed"]]

    def pisp(constraint, _):
        ours = closed.get("pisp", {})
        named = any(part in ours for part in PISP)
        return named and any(all(e.get(p) == ours.get(p) for p in PISP) for e in constraint["allowed"])

    def amount_range(constraint, _):
        low, high = whole(constraint.get("min", 0)), whole(constraint["max"])
        return constraint["currency"] == currency and low <= paid <= high

    def budget(constraint, _):
        NOT_CHECKED.append(f"{name}: what was paid on its budget before")
        return constraint["currency"] == currency in TWO_DECIMALS and paid <= Decimal(str(constraint["max"])) * 100

    def recurrence(constraint, _):
        NOT_CHECKED.append(f"{name}: how often it was used before")
        return whole(constraint.get("max_occurrences", 1)) >= 1

    def date(constraint, _):
        at = moment(closed["execution_date"]) if "execution_date" in closed else now
        early = "not_before" in constraint and at < moment(constraint["not_before"])
        return not early and not ("not_after" in constraint and at > moment(constraint["not_after"]))

    constraints(opened, "payment.reference", {
        "payment.amount_range": ({"currency", "max", "min"}, amount_range),
        "payment.allowed_payees": ({"allowed"}, allowed("payee")),
        "payment.allowed_payment_instruments": ({"allowed"}, allowed("payment_instrument")),
        "payment.allowed_pisps": ({"allowed"}, pisp),
        "payment.budget": ({"currency", "max"}, budget),
        "payment.agent_recurrence": ({"frequency", "max_occurrences"}, recurrence),
        "payment.execution_date": ({"not_before", "not_after"}, date),
        "payment.reference": (
            {"conditional_transaction_id"},
            lambda c, way: c.get("conditional_transaction_id") in [digest(link, way) for link in open_checkouts],
        ),
    })
    need(closed["payee"]["id"] == checkout["merchant"]["id"], f"{name}: to another payee")
    need(currency == checkout["currency"], f"{name}: in another currency")
    need(paid == checkout["totals"][-1]["amount"], f"{name}: another amount than the checkout's")
    need(closed["payment_instrument"]["id"], f"{name}: no instrument")
    return closed["transaction_id"]


def check_order(order, name, checkout):
    """What was signed is what order.json says."""
    shown, line = order["order"], checkout["line_items"][0]
    need(len(checkout["line_items"]) == 1, f"{name}: not one item")
    amount = shown.get(f"quote_amount_{checkout['currency'].lower()}")
    total = whole(line["item"]["price"]) * whole(line["quantity"])
    for totals in (line["totals"], checkout["totals"]):
        need(all(entry["amount"] == total for entry in totals), f"{name}: its totals do not add up")
    pairs = [
        ("merchant_id", shown["merchant_id"], checkout["merchant"]["id"]),
        ("sku_id", shown["sku_id"], line["item"]["id"]),
        ("product_name", shown["product_name"], line["item"]["title"]),
        ("currency", shown["currency"], checkout["currency"]),
        ("amount", None if amount is None else Decimal(str(amount)) * 100, total),
        ("quantity", shown["quantity"] % line["quantity"], 0),
        ("order_id", shown["order_id"], order["order_no"]),
    ]
    for what, ours, theirs in pairs:
        need(ours == theirs, f"order.json: {what} is not that of the signed {name}")


def check_session(folder, order, verdicts, merchant, trusted):
    session, token = load(f"{folder}/session.json"), text(f"{folder}/checkout.jwt")
    checkout, seen = signed(f"{folder}/checkout.jwt", token, merchant), {f"{folder}/session.json"}
    need(digest(token) == session["checkout_hash"], f"{folder}/checkout.jwt is not the one of session.json")
    need(checkout["id"] == session["session_id"], f"{folder}/checkout.jwt is for another session")
    need(checkout["merchant"]["id"] == session["aud"], f"{folder}: the audience is not the merchant")
    until = moment(session["expiry_at"])
    need(moment(checkout["expires_at"]) == until, f"{folder}: the session and its checkout end at two times")
    check_order(order, f"{folder}/checkout.jwt", checkout)
    print(f"{folder}/checkout.jwt: signed by the merchant;", checkout["currency"], checkout["totals"][-1]["amount"])
    seen.add(f"{folder}/checkout.jwt")
    number = 0
    for verdict in verdicts:
        payload, accepted = verdict["payload"], verdict["type"] == "MANDATE_VERIFIED"
        kept = [key["thumbprint"] for key in payload.get("trustedKeys", [])]
        rings = {trusted.take(thumbprint).get("kid"): trusted.take(thumbprint) for thumbprint in kept}
        if accepted and not kept:
            NOT_CHECKED.append(f"{folder}: whether the trusted key was this one when the mandate was accepted")
        if "receipt" in payload:
            number += 1
            name = f"{folder}/receipt-{number}.jwt"
            receipt = signed(name, text(name), merchant)
            seen.add(name)
            need(text(name) == payload["receipt"], f"{name} is not the one of order.json")
            need(receipt["iss"] == session["aud"], f"{name}: from another merchant")
            need(receipt["status"] == ("Success" if accepted else "Error"), f"{name}: {receipt['status']}")
        if not accepted:
            continue
        now = receipt["iat"]
        need(now < until, f"{name}: given after the session ended")

        def roots(kid):
            if not kept:
                return trusted.named(kid)
            need(kid in rings, f"{folder}: the verdict rests on no key {kid}")
            return rings[kid]

        mandate = f"{folder}/checkout_mandate.sd-jwt"
        opened, leaf = check_checkout_mandate(mandate, text(mandate), roots, session, now, checkout, token)
        seen.add(mandate)
        print(f"{mandate}: holds, over this checkout")
        payment = f"{folder}/payment_mandate.sd-jwt"
        if payload.get("transactionId"):
            told = check_payment_mandate(payment, text(payment), roots, session, now, checkout, token, opened)
            need(payload["transactionId"] == told, f"order.json: the transaction is not that of {payment}")
            seen.add(payment)
            print(f"{payment}: holds, for this checkout")
        need(receipt.get("order_id") == order["order_no"], f"{name}: for another order")
        need(receipt["reference"] == leaf, f"{name}: for another mandate")
        print(f"{name}: accepts this mandate for this order")
    for path in (HERE / folder).iterdir():
        need(f"{folder}/{path.name}" in seen, f"{folder}/{path.name}: order.json knows nothing of it")
    return session["session_id"]


def main():
    check_sums()
    order = load("order.json")
    merchant, trusted = Keys("keys/merchant.jwks.json"), Keys("keys/trusted.jwks.json")
    events = {}
    for event in order["events"]:
        events.setdefault(event["type"], []).append(event)
    told = {event["payload"]["sessionId"]: event["payload"] for event in events.get("CHECKOUT_SIGNED", [])}
    verdicts = events.get("MANDATE_VERIFIED", []) + events.get("MANDATE_REJECTED", [])
    verdicts.sort(key=lambda event: event["version"])
    found = set()
    folders = sorted(HERE.glob("session-*"), key=lambda path: int(re.sub(r"\D", "", path.name) or 0))
    for path in folders:
        session = load(f"{path.name}/session.json")
        ours = told.get(session["session_id"])
        need(ours is not None, f"{path.name}: order.json knows no such session")
        for key, name in (("aud", "aud"), ("nonce", "nonce"), ("checkout_hash", "checkoutHash")):
            need(session[key] == ours[name], f"{path.name}: its {key} is not that of order.json")
        here = [event for event in verdicts if event["payload"]["sessionId"] == session["session_id"]]
        found.add(check_session(path.name, order, here, merchant, trusted))
    need(found == told.keys(), "a session of order.json has no folder")
    need(found, "there is no signed session")
    for event in events.get("CHECKOUT_COMPLETED", []):
        paid = event["payload"]["sessionId"]
        good = [e for e in events.get("MANDATE_VERIFIED", []) if e["payload"]["sessionId"] == paid]
        must = told.get(paid, {}).get("mandateRequired")
        need(good or not must, "order.json: paid in a session that asks for a mandate, and none was accepted")
    merchant.finish()
    trusted.finish()
    print("all that was checked holds")
    for line in NOT_CHECKED:
        print(f"not checked: {line}")


if __name__ == "__main__":
    try:
        main()
    except Exception as error:  # whatever is wrong, the evidence does not hold
        said = str(error) if isinstance(error, Wrong) else f"{type(error).__name__}: {error}"
        print(f"does not hold: {said}", file=sys.stderr)
        sys.exit(1)
