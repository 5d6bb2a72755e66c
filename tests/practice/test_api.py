"""What a client learns before it may ask: setup and practice content."""

import base64

from flask.testing import FlaskClient

from nightlamp.core.config import Settings
from nightlamp.core.keys import add_key, withdraw_pair

BASE = "/api/v1"


def test_config_tells_all_that_the_interface_promises(client: FlaskClient) -> None:
    answer = client.get(f"{BASE}/config")
    assert answer.status_code == 200
    config = answer.json
    assert {
        "name", "languages", "emergency_numbers", "intake_key", "vapid_public_key", "practice_version",
        "reporter_modes", "fulfils_mandatory_report",
    } <= set(config)  # fmt: skip
    assert config["fulfils_mandatory_report"] is False
    assert config["name"] == {"zh-CN": "小夜灯", "en": "Nightlamp"}
    assert [number["number"] for number in config["emergency_numbers"]] == ["110", "120", "12345"]
    assert config["reporter_modes"] == ["anonymous", "confidential", "identified"]
    point = base64.urlsafe_b64decode(config["vapid_public_key"] + "=")
    assert len(point) == 65
    assert point[0] == 4


def test_config_offers_the_newest_key_at_once_and_never_a_withdrawn_one(
    client: FlaskClient, settings: Settings
) -> None:
    before = client.get(f"{BASE}/config").json["intake_key"]["kid"]
    added = add_key(settings.keys_dir, "intake").split("/")[1]
    withdraw_pair(settings.keys_dir, "intake", before)
    assert client.get(f"{BASE}/config").json["intake_key"]["kid"] == added


def test_practice_holds_every_list_and_may_be_kept(client: FlaskClient) -> None:
    answer = client.get(f"{BASE}/practice")
    assert answer.status_code == 200
    assert {
        "version", "languages", "concerns", "circumstances", "roles", "questions", "about", "priorities", "tracks",
        "dispositions", "standards", "indicators", "replies",
    } == set(answer.json)  # fmt: skip
    again = client.get(f"{BASE}/practice", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    assert again.data == b""
    assert set(answer.json["indicators"]) == {"teacher", "doctor", "neighbour", "police"}


def test_config_and_practice_agree_on_the_version(client: FlaskClient) -> None:
    config, practice = client.get(f"{BASE}/config").json, client.get(f"{BASE}/practice").json
    assert config["practice_version"] == practice["version"]
