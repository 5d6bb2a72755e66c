"""Where we may post to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightlamp.channels.webpush.connections import is_public
from nightlamp.channels.webpush.endpoints import EndpointRefused, check_endpoint, listed_origins
from nightlamp.core.config import SettingError

KNOWN = [
    "https://fcm.googleapis.com/fcm/send/abc:DEF-ghi",
    "https://jmt17.google.com/fcm/send/x",
    "https://updates.push.services.mozilla.com/wpush/v2/gAAAA",
    "https://eu.updates.push.services.mozilla.com/wpush/v1/g",
    "https://web.push.apple.com/QKx",
    "https://api.push.apple.com/3/device/x",
    "https://wns2-par02p.notify.windows.com/w/?token=BQYAAAD%2f%2bA%3d%3d",
]
FOREIGN = [
    "https://example.org/push",
    "https://fcm.googleapis.com.example.org/x",
    "https://notfcm.googleapis.com/x",
    "https://evilpush.apple.com/x",
    "https://notify.windows.com.example.org/x",
    "https://xnotify.windows.com/x",
    "https://fcm.googleapis.com./x",
    "https://fcm.googleapis.com:8443/x",
    "http://fcm.googleapis.com/x",
    "https://127.0.0.1/x",
    "https://[::1]/x",
    "http://127.0.0.1:9000/x",
    "https://169.254.169.254/latest/meta-data",
]
NOT_URLS = [
    "",
    "fcm.googleapis.com/x",
    "ftp://fcm.googleapis.com/x",
    "https:///x",
    "https://user@fcm.googleapis.com/x",
    "https://fcm.googleapis.com:80@example.org/x",
    "https://fcm.googleapis.com/x#part",
    "https://fcm.googleapis.com/x y",
    "https://fcm.googleapis.com/x\r\nHost: example.org",
    "https://fcm.googleapis.com\\@example.org/x",
    "https://fcm.googleapis.com:port/x",
    "https://fcm.googleapis.com/小",
    "https://[::1/x",
]


@pytest.mark.parametrize("url", KNOWN)
def test_the_push_services_of_the_browsers_are_known(url: str) -> None:
    endpoint = check_endpoint(url, listed=())
    assert url == endpoint.origin + endpoint.path
    assert not endpoint.is_listed


@pytest.mark.parametrize("url", FOREIGN)
def test_no_other_host_is_posted_to(url: str) -> None:
    with pytest.raises(EndpointRefused, match="push_host_not_allowed"):
        check_endpoint(url, listed=())


@pytest.mark.parametrize("url", NOT_URLS)
def test_what_is_not_a_plain_url_is_refused(url: str) -> None:
    with pytest.raises(EndpointRefused, match="not_a_url"):
        check_endpoint(url, listed=())


def test_an_address_has_at_most_2048_characters() -> None:
    begin = "https://fcm.googleapis.com/"
    check_endpoint(begin + "x" * (2048 - len(begin)), listed=())
    with pytest.raises(EndpointRefused, match="too_long"):
        check_endpoint(begin + "x" * (2049 - len(begin)), listed=())


def test_a_deployment_may_list_its_own_service_and_the_port_counts() -> None:
    listed = listed_origins(("http://127.0.0.1:9000", "https://Push.Example.org/"))
    assert check_endpoint("http://127.0.0.1:9000/wpush/1", listed=listed).is_listed
    assert check_endpoint("https://push.example.org/x", listed=listed).is_listed
    for url in ("http://127.0.0.1:9001/x", "http://push.example.org/x", "https://push.example.org:444/x"):
        with pytest.raises(EndpointRefused):
            check_endpoint(url, listed=listed)


@pytest.mark.parametrize(
    "text",
    ["http://push.example.org", "https://push.example.org/path", "push.example.org", "https://a@push.example.org"],
)
def test_a_senseless_listed_origin_stops_the_start_by_name(text: str) -> None:
    with pytest.raises(SettingError, match="NIGHTLAMP_PUSH_HOSTS"):
        listed_origins((text,))


@given(st.text(max_size=60))
def test_nothing_after_the_scheme_makes_a_foreign_host_known(rest: str) -> None:
    try:
        endpoint = check_endpoint("https://" + rest, listed=())
    except EndpointRefused:
        return
    known = ("fcm.googleapis.com", "jmt17.google.com", ".mozilla.com", ".push.apple.com", ".notify.windows.com")
    assert endpoint.host.endswith(known)


@given(st.from_regex(r"\A[a-z0-9@:/.\\?#-]{0,20}\Z"))
def test_a_prefix_never_makes_an_address_lead_elsewhere(prefix: str) -> None:
    try:
        endpoint = check_endpoint(f"https://{prefix}fcm.googleapis.com/x", listed=())
    except EndpointRefused:
        return
    assert endpoint.host == "fcm.googleapis.com" or endpoint.host.endswith((".mozilla.com", ".apple.com"))


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "64:ff9b::808:808"])
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.1.2.3", "224.0.0.1",
        "255.255.255.255", "::1", "::", "fe80::1%eth0", "fd00::1", "::ffff:10.0.0.1", "2002:a00:1::",
        "64:ff9b::a00:1",
    ],
)  # fmt: skip
def test_addresses_inside_a_network_are_not_public(address: str) -> None:
    assert not is_public(address)
