"""Open what a phone sealed: compact JWE, ECDH-ES on P-256 with A256GCM (RFC 7516, RFC 7518 sections 4.6, 5.3).

Only the one form that the reporter app makes is opened; anything else is refused by name. No compression:
a small sealed body cannot become a large one.
"""

import base64
import binascii
import json
import struct
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.concatkdf import ConcatKDFHash

from nightlamp.core.keys import KeyRing, public_point

_HEADER = {"alg", "enc", "kid", "epk"}


class JweBroken(Exception):
    """Not a JWE of the accepted form, or one that does not open; the text says which."""


class KeyUnknown(Exception):
    """The header names a key that this installation has never held: keep the body, and call the operator."""

    def __init__(self, kid: str) -> None:
        super().__init__(kid)
        self.kid = kid


def open_sealed(ring: KeyRing, compact: str) -> bytes:
    """Return the plain bytes of a compact JWE. Raises JweBroken or KeyUnknown."""
    parts = compact.split(".")
    if len(parts) != 5 or parts[1]:
        raise JweBroken("Five parts with an empty second one are expected (compact, ECDH-ES direct).")
    header = _header(parts[0])
    ephemeral_key = _ephemeral_key(header["epk"])
    nonce, body, tag = (_bytes(part) for part in parts[2:])
    if len(nonce) != 12 or len(tag) != 16:
        raise JweBroken("The nonce has 12 bytes and the tag 16.")
    private_key = ring.pair("intake", header["kid"])
    if private_key is None:
        raise KeyUnknown(header["kid"])
    shared = private_key.exchange(ec.ECDH(), ephemeral_key)
    try:
        return AESGCM(_derived(shared)).decrypt(nonce, body + tag, parts[0].encode("ascii"))
    except InvalidTag:
        raise JweBroken("The body does not open with the key that its header names.") from None


def public_jwk(ring: KeyRing) -> dict[str, str]:
    """Return the intake key that phones seal to, as a JWK (RFC 7517) with its `kid`."""
    kid, private_key = ring.current_pair("intake")
    point = public_point(private_key)
    return {
        "kty": "EC", "crv": "P-256", "x": _text(point[1:33]), "y": _text(point[33:]),
        "kid": kid, "alg": "ECDH-ES", "use": "enc",
    }  # fmt: skip


def _header(part: str) -> dict[str, Any]:
    try:
        header = json.loads(_bytes(part))
    except (ValueError, RecursionError):
        raise JweBroken("The header is not JSON.") from None
    if not isinstance(header, dict) or set(header) != _HEADER:
        raise JweBroken("The header holds alg, enc, kid and epk, and nothing else.")
    if header["alg"] != "ECDH-ES" or header["enc"] != "A256GCM" or not isinstance(header["kid"], str):
        raise JweBroken("alg is ECDH-ES, enc is A256GCM, kid is text.")
    return header


def _ephemeral_key(epk: Any) -> ec.EllipticCurvePublicKey:
    if not isinstance(epk, dict) or epk.get("kty") != "EC" or epk.get("crv") != "P-256":
        raise JweBroken("epk is a P-256 key.")
    if not isinstance(epk.get("x"), str) or not isinstance(epk.get("y"), str):
        raise JweBroken("epk has x and y.")
    try:
        point = b"\x04" + _bytes(epk["x"]) + _bytes(epk["y"])
        return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    except ValueError:
        raise JweBroken("epk is not a point of P-256.") from None


def _derived(shared: bytes) -> bytes:
    """Concat KDF with one round for 256 bits: AlgorithmID, empty PartyUInfo and PartyVInfo, key length."""
    name = b"A256GCM"
    info = struct.pack(">I", len(name)) + name + struct.pack(">III", 0, 0, 256)
    return ConcatKDFHash(algorithm=hashes.SHA256(), length=32, otherinfo=info).derive(shared)


def _bytes(part: str) -> bytes:
    if "=" in part:
        raise JweBroken("base64url is written without padding.")
    try:
        return base64.b64decode(part.encode("ascii") + b"=" * (-len(part) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, UnicodeEncodeError):
        raise JweBroken("A part is not base64url.") from None


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
