"""Seals are bound to their row and their key; purposes of blind indexes do not meet."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightlamp.core.crypto import DataKey, SealBroken, blind_index, new_data_key, unwrap_data_key
from nightlamp.core.keys import KeyMissing, KeyRing, add_key, make_missing_keys


@pytest.fixture
def ring(tmp_path: Path) -> KeyRing:
    make_missing_keys(tmp_path)
    return KeyRing(tmp_path)


def test_what_was_sealed_opens_in_its_own_row_only(ring: KeyRing) -> None:
    key = new_data_key(ring, "kek", row="report_detail:1")
    sealed = key.seal("小满".encode(), row="report_detail:1")
    again = unwrap_data_key(ring, "kek", key.key_id, key.wrapped, row="report_detail:1")
    assert again.open(sealed, row="report_detail:1").decode() == "小满"
    with pytest.raises(SealBroken, match="report_detail:2"):
        again.open(sealed, row="report_detail:2")


def test_a_data_key_that_was_moved_to_another_row_does_not_unwrap(ring: KeyRing) -> None:
    key = new_data_key(ring, "kek", row="report_detail:1")
    with pytest.raises(SealBroken):
        unwrap_data_key(ring, "kek", key.key_id, key.wrapped, row="report_detail:2")


def test_the_identity_key_does_not_open_with_the_reports_key(ring: KeyRing) -> None:
    key = new_data_key(ring, "identity", row="r")
    with pytest.raises(KeyMissing):
        unwrap_data_key(ring, "kek", key.key_id, key.wrapped, row="r")


@given(st.data())
def test_one_changed_byte_is_noticed(data: st.DataObject) -> None:
    key = DataKey("k", b"", bytes(range(32)))
    sealed = bytearray(key.seal(b"some words", row="r"))
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= data.draw(st.integers(1, 255))
    with pytest.raises(SealBroken):
        key.open(bytes(sealed), row="r")


@pytest.mark.parametrize("sealed", [b"", b"short", b"\x00" * 12, b"\x00" * 27])
def test_what_is_too_short_is_broken_and_nothing_worse(sealed: bytes) -> None:
    with pytest.raises(SealBroken):
        DataKey("k", b"", bytes(32)).open(sealed, row="r")


def test_the_same_words_never_look_the_same(ring: KeyRing) -> None:
    key = new_data_key(ring, "kek", row="r")
    assert key.seal(b"words", row="r") != key.seal(b"words", row="r")
    assert new_data_key(ring, "kek", row="r").wrapped != key.wrapped


def test_old_rows_open_after_a_new_key_was_added(ring: KeyRing, tmp_path: Path) -> None:
    key = new_data_key(ring, "kek", row="r")
    sealed = key.seal(b"words", row="r")
    add_key(tmp_path, "kek")
    later = KeyRing(tmp_path)
    assert unwrap_data_key(later, "kek", key.key_id, key.wrapped, row="r").open(sealed, row="r") == b"words"


def test_blind_indexes_of_two_purposes_or_keys_do_not_meet(ring: KeyRing, tmp_path: Path) -> None:
    first, receipt = blind_index(ring, "receipt", b"7K3M")
    assert blind_index(ring, "receipt", b"7K3M") == (first, receipt)
    assert blind_index(ring, "idempotency", b"7K3M")[1] != receipt
    assert len(receipt) == 32
    add_key(tmp_path, "hmac")
    later = KeyRing(tmp_path)
    assert blind_index(later, "receipt", b"7K3M", key_id=first)[1] == receipt
    other = next(key_id for key_id in later.secret_ids("hmac") if key_id != first)
    assert blind_index(later, "receipt", b"7K3M", key_id=other)[1] != receipt
