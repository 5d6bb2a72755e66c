"""Real messages through apprise: to a mail server and to an HTTP server of our own."""

import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from nightlamp.channels.addresses import offered
from nightlamp.channels.addresses.queries import AddressTarget
from nightlamp.channels.apprise_sender import CONNECT_SECONDS, READ_SECONDS, AppriseSender, apprise_url
from nightlamp.channels.message import Outcome
from nightlamp.core.config import SettingError, Settings, read_settings
from tests.channels.test_payload import MESSAGE
from tests.support.inboxes import Board, Mailbox, a_mail_server, an_http_server

ORIGIN = "https://nightlamp.example"
ROBOT = "693a91f6-7abc-4bc4-97a0-0ec2sifa5aaa"


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with a_mail_server() as box:
        yield box


@pytest.fixture
def board() -> Iterator[Board]:
    with an_http_server() as found:
        yield found


def mail_sender(port: int) -> AppriseSender:
    return AppriseSender(
        "email", f"mailto://127.0.0.1:{port}?from=lamp@county.example&to={{address}}", public_origin=ORIGIN
    )


def ntfy_sender(board: Board) -> AppriseSender:
    return AppriseSender("ntfy", "ntfy://{address}", public_origin=ORIGIN, ntfy_origins=[board.origin])


MAIL = AddressTarget("email", "xu.zhi+duty@county.example")


def topic(board: Board, name: str = "duty-7") -> AddressTarget:
    return AddressTarget("ntfy", f"{board.origin}/{name}")


def test_a_mail_arrives_and_holds_no_word_of_a_case(mailbox: Mailbox) -> None:
    alert = replace(MESSAGE, urgency="P1")
    assert mail_sender(mailbox.port).send(MAIL, alert).kind == "sent"
    ((to, mail),) = mailbox.mails
    assert to == "xu.zhi+duty@county.example"
    (text,) = mailbox.texts(to)
    assert text.split() == ["小夜灯", "小夜灯：有一件需要您看（今天内）", f"{ORIGIN}/staff/"]
    for secret in (MESSAGE.alert, MESSAGE.token):
        assert secret not in str(mail)


def test_words_are_in_the_language_of_whom_they_are_for(mailbox: Mailbox) -> None:
    for message in (replace(MESSAGE, language="en", urgency="P2"), replace(MESSAGE, language="en", kind="test")):
        mail_sender(mailbox.port).send(MAIL, message)
    alert, test = (text.strip().splitlines() for text in mailbox.texts(MAIL.address))
    assert alert == ["Nightlamp", "Nightlamp: Something needs you to look at it (Within 3 days)", f"{ORIGIN}/staff/"]
    assert test == ["Nightlamp", "Nightlamp: This is a test: you can be reached here", f"{ORIGIN}/staff/device"]


def test_a_code_comes_alone(mailbox: Mailbox) -> None:
    code = replace(MESSAGE, kind="code", code="042137", alert="code-1")
    assert mail_sender(mailbox.port).send(MAIL, code).kind == "sent"
    (text,) = mailbox.texts(MAIL.address)
    assert "小夜灯：验证码 042137，15 分钟内有效" in text
    assert ORIGIN not in text


def test_a_topic_of_ntfy_gets_it(board: Board) -> None:
    assert ntfy_sender(board).send(topic(board), MESSAGE) == Outcome("sent", "http_200")
    ((path, body),) = board.posts
    assert "duty-7" in path + body
    assert "小夜灯：有一件需要您看（立即）" in json.loads(body)["message"]


@pytest.mark.parametrize(
    ("status", "headers", "outcome"),
    [
        (500, {}, Outcome("later", "http_500")),
        (429, {"Retry-After": "120"}, Outcome("later", "http_429", 120.0)),
        (404, {}, Outcome("failed", "http_404")),
        (400, {}, Outcome("failed", "http_400")),
        (403, {}, Outcome("refused", "http_403")),
        (302, {"Location": "http://169.254.169.254/"}, Outcome("failed", "http_302")),
    ],
)
def test_each_answer_becomes_its_outcome(
    board: Board, status: int, headers: dict[str, str], outcome: Outcome
) -> None:
    board.answers.append((status, headers, b"{}"))
    assert ntfy_sender(board).send(topic(board), MESSAGE) == outcome
    assert len(board.posts) == 1


def test_a_robot_that_says_no_with_a_200_is_heard(board: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    target = AddressTarget("wecom", f"https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key={ROBOT}")
    monkeypatch.setattr("nightlamp.channels.apprise_sender.check_host", lambda _shape: None)
    monkeypatch.setattr("apprise.plugins.wecombot.NotifyWeComBot.notify_url", board.origin + "/send?key={key}")
    sender = AppriseSender("wecom", "wecombot://{address}", public_origin=ORIGIN)
    said = [b'{"errcode": 0, "errmsg": "ok"}', b'{"errcode": 93000}', b'{"errcode": 45009}', b"not json"]
    board.answers += [(200, {}, body) for body in said]
    kinds = [sender.send(target, MESSAGE) for _ in said]
    assert [outcome.kind for outcome in kinds] == ["sent", "failed", "later", "sent"]
    assert [outcome.code for outcome in kinds[1:3]] == ["code_93000", "code_45009"]
    assert board.posts[0][0] == f"/send?key={ROBOT}"


def test_nobody_there_is_worth_another_try(board: Board, mailbox: Mailbox) -> None:
    mailbox.refuse = "450 later"
    assert mail_sender(mailbox.port).send(MAIL, MESSAGE) == Outcome("later", "unreachable")
    assert mail_sender(1).send(MAIL, MESSAGE) == Outcome("later", "unreachable")
    nobody = AppriseSender("ntfy", "ntfy://{address}", public_origin=ORIGIN, ntfy_origins=["http://127.0.0.1:1"])
    assert nobody.send(AddressTarget("ntfy", "http://127.0.0.1:1/a"), MESSAGE) == Outcome("later", "unreachable")


def test_a_host_that_is_no_longer_listed_gets_nothing(board: Board) -> None:
    sender = AppriseSender("ntfy", "ntfy://{address}", public_origin=ORIGIN, ntfy_origins=[])
    assert sender.send(topic(board), MESSAGE) == Outcome("failed", "host_not_public")
    assert board.posts == []


def test_an_url_that_apprise_does_not_take_is_said_aloud(caplog: pytest.LogCaptureFixture) -> None:
    sender = AppriseSender("email", "nosuch://{address}", public_origin=ORIGIN)
    assert sender.send(MAIL, MESSAGE) == Outcome("refused", "template_unusable")
    assert "Channel email" in caplog.text


def test_no_log_line_holds_an_address(board: Board, mailbox: Mailbox, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    logging.getLogger("mail.log").setLevel(logging.CRITICAL)  # the mail server's own
    senders = [(mail_sender(mailbox.port), MAIL), (ntfy_sender(board), topic(board))]
    board.answers += [(200, {}, b"{}"), (500, {}, b"{}"), (403, {}, b"{}")]
    for refuse in ("", "550 no", "450 later"):
        mailbox.refuse = refuse
        for sender, target in senders:
            sender.send(target, MESSAGE)
    for text in (caplog.text, repr(MAIL), repr(topic(board))):
        assert "xu.zhi" not in text
        assert "duty-7" not in text


def test_many_threads_hear_their_own_answers(board: Board) -> None:
    sender = ntfy_sender(board)
    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(lambda n: sender.send(topic(board, f"t{n}"), MESSAGE), range(40)))
    assert {outcome.kind for outcome in outcomes} == {"sent"}
    assert sorted(json.loads(body)["topic"] for _, body in board.posts) == sorted(f"t{n}" for n in range(40))


def test_the_limits_of_time_lie_below_a_lease() -> None:
    url = apprise_url("mailtos://u:p@h?to={address}", "a&b@c.example")
    assert (
        url
        == f"mailtos://u:p@h?to=a%26b%40c.example&cto={CONNECT_SECONDS}&rto={READ_SECONDS}&redirect=no&format=text&retry=0"
    )
    assert 7 * CONNECT_SECONDS < 45
    assert CONNECT_SECONDS + READ_SECONDS < 45


def test_a_web_process_never_loads_apprise(settings: Settings) -> None:
    script = "import sys; from nightlamp.app import create_app; create_app(); print('apprise' in sys.modules)"
    environment = {
        "NIGHTLAMP_HOME": str(settings.home),
        "NIGHTLAMP_APPRISE_EMAIL": "mailto://h?to={address}",
        "PYTHONPATH": ":".join(sys.path),
    }
    ran = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"


def test_channels_are_offered_as_they_are_set_up(monkeypatch: pytest.MonkeyPatch) -> None:
    none = read_settings({})
    some = read_settings(
        {"NIGHTLAMP_APPRISE_EMAIL": "mailto://h?to={address}", "NIGHTLAMP_APPRISE_NTFY": "ntfys://{address}"}
    )
    assert offered.offered_channels(none) == []
    assert offered.offered_channels(some) == ["email"]
    assert offered.offered_channels(replace(some, ntfy_hosts=("https://n.example",))) == ["email", "ntfy"]
    assert "{address}" not in repr(some)
    monkeypatch.setattr(offered, "_is_installed", lambda: False)
    assert offered.offered_channels(some) == []


@pytest.mark.parametrize(
    "value", ["mailto:", "mailto://h", "mailto://h?to={address}&cc={address}", "a b://{address}"]
)
def test_an_url_without_a_place_for_the_address_stops_the_start(value: str) -> None:
    with pytest.raises(SettingError, match="NIGHTLAMP_APPRISE_SMS") as refused:
        read_settings({"NIGHTLAMP_APPRISE_SMS": value})
    assert value not in str(refused.value)
