"""The key ring: the newest key seals, all keys open, and nobody but the owner can read the files."""

import stat
from pathlib import Path

import pytest

from nightlamp.core.keys import KeyMissing, KeyRing, add_key, make_missing_keys, withdraw_pair


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make_missing_keys(tmp_path / "keys")
    return tmp_path / "keys"


def test_one_key_of_each_kind_is_made_once(folder: Path) -> None:
    assert sorted(p.name for p in folder.iterdir()) == ["audit", "hmac", "identity", "intake", "kek", "vapid"]
    assert make_missing_keys(folder) == []


def test_only_the_owner_can_read_keys(folder: Path) -> None:
    for path in folder.rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_the_newest_key_seals_and_the_older_one_still_opens(folder: Path) -> None:
    first, _ = KeyRing(folder).current("kek")
    second = add_key(folder, "kek").split("/")[1]
    ring = KeyRing(folder)
    assert sorted([first, second]) == sorted(ring.secret_ids("kek"))
    assert ring.current("kek")[0] == max(first, second)
    assert len(ring.secret("kek", first)) == len(ring.secret("kek", second)) == 32


def test_a_missing_key_is_named(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(KeyMissing, match="kek key nobody"):
        KeyRing(folder).secret("kek", "nobody")
    with pytest.raises(KeyMissing, match="nightlamp init"):
        KeyRing(tmp_path / "elsewhere").current("kek")
    with pytest.raises(KeyMissing, match="nightlamp init"):
        KeyRing(tmp_path / "elsewhere").current_pair("intake")


def test_a_withdrawn_pair_is_not_offered_and_still_opens(folder: Path) -> None:
    old, _ = KeyRing(folder).current_pair("intake")
    new = add_key(folder, "intake").split("/")[1]
    withdraw_pair(folder, "intake", old)
    ring = KeyRing(folder)
    assert ring.current_pair("intake")[0] == new
    assert ring.pair("intake", old) is not None
    with pytest.raises(KeyMissing):
        withdraw_pair(folder, "intake", old)


def test_the_last_pair_may_be_withdrawn_only_to_be_missed_by_name(folder: Path) -> None:
    only, _ = KeyRing(folder).current_pair("intake")
    withdraw_pair(folder, "intake", only)
    with pytest.raises(KeyMissing, match="intake"):
        KeyRing(folder).current_pair("intake")


def test_a_running_process_opens_with_a_key_that_was_added_meanwhile(folder: Path) -> None:
    ring = KeyRing(folder)
    ring.current_pair("intake")
    added = add_key(folder, "intake").split("/")[1]
    assert ring.pair("intake", added) is not None
    assert ring.current_pair("intake")[0] == max(added, ring.current_pair("intake")[0])
    secret = add_key(folder, "kek").split("/")[1]
    assert len(ring.secret("kek", secret)) == 32


def test_a_running_process_goes_on_when_a_key_is_withdrawn_meanwhile(folder: Path) -> None:
    ring = KeyRing(folder)
    old, _ = ring.current_pair("intake")
    new = add_key(folder, "intake").split("/")[1]
    withdraw_pair(folder, "intake", old)
    assert ring.current_pair("intake")[0] == new
    assert ring.pair("intake", old) is not None
