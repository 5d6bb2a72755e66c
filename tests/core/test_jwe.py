"""The sealed form: what another library seals opens, what ours would make is refused when anything is off."""

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from joserfc import jwe
from joserfc.jwk import ECKey

from nightlamp.core.jwe import JweBroken, KeyUnknown, open_sealed, public_jwk
from nightlamp.core.keys import KeyRing, add_key, make_missing_keys, withdraw_pair
from tests.support.sealing import seal


@pytest.fixture(scope="module")
def ring(tmp_path_factory: pytest.TempPathFactory) -> KeyRing:
    folder = tmp_path_factory.mktemp("keys")
    make_missing_keys(folder)
    return KeyRing(folder)


def text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def with_header(compact: str, header: Any) -> str:
    """Return a JWE with another header; its tag no longer fits, which is the point where nothing else is wrong."""
    raw = header if isinstance(header, bytes) else json.dumps(header).encode()
    return ".".join([text(raw), *compact.split(".")[1:]])


def header_of(compact: str) -> dict[str, Any]:
    part = compact.split(".", maxsplit=1)[0]
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))


@settings(max_examples=25, deadline=None)
@given(plain=st.binary(max_size=2000))
def test_what_another_library_seals_opens(ring: KeyRing, plain: bytes) -> None:
    assert open_sealed(ring, seal(public_jwk(ring), plain)) == plain


def test_the_offered_key_is_complete_and_holds_nothing_private(ring: KeyRing) -> None:
    offered = public_jwk(ring)
    assert set(offered) == {"kty", "crv", "x", "y", "kid", "alg", "use"}
    assert (offered["kty"], offered["crv"], offered["alg"], offered["use"]) == ("EC", "P-256", "ECDH-ES", "enc")
    assert all(len(base64.urlsafe_b64decode(offered[part] + "=")) == 32 for part in "xy")


def test_a_withdrawn_key_goes_on_opening(tmp_path: Path) -> None:
    make_missing_keys(tmp_path)
    before = public_jwk(KeyRing(tmp_path))
    sealed = seal(before, b"from a phone that was offline")
    add_key(tmp_path, "intake")
    withdraw_pair(tmp_path, "intake", before["kid"])
    later = KeyRing(tmp_path)
    assert public_jwk(later)["kid"] != before["kid"]
    assert open_sealed(later, sealed) == b"from a phone that was offline"


def test_an_unknown_key_is_told_apart_from_what_is_broken(ring: KeyRing) -> None:
    stranger = ECKey.generate_key("P-256").as_dict(private=False) | {"kid": "20200101000000-abcdef"}
    with pytest.raises(KeyUnknown) as caught:
        open_sealed(ring, seal(stranger, b"words"))
    assert caught.value.kid == "20200101000000-abcdef"


@pytest.mark.parametrize(
    "change",
    [
        {"zip": "DEF"},
        {"crit": ["exp"]},
        {"apu": "QWxpY2U"},
        {"typ": "JWE"},
        {"alg": "ECDH-ES+A256KW"},
        {"alg": "dir"},
        {"alg": "none"},
        {"enc": "A128GCM"},
        {"enc": "A256CBC-HS512"},
        {"kid": 7},
        {"kid": None},
        {"epk": None},
        {"epk": {}},
        {"epk": "x"},
        {"epk": {"kty": "OKP", "crv": "X25519", "x": "AA"}},
        {"epk": {"kty": "EC", "crv": "P-384", "x": "AA", "y": "AA"}},
        {"epk": {"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA"}},
        {"epk": {"kty": "EC", "crv": "P-256", "x": 1, "y": 2}},
        {"epk": {"kty": "EC", "crv": "P-256", "x": text(b"\x01" * 32), "y": text(b"\x01" * 32)}},
        {"epk": {"kty": "EC", "crv": "P-256", "x": text(b"\x00" * 32), "y": text(b"\x00" * 32)}},
    ],
)
def test_any_other_header_is_refused(ring: KeyRing, change: dict[str, Any]) -> None:
    compact = seal(public_jwk(ring), b"words")
    with pytest.raises(JweBroken):
        open_sealed(ring, with_header(compact, header_of(compact) | change))


@pytest.mark.parametrize(
    "header", [b"", b"{", b"[]", b"1", b"null", b'"x"', b"\xff\xfe", b"[" * 5000, b'{"a":' * 5000]
)
def test_a_header_that_is_no_object_is_refused(ring: KeyRing, header: bytes) -> None:
    with pytest.raises(JweBroken):
        open_sealed(ring, with_header(seal(public_jwk(ring), b"words"), header))


@pytest.mark.parametrize(
    "compact",
    ["", ".", "....", "a.b.c.d.e", "a..c.d.e", "no JWE at all", "e30....", "……", "\ud800....", "e30=..AA.AA.AA"],
)
def test_what_is_no_jwe_is_refused(ring: KeyRing, compact: str) -> None:
    with pytest.raises(JweBroken):
        open_sealed(ring, compact)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_changed_or_cut_message_never_opens(ring: KeyRing, data: st.DataObject) -> None:
    parts = seal(public_jwk(ring), b"some words of a report").split(".")
    number = data.draw(st.sampled_from([2, 3, 4]))
    raw = bytearray(base64.urlsafe_b64decode(parts[number] + "=="))
    if data.draw(st.booleans()):
        raw = raw[: data.draw(st.integers(0, len(raw) - 1))]
    else:
        raw[data.draw(st.integers(0, len(raw) - 1))] ^= data.draw(st.integers(1, 255))
    parts[number] = text(bytes(raw))
    with pytest.raises(JweBroken):
        open_sealed(ring, ".".join(parts))


@pytest.mark.parametrize("number", [2, 3, 4])
@pytest.mark.parametrize("part", ["", "!", "AA==", "A\x00A", "é", "A" * 17])
def test_a_part_that_is_not_base64url_is_broken_even_when_the_key_is_unknown(
    ring: KeyRing, number: int, part: str
) -> None:
    stranger = ECKey.generate_key("P-256").as_dict(private=False) | {"kid": "unknown"}
    for key in (public_jwk(ring), stranger):
        parts = seal(key, b"words").split(".")
        parts[number] = part or "A"
        with pytest.raises(JweBroken):
            open_sealed(ring, ".".join(parts))


def test_an_encrypted_key_is_refused(ring: KeyRing) -> None:
    parts = seal(public_jwk(ring), b"words").split(".")
    with pytest.raises(JweBroken):
        open_sealed(ring, ".".join([parts[0], "AAAA", *parts[2:]]))


def test_another_way_of_key_agreement_is_refused(ring: KeyRing) -> None:
    offered = public_jwk(ring)
    public = ECKey.import_key({name: offered[name] for name in ("kty", "crv", "x", "y")})
    for alg in ("ECDH-ES+A128KW", "ECDH-ES+A256KW"):
        header = {"alg": alg, "enc": "A256GCM", "kid": offered["kid"]}
        with pytest.raises(JweBroken):
            open_sealed(ring, jwe.encrypt_compact(header, b"words", public))
