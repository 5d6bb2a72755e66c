"""Settings: one frozen record, read once at start. A missing or senseless value stops the start, by name."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


class SettingError(Exception):
    """A setting is missing or makes no sense; the text names it and says what to do."""


@dataclass(frozen=True)
class Settings:
    """Everything that a deployment may set. `docs/operations.md` lists each, and a test proves it."""

    home: Path = field(metadata={"env": "NIGHTLAMP_HOME"})
    database_url: str = field(metadata={"env": "DATABASE_URL"})
    host: str = field(metadata={"env": "NIGHTLAMP_HOST"})
    port: int = field(metadata={"env": "NIGHTLAMP_PORT"})
    proxies: int = field(metadata={"env": "NIGHTLAMP_PROXIES"})
    public_origin: str = field(metadata={"env": "NIGHTLAMP_ORIGIN"})
    push_hosts: tuple[str, ...] = field(metadata={"env": "NIGHTLAMP_PUSH_HOSTS"})
    push_contact: str = field(metadata={"env": "NIGHTLAMP_PUSH_CONTACT"})
    apprise_email: str = field(metadata={"env": "NIGHTLAMP_APPRISE_EMAIL"}, repr=False)
    apprise_wecom: str = field(metadata={"env": "NIGHTLAMP_APPRISE_WECOM"}, repr=False)
    apprise_dingtalk: str = field(metadata={"env": "NIGHTLAMP_APPRISE_DINGTALK"}, repr=False)
    apprise_feishu: str = field(metadata={"env": "NIGHTLAMP_APPRISE_FEISHU"}, repr=False)
    apprise_sms: str = field(metadata={"env": "NIGHTLAMP_APPRISE_SMS"}, repr=False)
    apprise_ntfy: str = field(metadata={"env": "NIGHTLAMP_APPRISE_NTFY"}, repr=False)
    ntfy_hosts: tuple[str, ...] = field(metadata={"env": "NIGHTLAMP_NTFY_HOSTS"})
    reporter_modes: tuple[str, ...] = field(metadata={"env": "NIGHTLAMP_REPORTER_MODES"})
    exit_url: str = field(metadata={"env": "NIGHTLAMP_EXIT_URL"})
    time_zone: str = field(metadata={"env": "NIGHTLAMP_TIME_ZONE"})
    intake_level: str = field(metadata={"env": "NIGHTLAMP_INTAKE_LEVEL"})
    dead_man_url: str = field(metadata={"env": "NIGHTLAMP_DEAD_MAN_URL"}, repr=False)
    clamd: str = field(metadata={"env": "NIGHTLAMP_CLAMD"})
    frontend: Path = field(metadata={"env": "NIGHTLAMP_FRONTEND"})

    @property
    def keys_dir(self) -> Path:
        """Where the keys live: apart from the database, and apart in backups."""
        return self.home / "keys"

    @property
    def is_sqlite(self) -> bool:
        """Whether the database is one SQLite file."""
        return self.database_url.startswith("sqlite")

    @property
    def is_https(self) -> bool:
        """Whether people reach the app over https; the session cookie depends on it."""
        return self.public_origin.startswith("https://")

    @property
    def apprise_templates(self) -> dict[str, str]:
        """The apprise URL of each channel that is set up, with `{address}` where the person's address goes."""
        known = {name: getattr(self, f"apprise_{name}") for name in ADDRESS_CHANNELS}
        return {name: template for name, template in known.items() if template}

    @property
    def zone(self) -> ZoneInfo:
        """The deployment's time zone, for working hours and calendar days."""
        return ZoneInfo(self.time_zone)


REPORTER_MODES = ("anonymous", "confidential", "identified")
ADDRESS_CHANNELS = ("email", "wecom", "dingtalk", "feishu", "sms", "ntfy")
INTAKE_LEVELS = ("township", "county", "prefecture", "province")


def read_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read settings from the environment (`NAME`, or `NAME_FILE` for a file that holds the value).

    Raises SettingError for a value that makes no sense.
    """
    env = os.environ if environ is None else environ
    home = Path(_value(env, "NIGHTLAMP_HOME", "var/home")).resolve()
    port = _port(_value(env, "NIGHTLAMP_PORT", "8000"))
    host = _value(env, "NIGHTLAMP_HOST", "127.0.0.1")
    return Settings(
        home=home,
        database_url=_database_url(_value(env, "DATABASE_URL", f"sqlite:///{home / 'nightlamp.db'}")),
        host=host,
        port=port,
        proxies=_proxies(_value(env, "NIGHTLAMP_PROXIES", "0")),
        public_origin=_origin(_value(env, "NIGHTLAMP_ORIGIN", f"http://localhost:{port}")),
        push_hosts=_words(_value(env, "NIGHTLAMP_PUSH_HOSTS", "")),
        push_contact=_contact(_value(env, "NIGHTLAMP_PUSH_CONTACT", "mailto:operator@nightlamp.example")),
        **{f"apprise_{name}": _template(env, f"NIGHTLAMP_APPRISE_{name.upper()}") for name in ADDRESS_CHANNELS},
        ntfy_hosts=_words(_value(env, "NIGHTLAMP_NTFY_HOSTS", "")),
        reporter_modes=_chosen(env, "NIGHTLAMP_REPORTER_MODES", REPORTER_MODES),
        exit_url=_value(env, "NIGHTLAMP_EXIT_URL", "https://www.weather.com.cn/"),
        time_zone=_zone(_value(env, "NIGHTLAMP_TIME_ZONE", "Asia/Shanghai")),
        intake_level=_one_of("NIGHTLAMP_INTAKE_LEVEL", _value(env, "NIGHTLAMP_INTAKE_LEVEL", "township")),
        dead_man_url=_web_address("NIGHTLAMP_DEAD_MAN_URL", _value(env, "NIGHTLAMP_DEAD_MAN_URL", "")),
        clamd=_scanner(_value(env, "NIGHTLAMP_CLAMD", "")),
        frontend=Path(_value(env, "NIGHTLAMP_FRONTEND", str(_built_frontend()))).resolve(),
    )


def _value(env: Mapping[str, str], name: str, default: str) -> str:
    if file := env.get(f"{name}_FILE"):
        try:
            return Path(file).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise SettingError(f"{name}_FILE names {file}, which cannot be read: {error.strerror}.") from error
    return env.get(name, "").strip() or default


def _built_frontend() -> Path:
    return Path(__file__).resolve().parents[3] / "frontend" / "dist"


def _database_url(value: str) -> str:
    if value.startswith(("postgresql://", "postgres://")):
        return "postgresql+psycopg://" + value.split("://", 1)[1]
    if value.startswith(("sqlite:///", "postgresql+psycopg://")):
        return value
    raise SettingError("DATABASE_URL must begin with sqlite:/// or postgresql://.")


def _port(value: str) -> int:
    if value.isascii() and value.isdigit() and 0 < int(value) < 65536:
        return int(value)
    raise SettingError(f"NIGHTLAMP_PORT must be a number from 1 to 65535, not {value!r}.")


def _proxies(value: str) -> int:
    if value.isascii() and value.isdigit() and len(value) == 1:
        return int(value)
    raise SettingError(f"NIGHTLAMP_PROXIES must be a number from 0 to 9, not {value!r}.")


def _origin(value: str) -> str:
    if value.startswith(("http://", "https://")) and "/" not in value.split("://", 1)[1]:
        return value
    raise SettingError("NIGHTLAMP_ORIGIN must be scheme://host[:port] without a path.")


def _web_address(name: str, value: str) -> str:
    """Return an address to call, or "" for none; its text is never repeated, for it may hold a secret."""
    parts = urlsplit(value)
    if value and (parts.scheme not in ("http", "https") or not parts.hostname or any(c.isspace() for c in value)):
        raise SettingError(f"{name} must be an http or https address.")
    return value


def _scanner(value: str) -> str:
    """Return where a ClamAV daemon listens: host:port, the path of a socket, or "" for none."""
    host, _, port = value.rpartition(":")
    if not value or value.startswith("/") or (host and port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        return value
    raise SettingError("NIGHTLAMP_CLAMD must be host:port, or the path of a socket that begins with /.")


def _contact(value: str) -> str:
    if value.startswith(("mailto:", "https:")) and not any(c in value for c in " <>"):
        return value
    raise SettingError("NIGHTLAMP_PUSH_CONTACT must be mailto:… or https:… without spaces or <>.")


def _template(env: Mapping[str, str], name: str) -> str:
    """Return an apprise URL; its text is never repeated, for it holds passwords."""
    value = _value(env, name, "")
    if value and ("://" not in value or value.count("{address}") != 1 or any(c.isspace() for c in value)):
        raise SettingError(f"{name} must be an apprise URL with {{address}} once, where the person's address goes.")
    return value


def _words(value: str) -> tuple[str, ...]:
    return tuple(word for word in value.replace(",", " ").split() if word)


def _chosen(env: Mapping[str, str], name: str, known: tuple[str, ...]) -> tuple[str, ...]:
    chosen = _words(_value(env, name, " ".join(known)))
    unknown = [word for word in chosen if word not in known]
    if unknown or not chosen:
        raise SettingError(f"{name} must be one or more of {', '.join(known)}.")
    return chosen


def _one_of(name: str, value: str) -> str:
    if value in INTAKE_LEVELS:
        return value
    raise SettingError(f"{name} must be one of {', '.join(INTAKE_LEVELS)}, not {value!r}.")


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise SettingError(f"NIGHTLAMP_TIME_ZONE {value!r} is not a known time zone.") from error
    return value
