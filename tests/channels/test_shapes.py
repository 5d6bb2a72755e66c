"""What an address of each channel looks like, and what is refused with a reason."""

import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightlamp.channels.addresses.codes import code_of, is_code
from nightlamp.channels.addresses.hosts import check_host
from nightlamp.channels.addresses.shapes import AddressRefused, Shape, read_shape
from nightlamp.core.config import ADDRESS_CHANNELS
from nightlamp.core.keys import KeyRing

NTFY = {"https://ntfy.county.example", "http://127.0.0.1:8090"}
ROBOT = "693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa"


def why_not(channel: str, text: str) -> str:
    with pytest.raises(AddressRefused) as refused:
        read_shape(channel, text, ntfy_origins=NTFY)
    return refused.value.code


@pytest.mark.parametrize(
    ("channel", "text", "value", "label"),
    [
        ("email", " Xu.Zhi@County.Example ", "Xu.Zhi@county.example", "X…@county.example"),
        ("sms", "138 0000 0001", "+8613800000001", "+86…0001"),
        ("sms", "+49 (30) 1234567", "+49301234567", "+49…4567"),
        ("wecom", f"https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key={ROBOT}", ROBOT, "…5aaa"),
        ("dingtalk", f"https://oapi.dingtalk.com/robot/send?access_token={'ab12' * 16}", "ab12" * 16, "…ab12"),
        ("feishu", f"https://open.feishu.cn/open-apis/bot/v2/hook/{ROBOT}", ROBOT, "…5aaa"),
        ("ntfy", "https://ntfy.county.example/duty-7", "ntfy.county.example/duty-7", "ntfy.county.example · du…"),
        ("ntfy", "http://127.0.0.1:8090/a", "127.0.0.1:8090/a", "127.0.0.1 · a…"),
    ],
)
def test_an_address_is_read_and_named(channel: str, text: str, value: str, label: str) -> None:
    shape = read_shape(channel, text, ntfy_origins=NTFY)
    assert (shape.value, shape.label) == (value, label)
    assert value not in repr(shape)


@pytest.mark.parametrize(
    ("channel", "text"),
    [
        ("email", ""), ("email", "nobody"), ("email", "a@b"), ("email", "a b@c.example"),
        ("email", "a@c.example,b@c.example"),
        ("email", "a@c.example?bcc=b@c.example"), ("email", "a..b@c.example"), ("email", f"{'a' * 65}@c.example"),
        ("sms", "12345"), ("sms", "110"), ("sms", "13800000001/13800000002"), ("sms", "+1234567890123456"),
        ("wecom", ROBOT), ("wecom", f"https://qyapi.weixin.qq.com/other?key={ROBOT}"),
        ("wecom", f"https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key={ROBOT}&debug=1"),
        ("feishu", "https://open.feishu.cn/open-apis/bot/v2/hook/../../x"),
        ("ntfy", "duty-7"), ("ntfy", "https://ntfy.county.example/"), ("ntfy", "https://ntfy.county.example/a/b"),
        ("ntfy", "https://ntfy.county.example/a?x=y"), ("ntfy", "https://u:p@ntfy.county.example/a"),
        ("ntfy", "file:///etc/passwd"), ("ntfy", "https://ntfy.county.example/a\r\nX: y"),
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused(channel: str, text: str) -> None:
    assert why_not(channel, text) == "not_an_address"


@pytest.mark.parametrize(
    ("channel", "text", "code"),
    [
        ("ntfy", "https://ntfy.sh/a", "host_not_allowed"),
        ("ntfy", "https://ntfy.county.example.evil.example/a", "host_not_allowed"),
        ("ntfy", "http://ntfy.county.example/a", "host_not_allowed"),
        ("ntfy", "https://8.8.8.8/a", "host_not_allowed"),
        ("ntfy", "http://127.0.0.1:5432/a", "host_not_public"),
        ("ntfy", "http://10.0.0.7/a", "host_not_public"),
        ("ntfy", "http://169.254.169.254/latest", "host_not_public"),
        ("ntfy", "http://[::1]/a", "host_not_public"),
        ("ntfy", "http://[fe80::1]/a", "host_not_public"),
        ("ntfy", "http://localhost/a", "host_not_public"),
        ("ntfy", "http://db.internal/a", "host_not_public"),
        ("wecom", f"https://evil.example/cgi-bin/webhook/send?key={ROBOT}", "host_not_allowed"),
        ("wecom", f"http://qyapi.weixin.qq.com/cgi-bin/webhook/send?key={ROBOT}", "host_not_allowed"),
        ("dingtalk", f"https://192.168.1.1/robot/send?access_token={'a' * 64}", "host_not_public"),
    ],
)
def test_a_host_that_we_do_not_post_to_is_refused_by_name(channel: str, text: str, code: str) -> None:
    assert why_not(channel, text) == code


@given(channel=st.sampled_from(ADDRESS_CHANNELS), text=st.text(max_size=80))
def test_no_text_breaks_the_reader(channel: str, text: str) -> None:
    try:
        shape = read_shape(channel, text, ntfy_origins=NTFY)
    except AddressRefused:
        return
    assert not any(c.isspace() or ord(c) < 32 for c in shape.value)


@pytest.mark.parametrize(
    ("leads_to", "is_listed", "is_refused"),
    [
        ("8.8.8.8", False, False), ("10.0.0.1", False, True), ("10.0.0.1", True, False), ("127.0.0.1", True, False),
        ("169.254.169.254", True, True), ("fe80::1", True, True), ("0.0.0.0", True, True),  # noqa: S104
        ("::ffff:169.254.1.1", True, True),
        ("100.64.0.1", False, True), ("fd00::1", False, True), ("224.0.0.1", True, True),
    ],
)  # fmt: skip
def test_a_name_is_judged_by_where_it_leads(
    monkeypatch: pytest.MonkeyPatch, leads_to: str, is_listed: bool, is_refused: bool
) -> None:
    found = [(socket.AF_INET, 1, 6, "", ("8.8.8.8", 443)), (socket.AF_INET, 1, 6, "", (leads_to, 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: found)
    shape = Shape("x", "x", "known.example", is_listed=is_listed)
    if not is_refused:
        return check_host(shape)
    with pytest.raises(AddressRefused, match="host_not_public"):
        check_host(shape)


def test_a_name_that_nobody_knows_now_is_left_to_sending(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_args: object, **_named: object) -> None:
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    check_host(Shape("x", "x", "unknown.example"))


def test_a_code_is_six_digits_of_its_own_address_and_moment(app: object, settings: object) -> None:
    ring = KeyRing(settings.keys_dir)  # type: ignore[attr-defined]
    codes = {code_of(ring, f"u{n}", bytes([n]) * 16)[1] for n in range(50)}
    assert all(len(code) == 6 and code.isdigit() for code in codes)
    assert len(codes) > 45
    key_id, code = code_of(ring, "u1", b"n" * 16)
    assert is_code(ring, "u1", b"n" * 16, code, key_id=key_id)
    assert not is_code(ring, "u2", b"n" * 16, code, key_id=key_id)
    assert not is_code(ring, "u1", b"m" * 16, code, key_id=key_id)
