"""The key ring: named keys in files, apart from the database. The newest of a kind seals; all of them open.

`keys/KIND/ID.key` holds 32 random bytes, `keys/KIND/ID.pem` a P-256 private key. A withdrawn intake key is
renamed to `ID.withdrawn.pem`: it is no longer offered, and still opens what a phone sealed while offline.
"""

import os
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

SECRET_KINDS = ("kek", "identity", "hmac", "audit")
PAIR_KINDS = ("intake", "vapid")


class KeyMissing(Exception):
    """No key of this kind or with this id is in the ring; the text says which, and where it was sought."""


@dataclass(frozen=True)
class KeyRing:
    """All keys of one installation, read from `directory` when first needed.

    A key that is asked for and not known is sought once more in the files: another process, started later, may seal
    with a key that was added meanwhile.
    """

    directory: Path

    @cached_property
    def _secrets(self) -> dict[str, dict[str, bytes]]:
        return {
            kind: {p.stem: p.read_bytes() for p in sorted((self.directory / kind).glob("*.key"))}
            for kind in SECRET_KINDS
        }

    @cached_property
    def _pairs(self) -> dict[str, dict[str, ec.EllipticCurvePrivateKey]]:
        return {kind: {_key_id(p): _load_pair(p) for p in _pems(self.directory / kind)} for kind in PAIR_KINDS}

    def secret(self, kind: str, key_id: str) -> bytes:
        """Return one 32-byte key. Raises KeyMissing."""
        found = self._secrets[kind].get(key_id) or self._reread("_secrets")._secrets[kind].get(key_id)
        if found is None:
            raise KeyMissing(f"{kind} key {key_id} is not in {self.directory}.")
        return found

    def current(self, kind: str) -> tuple[str, bytes]:
        """Return id and bytes of the newest 32-byte key of a kind. Raises KeyMissing."""
        ring = self._secrets[kind]
        if not ring:
            raise KeyMissing(f"There is no {kind} key in {self.directory}; run `nightlamp init`.")
        newest = max(ring)
        return newest, ring[newest]

    def secret_ids(self, kind: str) -> list[str]:
        """Return the ids of all keys of a kind, newest first (a look-up tries them in this order)."""
        return sorted(self._secrets[kind], reverse=True)

    def pair(self, kind: str, key_id: str) -> ec.EllipticCurvePrivateKey | None:
        """Return one private key, withdrawn or not, or None when the ring has never held it."""
        return self._pairs[kind].get(key_id) or self._reread("_pairs")._pairs[kind].get(key_id)

    def current_pair(self, kind: str) -> tuple[str, ec.EllipticCurvePrivateKey]:
        """Return id and private key of the newest pair that is not withdrawn. Raises KeyMissing."""
        offered = [_key_id(p) for p in _pems(self.directory / kind) if ".withdrawn." not in p.name]
        if not offered:
            raise KeyMissing(f"There is no {kind} key in {self.directory}; run `nightlamp init`.")
        newest = max(offered)
        found = self.pair(kind, newest)
        if found is None:
            raise KeyMissing(f"{kind} key {newest} has just gone from {self.directory}.")
        return newest, found

    def _reread(self, what: str) -> "KeyRing":
        self.__dict__.pop(what, None)
        return self


def make_missing_keys(directory: Path) -> list[str]:
    """Make one key of each kind that has none; return the names made. Files are readable by their owner only."""
    made = []
    for kind in SECRET_KINDS:
        if not list((directory / kind).glob("*.key")):
            made.append(add_key(directory, kind))
    for kind in PAIR_KINDS:
        if not list((directory / kind).glob("*.pem")):
            made.append(add_key(directory, kind))
    return made


def add_key(directory: Path, kind: str) -> str:
    """Add a key of a kind; it is the newest from now on. Return `kind/id`. Old keys stay and still open."""
    folder = directory / kind
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    key_id = f"{datetime.now(UTC):%Y%m%d%H%M%S}-{secrets.token_hex(3)}"
    if kind in SECRET_KINDS:
        _write(folder / f"{key_id}.key", secrets.token_bytes(32))
    else:
        _write(folder / f"{key_id}.pem", _new_pem())
    return f"{kind}/{key_id}"


def withdraw_pair(directory: Path, kind: str, key_id: str) -> None:
    """Stop offering a key pair; it goes on opening. Raises KeyMissing."""
    path = directory / kind / f"{key_id}.pem"
    if not path.exists():
        raise KeyMissing(f"{kind} key {key_id} is not in {directory}.")
    path.rename(path.with_name(f"{key_id}.withdrawn.pem"))


def public_point(private_key: ec.EllipticCurvePrivateKey) -> bytes:
    """Return the public key as an uncompressed point: 65 bytes, first 0x04."""
    return private_key.public_key().public_bytes(
        serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
    )


def _new_pem() -> bytes:
    return ec.generate_private_key(ec.SECP256R1()).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _pems(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.pem"))


def _key_id(path: Path) -> str:
    return path.name.split(".", 1)[0]


def _load_pair(path: Path) -> ec.EllipticCurvePrivateKey:
    key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise KeyMissing(f"{path} does not hold a P-256 private key.")
    return key


def _write(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
