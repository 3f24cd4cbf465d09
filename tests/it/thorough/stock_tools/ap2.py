"""Checks tokens with stock tools, and makes some: `sd-jwt` and `jwcrypto`, and nothing of ours.

Reads one JSON object from standard input and writes one to standard output.
"""

import json
import sys
from base64 import urlsafe_b64encode
from hashlib import sha256

from jwcrypto.jwk import JWK
from jwcrypto.jws import JWS, InvalidJWSSignature
from sd_jwt.common import SDObj
from sd_jwt.issuer import SDJWTIssuer
from sd_jwt.verifier import SDJWTVerifier


def digest(text):
    return urlsafe_b64encode(sha256(text.encode("ascii")).digest()).decode().rstrip("=")


def key(jwk):
    return JWK.from_json(json.dumps(jwk))


def jws(token, jwk):
    """The header and the claims of a compact token that this key signed."""
    parsed = JWS()
    parsed.deserialize(token)
    parsed.verify(key(jwk), alg="ES256")
    return {"header": parsed.jose_header, "claims": json.loads(parsed.payload)}


def sd_jwt(link, jwk):
    """The claims of one link that this key signed, with everything that it discloses."""
    return SDJWTVerifier(link, lambda issuer, header: key(jwk)).get_verified_payload()


def chain(token, jwk):
    """The claims of every link, each signed by the key that the one before it names, and bound to it."""
    links = token.replace("~~", "~\n").split("\n")
    claims = []
    for at, link in enumerate(links):
        claims.append(sd_jwt(link, jwk))
        if at > 0 and claims[at]["sd_hash"] != digest(links[at - 1]):
            raise ValueError("bound to another link")
        jwk = claims[at]["delegate_payload"][0].get("cnf", {}).get("jwk")
    return claims


def forged(token, jwk):
    """Whether a token that was changed is refused here too: else this script would check nothing."""
    try:
        jws(token, jwk)
    except InvalidJWSSignature:
        return True
    return False


def check(given):
    pem = JWK.from_pem(given["merchant_pem"].encode())
    return {
        "checkout": jws(given["checkout"], given["merchant"]),
        "receipt": jws(given["receipt"], given["merchant"]),
        "direct": sd_jwt(given["direct"], given["surface"]),
        "chain": chain(given["chain"], given["surface"]),
        "forged": forged(given["forged"], given["merchant"]),
        "thumbprint": key(given["merchant"]).thumbprint(),
        "same_pem": pem.thumbprint() == key(given["merchant"]).thumbprint(),
    }


def new_key(kid):
    return JWK.generate(kty="EC", crv="P-256", kid=kid)


def issue(claims, signer, typ):
    header = {"typ": typ, "kid": signer.key_id}
    return SDJWTIssuer(claims, signer, add_decoy_claims=False, extra_header_parameters=header).sd_jwt_issuance


def make(given):
    """A chain and a direct mandate over the checkout that is given."""
    surface, agent = new_key("stock-surface"), new_key("stock-agent")
    checkout, now = given["checkout"], given["now"]
    closed = {
        "vct": "mandate.checkout.1",
        "checkout_hash": digest(checkout),
        SDObj("checkout_jwt"): checkout,
        "iat": now,
        "exp": now + 60,
    }
    item = {"id": given["sku"], "title": "Pack"}
    shop, other = {"id": given["merchant"], "name": "Shop"}, {"id": "another", "name": "Another"}
    opened = {
        "vct": "mandate.checkout.open.1",
        "constraints": [
            {
                "type": "checkout.line_items",
                "items": [{"id": "l1", "acceptable_items": [SDObj(item)], "quantity": given["quantity"]}],
            },
            {"type": "checkout.allowed_merchants", "allowed": [SDObj(other), SDObj(shop)]},
        ],
        "cnf": {"jwk": agent.export_public(as_dict=True)},
        "iat": now - 60,
        "exp": now + 3600,
    }
    root = issue({"delegate_payload": [SDObj(opened)]}, surface, "dc+sd-jwt")
    bound = {
        "delegate_payload": [SDObj(closed)],
        "iat": now,
        "aud": given["aud"],
        "nonce": given["nonce"],
        "sd_hash": digest(root),
    }
    return {
        "surface": surface.export_public(as_dict=True),
        "surface_pem": surface.export_to_pem().decode(),
        "thumbprint": surface.thumbprint(),
        "chain": root + "~" + issue(bound, agent, "kb+sd-jwt"),
        "direct": issue({"delegate_payload": [SDObj(closed)]}, surface, "dc+sd-jwt"),
        "unbound": root + "~" + issue({**bound, "sd_hash": digest("another")}, agent, "kb+sd-jwt"),
    }


def main():
    work = {"check": check, "make": make}[sys.argv[1]]
    json.dump(work(json.load(sys.stdin)), sys.stdout)


if __name__ == "__main__":
    main()
