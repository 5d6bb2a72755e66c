"""How passwords are kept: the parameters used in earnest, and that a wrong one costs the same time."""

import pytest
from argon2 import PasswordHasher, extract_parameters
from argon2.low_level import Type
from flask import Flask

from nightlamp.accounts import actions
from nightlamp.accounts.actions import open_account
from nightlamp.accounts.models import Account
from nightlamp.core.db import db, writing
from nightlamp.core.errors import Unprocessable
from tests.conftest import PretendClock

IN_EARNEST = actions._hasher  # read before any test puts a cheap one in its place


def open_one(clock: PretendClock, **changes: str) -> Account:
    given = {
        "email": "Ada@Nightlamp.Example ",
        "name": " Ada ",
        "password": "a long enough password",
        "language": "en",
    }
    with writing() as session:
        return open_account(session, now=clock(), by="test", **(given | changes))


def test_the_parameters_are_those_of_rfc_9106() -> None:
    found = extract_parameters(IN_EARNEST.hash("a long enough password"))
    assert found.type is Type.ID
    assert (found.time_cost, found.memory_cost, found.parallelism) == (3, 65536, 4)
    assert (found.hash_len, found.salt_len) == (32, 16)


def test_an_account_keeps_a_hash_and_a_tidy_address(app: Flask, clock: PretendClock) -> None:
    account = open_one(clock)
    assert (account.email, account.name) == ("ada@nightlamp.example", "Ada")
    assert account.password_hash.startswith("$argon2id$")
    assert PasswordHasher().verify(account.password_hash, "a long enough password")


def test_a_short_password_and_a_used_address_are_refused(app: Flask, clock: PretendClock) -> None:
    with pytest.raises(Unprocessable) as short:
        open_one(clock, password="eleven char")
    assert short.value.errors[0].pointer == "/password"
    open_one(clock)
    with pytest.raises(Unprocessable) as used:
        open_one(clock, email="ADA@nightlamp.example")
    assert used.value.errors[0].code == "already_used"
    db.session.rollback()
