"""Settings: read once, failing loudly, each by its name."""

from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from nightlamp.core.config import SettingError, read_settings


def test_everything_has_a_default_that_a_laptop_can_use() -> None:
    settings = read_settings({})
    assert settings.is_sqlite
    assert settings.host == "127.0.0.1"
    assert settings.intake_level == "township"
    assert str(settings.zone) == "Asia/Shanghai"
    assert not settings.is_https


def test_a_value_may_come_from_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "url"
    secret.write_text("postgresql://someone:word@db/nightlamp\n")
    settings = read_settings({"DATABASE_URL_FILE": str(secret)})
    assert settings.database_url == "postgresql+psycopg://someone:word@db/nightlamp"
    with pytest.raises(SettingError, match="DATABASE_URL_FILE"):
        read_settings({"DATABASE_URL_FILE": str(tmp_path / "nowhere")})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "mysql://x"),
        ("DATABASE_URL", "nightlamp.db"),
        ("NIGHTLAMP_PORT", "0"),
        ("NIGHTLAMP_PORT", "65536"),
        ("NIGHTLAMP_PORT", "eighty"),
        ("NIGHTLAMP_PORT", "٨٠"),
        ("NIGHTLAMP_PORT", "8²"),
        ("NIGHTLAMP_ORIGIN", "nightlamp.example"),
        ("NIGHTLAMP_ORIGIN", "https://nightlamp.example/app"),
        ("NIGHTLAMP_PUSH_CONTACT", "operator@nightlamp.example"),
        ("NIGHTLAMP_PUSH_CONTACT", "mailto:<operator@nightlamp.example>"),
        ("NIGHTLAMP_REPORTER_MODES", "anonymous named"),
        ("NIGHTLAMP_TIME_ZONE", "Asia/Nowhere"),
        ("NIGHTLAMP_TIME_ZONE", "../../etc/passwd"),
        ("NIGHTLAMP_INTAKE_LEVEL", "village"),
    ],
)
def test_a_senseless_value_stops_the_start_and_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingError, match=name):
        read_settings({name: value})


def test_settings_never_change_after_the_start() -> None:
    with pytest.raises(FrozenInstanceError):
        read_settings({}).port = 1  # type: ignore[misc]


def test_modes_and_hosts_are_lists_of_words() -> None:
    settings = read_settings(
        {"NIGHTLAMP_REPORTER_MODES": "confidential, identified", "NIGHTLAMP_PUSH_HOSTS": "a.example b.example"}
    )
    assert settings.reporter_modes == ("confidential", "identified")
    assert settings.push_hosts == ("a.example", "b.example")
