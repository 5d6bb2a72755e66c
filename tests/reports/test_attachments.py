"""Files come with a receipt, are stored whole or not at all, and are shown to whoever may read the report."""

import io
from typing import Any

import pytest
from sqlalchemy import event as database_event

from nightlamp.core.db import db
from nightlamp.core.ids import in_groups, new_receipt
from nightlamp.core.keys import add_key
from nightlamp.files.models import FileChunk
from nightlamp.reports.attachments import rules
from nightlamp.reports.attachments.models import ReportAttachment
from tests.conftest import PretendClock
from tests.support import files
from tests.support.attaching import PATH, attach, attach_sealed, enveloped, filed, key_of, listed, send_sealed
from tests.support.rows import counts, grown
from tests.support.town import Town, a_report

both_databases = pytest.mark.both_databases
PHOTO = files.photo(200, 100)


@both_databases
@pytest.mark.parametrize("way", [attach, attach_sealed])
def test_a_photo_is_stored_with_its_report_in_one_go(town: Town, clock: PretendClock, way: Any) -> None:
    receipt, reference = filed(town)
    version = town.get("worker", f"/reports/{reference}").json["version"]
    before = counts()
    clock.forward(minutes=3)
    answer = way(town, receipt, PHOTO)
    assert (answer.status_code, answer.json) == (
        201, {"reference": reference, "received_at": "2026-03-02T01:03:00.000Z", "kind": "photo"}
    )  # fmt: skip
    assert grown(before) == {"report_attachment": 1, "file_chunk": 1, "audit_event": 1}
    report = town.get("worker", f"/reports/{reference}").json
    assert report["version"] == version + 1
    assert [kind for kind in report["events"] if kind["kind"] == "attachment_received"]
    (item,) = report["attachments"]
    assert (item["kind"], item["media"], item["width"], item["height"]) == ("photo", "image/jpeg", 100, 200)
    assert (item["state"], item["may_open"], item["problem"], item["name"]) == ("ready", True, None, None)
    town.rung()


@both_databases
def test_a_worker_gets_the_photo_upright_and_bare_and_each_look_is_on_record(town: Town) -> None:
    receipt, reference = filed(town)
    attach_sealed(town, receipt, PHOTO)
    (item,) = listed(town, reference)
    before = counts()
    for _ in range(2):
        answer = town.get("worker", f"/reports/{reference}/attachments/{item['id']}")
        assert answer.status_code == 200
    assert grown(before) == {"audit_event": 2}
    picture = files.opened(answer.data)
    assert (picture.size, dict(picture.getexif()), len(answer.data)) == ((100, 200), {}, item["bytes"])
    assert files.SERIAL.encode() not in answer.data


def test_a_file_is_handed_out_so_that_nothing_in_it_can_run(town: Town) -> None:
    receipt, reference = filed(town)
    attach(town, receipt, files.pdf(inside=b"/OpenAction<</S/JavaScript/JS(app.alert(1))>>"), name="../../报告.pdf")
    (item,) = listed(town, reference)
    assert (item["kind"], item["active"], item["name"]) == ("document", True, "报告.pdf")
    answer = town.get("worker", f"/reports/{reference}/attachments/{item['id']}")
    assert answer.mimetype == "application/octet-stream"
    assert answer.headers.getlist("Content-Security-Policy") == [
        "sandbox; default-src 'none'; frame-ancestors 'none'"
    ]
    assert answer.headers.getlist("X-Content-Type-Options") == ["nosniff"]
    assert answer.headers.getlist("Cache-Control") == ["no-store"]
    assert answer.headers.getlist("Cross-Origin-Resource-Policy") == ["same-origin"]
    disposition = answer.headers["Content-Disposition"]
    assert disposition == f'attachment; filename="{reference}_{item["id"][-4:]}.pdf"'
    assert town.client.get("/").headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self'")


@both_databases
def test_whoever_may_not_read_the_report_finds_no_file_of_it(town: Town) -> None:
    receipt, reference = filed(town)
    attach(town, receipt, PHOTO)
    (item,) = listed(town, reference)
    path = f"/reports/{reference}/attachments/{item['id']}"
    _, other = filed(town)
    assert town.client.get(f"/api/v1{path}").status_code == 401
    assert town.get("worker", path).status_code == 200
    assert town.get("worker", f"/reports/{other}/attachments/{item['id']}").status_code == 404
    assert town.get("worker", f"/reports/{reference}/attachments/{other}").status_code == 404
    assert town.put("worker", f"/reports/{reference}/recusal", {"reason": "邻居家的事"}).status_code == 204
    before = counts()
    assert town.get("worker", path).status_code == 404
    assert grown(before) == {}
    assert town.get("supervisor", path).status_code == 200
    town.rung()


@both_databases
@pytest.mark.parametrize("way", [attach, attach_sealed])
def test_the_same_file_twice_is_stored_once_and_answered_again(town: Town, clock: PretendClock, way: Any) -> None:
    receipt, reference = filed(town)
    first = way(town, receipt, PHOTO)
    clock.forward(minutes=5)
    before = counts()
    again = way(town, receipt, PHOTO)
    assert (again.status_code, again.json) == (201, first.json)
    assert again.headers["Idempotency-Replayed"] == "true"
    assert "Idempotency-Replayed" not in first.headers
    assert grown(before) == {}
    add_key(town.app.extensions["nightlamp.settings"].keys_dir, "hmac")
    town.app.extensions["nightlamp.keys"]._reread("_secrets")
    assert way(town, receipt, PHOTO).headers["Idempotency-Replayed"] == "true"
    assert len(listed(town, reference)) == 1


def test_the_same_file_belongs_to_two_reports(town: Town) -> None:
    for _ in range(2):
        receipt, reference = filed(town)
        assert "Idempotency-Replayed" not in attach(town, receipt, PHOTO).headers
        assert len(listed(town, reference)) == 1


@both_databases
@pytest.mark.parametrize("fails_at", ["file_chunk", "audit_event"])
def test_what_breaks_in_the_middle_leaves_nothing(town: Town, fails_at: str) -> None:
    receipt, _ = filed(town)
    before = counts()

    def fail(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.startswith(f"INSERT INTO {fails_at}"):
            raise KeyboardInterrupt

    database_event.listen(db.engine, "before_cursor_execute", fail)
    with pytest.raises(KeyboardInterrupt):
        attach(town, receipt, files.pdf(inside=b"%" * 600_000))
    database_event.remove(db.engine, "before_cursor_execute", fail)
    assert grown(before) == {}
    assert attach(town, receipt, files.pdf(inside=b"%" * 600_000)).status_code == 201
    assert grown(before) == {"report_attachment": 1, "file_chunk": 3, "audit_event": 1}


@both_databases
def test_a_receipt_of_no_report_is_answered_404_and_keeps_nothing(town: Town) -> None:
    before = counts()
    stranger = in_groups(new_receipt())
    for answer in (
        attach(town, stranger, PHOTO),
        attach_sealed(town, stranger, PHOTO),
        attach_sealed(town, None, PHOTO),
        send_sealed(town, enveloped(key_of(town), stranger, b"")),
    ):
        assert (answer.status_code, answer.json["code"]) == (404, "receipt_unknown")
    assert grown(before) == {}


def test_the_name_of_a_photo_or_recording_is_not_kept(town: Town) -> None:
    receipt, reference = filed(town)
    attach(town, receipt, PHOTO, name="林家门口.jpg")
    attach_sealed(town, receipt, files.webm(), name="voice of my neighbour.webm", seconds=9)
    assert [(item["kind"], item["name"]) for item in listed(town, reference)] == [("photo", None), ("voice", None)]


def test_a_recording_tells_how_long_it_is_or_what_the_phone_said(town: Town) -> None:
    receipt, reference = filed(town)
    attach_sealed(town, receipt, files.webm(seconds=3), seconds=99, claimed_at="2026-03-02T00:55:00Z")
    attach_sealed(town, receipt, files.mp4(seconds=0), seconds=42.04)
    first, second = listed(town, reference)
    assert first["seconds"] == pytest.approx(3, abs=0.1)
    assert (second["seconds"], first["claimed_at"]) == (42.0, "2026-03-02T00:55:00Z")


def test_a_voice_alone_is_a_report(town: Town) -> None:
    body = a_report(what="", what_by="voice")
    reference = town.file(**body)
    rows = town.get("worker", "/reports").json["items"]
    assert [(row["excerpt"], row["what_by"]) for row in rows] == [("", "voice")]
    report = town.get("worker", f"/reports/{reference}").json
    assert (report["what"], report["what_by"], report["attachments"]) == ("", "voice", [])
    attach_sealed(town, body["receipt"], files.webm())
    assert [item["kind"] for item in listed(town, reference)] == ["voice"]
    town.rung()


@both_databases
def test_a_report_that_holds_enough_files_says_so_and_takes_words(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "MOST_FILES", 2)
    receipt, _ = filed(town)
    for number in range(2):
        assert attach(town, receipt, files.pdf(inside=b"/N %d" % number)).status_code == 201
    for way in (attach, attach_sealed):
        answer = way(town, receipt, PHOTO)
        assert (answer.status_code, answer.json["code"]) == (422, "too_many_files")
    assert attach(town, receipt, files.pdf(inside=b"/N 1")).headers["Idempotency-Replayed"] == "true"
    added = town.client.post("/api/v1/follow-up/additions", json={"receipt": receipt, "what": "还有"})
    assert added.status_code == 201


def test_files_of_a_report_have_a_size_together(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "MOST_BYTES_TOGETHER", 500_000)
    receipt, _ = filed(town)
    assert attach(town, receipt, files.pdf(inside=b"%" * 400_000)).status_code == 201
    assert attach(town, receipt, files.pdf(inside=b"%" * 200_000)).json["code"] == "too_many_files"
    assert attach(town, receipt, files.pdf()).status_code == 201


def test_rows_and_pieces_hold_nothing_in_clear(town: Town) -> None:
    receipt, _ = filed(town)
    attach_sealed(town, receipt, files.pdf(inside=b"/Words(recognisable)"), name="recognisable.pdf")
    rows = [*db.session.query(ReportAttachment), *db.session.query(FileChunk)]
    for row in rows:
        assert b"recognisable" not in row.sealed
        assert b"document" not in row.sealed


def test_a_sign_in_on_the_same_phone_changes_nothing_and_is_not_kept(town: Town) -> None:
    receipt, reference = filed(town)
    data = {"receipt": receipt, "file": (io.BytesIO(files.pdf()), "a.pdf")}
    assert town.browser("worker").post(PATH, data=data).status_code == 201
    (event,) = [
        e for e in town.get("worker", f"/reports/{reference}").json["events"] if e["kind"] == "attachment_received"
    ]
    assert event["by"] is None
