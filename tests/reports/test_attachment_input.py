"""Files that are no good, bodies that are no bodies, and too many at once."""

import io

import pytest

from nightlamp.reports.attachments import turns
from tests.support import files
from tests.support.attaching import PATH, attach, attach_sealed, filed, listed
from tests.support.rows import counts, grown
from tests.support.town import Town

PHOTO = files.photo(200, 100)

REFUSED: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "file_empty"),
    "a zip bomb": (files.zip_bomb(), "file_archive"),
    "a pixel bomb": (files.png_bomb(), "photo_too_large"),
    "a film": (files.mp4(handler=b"vide", brand=b"isom"), "file_video"),
    "a page": (b"<script>alert(1)</script>", "file_type_unknown"),
    "half a photo": (PHOTO[:900], "photo_broken"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_plain_file_that_is_no_good_is_refused_with_what_to_do(town: Town, name: str) -> None:
    receipt, _ = filed(town)
    content, code = REFUSED[name]
    before = counts()
    answer = attach(town, receipt, content)
    assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, "/file")
    assert answer.json["errors"][0]["code"] == code
    assert grown(before) == {}


@pytest.mark.parametrize("name", REFUSED)
def test_a_sealed_file_that_is_no_good_is_kept_for_a_supervisor(town: Town, name: str) -> None:
    receipt, reference = filed(town)
    content, code = REFUSED[name]
    answer = attach_sealed(town, receipt, content, name="x.mp4")
    assert (answer.status_code, answer.json["kind"]) == (201, "unreadable")
    (item,) = listed(town, reference)
    assert (item["kind"], item["problem"], item["name"]) == ("unreadable", code, "x.mp4")
    assert (item["may_open"], listed(town, reference, "supervisor")[0]["may_open"]) == (False, True)
    path = f"/reports/{reference}/attachments/{item['id']}"
    refused = town.get("worker", path)
    assert (refused.status_code, refused.json["code"]) == (403, "supervisor_required")
    given = town.get("supervisor", path)
    assert (given.status_code, given.data, given.mimetype) == (200, content, "application/octet-stream")


def test_what_is_missing_or_mistyped_is_told_with_a_pointer(town: Town) -> None:
    receipt, _ = filed(town)
    wrong = receipt[:-1] + ("0" if receipt[-1] != "0" else "1")
    for data, pointer, code in (
        ({"receipt": receipt}, "/file", "required"),
        ({"file": (io.BytesIO(PHOTO), "x")}, "/receipt", "required"),
        ({"receipt": wrong, "file": (io.BytesIO(PHOTO), "x")}, "/receipt", "wrong_type"),
        ({"sealed": "a.b.c"}, "/sealed", "sealed_broken"),
    ):
        answer = town.client.post(PATH, data=data, content_type="multipart/form-data")
        assert answer.status_code == 422
        assert [(e["pointer"], e["code"]) for e in answer.json["errors"]] == [(pointer, code)]
    assert town.client.post(PATH, json={"receipt": receipt}).json["code"] == "unsupported_media_type"


def test_a_body_that_breaks_off_keeps_nothing(town: Town) -> None:
    receipt, _ = filed(town)
    before = counts()
    head = b'--x\r\nContent-Disposition: form-data; name="receipt"\r\n\r\n' + receipt.encode() + b"\r\n"
    head += b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n' + PHOTO
    for body in (head, head + b"\r\n--x", b"", b"nonsense" * 99):
        answer = town.client.post(PATH, data=body, content_type="multipart/form-data; boundary=x")
        assert answer.status_code in (400, 422), body[-9:]
    assert (
        town.client.post(
            PATH, data=head + b"\r\n--x--\r\n", content_type="multipart/form-data; boundary=x"
        ).status_code
        == 201
    )
    assert grown(before)["report_attachment"] == 1


def test_only_so_many_files_arrive_at_once_and_reports_go_on(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    receipt, _ = filed(town)
    taken = [turns._turns.acquire(blocking=False) for _ in range(turns._MOST)]
    try:
        answer = attach(town, receipt, PHOTO)
        assert (answer.status_code, answer.json["code"], answer.headers["Retry-After"]) == (503, "busy", "5")
        filed(town)
    finally:
        for _ in taken:
            turns._turns.release()
    assert attach(town, receipt, PHOTO).status_code == 201
