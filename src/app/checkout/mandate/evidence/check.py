"""Checks the evidence of one checkout with stock tools: jwcrypto and sd-jwt. Exit 0 when all of it holds."""

import json
import sys
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import sha256
from pathlib import Path

from jwcrypto.jwk import JWK
from jwcrypto.jws import JWS
from sd_jwt.verifier import SDJWTVerifier

HERE = Path(__file__).resolve().parent


def text(name):
    return (HERE / name).read_text(encoding="utf-8")


def keys(name):
    return {key["kid"]: JWK(**key) for key in json.loads(text(name))["keys"]}


def digest(token):
    return urlsafe_b64encode(sha256(token.encode("ascii")).digest()).decode().rstrip("=")


def header(token):
    jws = JWS()
    jws.deserialize(token.split("~")[0])
    return jws.jose_header


def signed(token, ring):
    jws = JWS()
    jws.deserialize(token)
    jws.verify(ring[jws.jose_header["kid"]], alg="ES256")
    return json.loads(jws.payload)


def disclosed(link):
    """Every disclosure of a link belongs to a digest in it: none was changed, and none was added."""
    token, *disclosures = [part for part in link.split("~") if part]
    decoded = [urlsafe_b64decode(part + "==").decode() for part in [token.split(".")[1], *disclosures]]
    return all(any(digest(part) in place for place in decoded) for part in disclosures)


def mandate(name, ring, session):
    links = text(name).strip().replace("~~", "~\n").split("\n")
    key, last = ring[header(links[0])["kid"]], None
    for at, link in enumerate(links):
        assert disclosed(link), f"{name}: link {at} has a disclosure that belongs to nothing in it"
        last = SDJWTVerifier(link, lambda issuer, head, key=key: key).get_verified_payload()
        if at > 0:
            bound = last.get("sd_hash") == digest(links[at - 1])
            bound = bound or last.get("issuer_jwt_hash") == digest(links[at - 1].split("~")[0])
            assert bound, f"{name}: link {at} is bound to another link"
        named = last["delegate_payload"][0].get("cnf", {}).get("jwk")
        key = JWK(**named) if named else None
    closed = last["delegate_payload"][0]
    assert key is None, f"{name}: the last link hands on to another key"
    if len(links) > 1:
        assert last["aud"] == session["aud"], f"{name}: made for another audience"
        assert last["nonce"] == session["nonce"], f"{name}: made for another session"
    return closed


def main():
    merchant, trusted = keys("keys/merchant.jwks.json"), keys("keys/trusted.jwks.json")
    session, token = json.loads(text("session.json")), text("checkout.jwt").strip()
    checkout = signed(token, merchant)
    assert digest(token) == session["checkout_hash"], "checkout.jwt is not the one of the session"
    print("checkout.jwt: signed by the merchant;", checkout["currency"], checkout["totals"][-1]["amount"])
    if (HERE / "checkout_mandate.sd-jwt").exists():
        closed = mandate("checkout_mandate.sd-jwt", trusted, session)
        assert closed["checkout_hash"] == digest(token), "the mandate is over another checkout"
        print("checkout_mandate.sd-jwt: holds, over this checkout")
    if (HERE / "payment_mandate.sd-jwt").exists():
        closed = mandate("payment_mandate.sd-jwt", trusted, session)
        assert closed["transaction_id"] == digest(token), "the payment mandate is for another checkout"
        print("payment_mandate.sd-jwt: holds, for this checkout")
    for path in sorted(HERE.glob("receipt-*.jwt")):
        print(f"{path.name}:", signed(path.read_text().strip(), merchant)["status"])
    print("all of it holds")


if __name__ == "__main__":
    try:
        main()
    except Exception as error:  # whatever is wrong, the evidence does not hold
        print(f"does not hold: {type(error).__name__}: {error}", file=sys.stderr)
        sys.exit(1)
