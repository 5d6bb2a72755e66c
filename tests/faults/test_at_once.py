"""The same thing at the same moment, over real gunicorn: each is kept once, and the first of two wins."""

import http.client
import json
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from nightlamp.alerts.models import Alert
from nightlamp.core.clock import as_text, utc_now
from nightlamp.core.config import Settings
from nightlamp.core.db import db
from nightlamp.duty.rotas.models import ShiftOverride, SwapRequest
from nightlamp.reports.models import Report, ReportAddition, ReportMilestone, SealedQuarantine
from tests.support.sealing import seal
from tests.support.serving import Answer, Server, serving
from tests.support.town import PASSWORD, Town, a_report

pytestmark = pytest.mark.both_databases
REPORTS = "/api/v1/reports"


@pytest.fixture
def server(town: Town, settings: Settings, tmp_path: Path) -> Iterator[Server]:
    """The town behind gunicorn, with its two processes of eight threads."""
    with serving(settings, tmp_path) as server:
        yield server
        assert "Traceback" not in server.log.read_text()


def all_at_once(acts: Sequence[Callable[[], Answer]]) -> list[Answer]:
    """Do all of these at the same moment, each on a thread of its own."""
    barrier = threading.Barrier(len(acts))

    def go(act: Callable[[], Answer]) -> Answer:
        barrier.wait()
        return act()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(go, acts))


def count(model: Any, *conditions: Any) -> int:
    db.session.rollback()
    return db.session.execute(select(func.count()).select_from(model).where(*conditions)).scalar_one()


def cookie_of(server: Server, who: str) -> dict[str, str]:
    answer = server.send("POST", "/api/v1/session", {"email": f"{who}@xihu.example", "password": PASSWORD})
    assert answer.status == 200, answer.raw
    return {"Cookie": answer.headers["set-cookie"].split(";")[0]}


def post(server: Server, body: Any, path: str = REPORTS) -> Callable[[], Answer]:
    return lambda: server.send("POST", path, body)


def test_of_what_many_hands_send_at_once_each_is_kept_once(server: Server) -> None:
    same_report(server)
    two_contents_under_one_receipt(server)
    same_addition_and_different_ones(server)
    same_sealed_body_of_an_unknown_key(server)


def test_of_what_many_people_do_at_once_the_first_counts(server: Server) -> None:
    opening(server)
    taking_in_hand(server)
    deciding_on_one_version(server)
    noting_a_milestone(server)
    filling_a_gap(server)
    asking_for_a_swap(server)


def test_the_log_of_the_server_holds_no_word_and_no_address(server: Server) -> None:
    words = "衣橱后面的淤伤没有人解释"
    server.send("POST", REPORTS, a_report(what=words))
    server.send("POST", REPORTS, a_report(what=words, danger_now="maybe"))
    server.send("POST", REPORTS, ('{"what": "' + words).encode())
    server.send("POST", REPORTS, {"sealed": words})
    server.send("POST", f"{REPORTS}?what=secret-word", a_report())
    server.send("GET", f"{REPORTS}/K7Q2-9MXD-4D")
    server.send("PUT", "/api/v1/deliveries/secret-token/shown")
    server.send("POST", "/api/v1/session", {"email": "worker@xihu.example", "password": "secret-word"})
    log = server.log.read_text()
    for secret in (words, "127.0.0.1", "secret", "K7Q2", "worker@xihu.example", "POST"):
        assert secret not in log, secret


def same_report(server: Server) -> None:
    key = server.send("GET", "/api/v1/config").json["intake_key"]
    for body in (a_report(), {"sealed": seal(key, a_report())}, {"sealed": seal(key, {"danger_now": "yes"})}):
        before = count(Report)
        answers = all_at_once([post(server, body) for _ in range(12)])
        assert {answer.status for answer in answers} == {201}
        assert len({answer.raw for answer in answers}) == 1
        assert sum("idempotency-replayed" not in answer.headers for answer in answers) == 1
        assert (count(Report), count(Alert)) == (before + 1, before + 1)


def two_contents_under_one_receipt(server: Server) -> None:
    before = count(Report)
    body = a_report()
    answers = all_at_once([post(server, body | {"what": what}) for what in ("一", "二")])
    assert sorted(answer.status for answer in answers) == [201, 422]
    assert count(Report) == before + 1


def same_addition_and_different_ones(server: Server) -> None:
    body = a_report()
    reference = server.send("POST", REPORTS, body).json["reference"].replace("-", "")
    path = "/api/v1/follow-up/additions"
    more = {"receipt": body["receipt"], "what": "又听见了"}
    answers = all_at_once([post(server, more, path) for _ in range(8)])
    assert {answer.status for answer in answers} == {201}
    assert count(ReportAddition) == 1
    answers = all_at_once([post(server, more | {"what": str(n), "danger_now": "yes"}, path) for n in range(8)])
    assert {answer.status for answer in answers} == {201}
    assert count(ReportAddition) == 9
    found = db.session.execute(select(Report.priority, Report.version).where(Report.reference == reference)).one()
    assert tuple(found) == ("P0", 1 + 1 + 8 + 1), "none of them undid what another had done"


def same_sealed_body_of_an_unknown_key(server: Server) -> None:
    key = server.send("GET", "/api/v1/config").json["intake_key"] | {"kid": "never-ours"}
    body = {"sealed": seal(key, a_report())}
    answers = all_at_once([post(server, body) for _ in range(8)])
    assert {answer.status for answer in answers} == {202}
    assert count(SealedQuarantine) == 1


def opening(server: Server) -> None:
    reference = server.send("POST", REPORTS, a_report(danger_now="yes")).json["reference"]
    people = [cookie_of(server, who) for who in ("worker", "colleague", "county", "supervisor")] * 2
    answers = all_at_once(
        [lambda c=cookie: server.send("GET", f"{REPORTS}/{reference}", headers=c) for cookie in people]
    )
    assert {answer.status for answer in answers} == {200}
    assert count(ReportMilestone, ReportMilestone.step == "opened") == 1
    opened = {str(next(s for s in answer.json["stages"] if s["step"] == "opened")["by"]) for answer in answers}
    assert len(opened) == 1


def taking_in_hand(server: Server) -> None:
    server.send("POST", REPORTS, a_report(danger_now="yes"))
    people = [cookie_of(server, who) for who in ("worker", "colleague", "county", "supervisor")]
    alert = server.send("GET", "/api/v1/alerts", headers=people[0]).json["items"][0]["id"]
    path = f"/api/v1/alerts/{alert}/acknowledgement"
    answers = all_at_once([lambda c=cookie: server.send("PUT", path, headers=c) for cookie in people])
    assert {answer.status for answer in answers} == {200}
    assert sum(answer.json["by_me"] for answer in answers) == 1
    assert len({answer.json["acknowledged_by"]["id"] for answer in answers}) == 1


def deciding_on_one_version(server: Server) -> None:
    reference = server.send("POST", REPORTS, a_report()).json["reference"]
    people = [cookie_of(server, who) for who in ("worker", "colleague")]
    path = f"{REPORTS}/{reference}"
    tag = server.send("GET", path, headers=people[0]).headers["etag"]
    body = {"track": "harm", "priority": "P2", "disposition": "investigation", "reason": "x"}
    answers = all_at_once(
        [lambda c=cookie: server.send("PUT", f"{path}/screening", body, c | {"If-Match": tag}) for cookie in people]
    )
    assert sorted(answer.status for answer in answers) == [200, 412]


def noting_a_milestone(server: Server) -> None:
    reference = server.send("POST", REPORTS, a_report()).json["reference"]
    people = [cookie_of(server, who) for who in ("worker", "colleague")] * 3
    path = f"{REPORTS}/{reference}/milestones/child-seen"
    answers = all_at_once([lambda c=cookie: server.send("PUT", path, {}, c) for cookie in people])
    assert sorted(answer.status for answer in answers) == [200, 409, 409, 409, 409, 409]
    assert count(ReportMilestone, ReportMilestone.step == "child_seen") == 1


def filling_a_gap(server: Server) -> None:
    planner, *people = [cookie_of(server, who) for who in ("supervisor", "worker", "colleague")]
    team = server.send("GET", "/api/v1/duty/teams", headers=people[0]).json["items"][0]["id"]
    who = server.send("GET", "/api/v1/session", headers=people[0]).json["id"]
    mondays = [{"account": who, "weekday": 0, "begins": "00:00", "minutes": 60}]
    rota = {"team": team, "name": "x", "kind": "weekly", "zone": "Asia/Shanghai", "shifts": mondays}
    assert server.send("POST", "/api/v1/rotas", rota, planner).status == 201
    later = utc_now() + timedelta(days=3)
    next_tuesday = later + timedelta(days=(1 - later.weekday()) % 7)
    hours = {"starts_at": as_text(next_tuesday), "ends_at": as_text(next_tuesday + timedelta(hours=8))}
    body = {"team": team, "instead_of": None} | hours
    answers = all_at_once(
        [lambda c=cookie: server.send("POST", "/api/v1/duty/takes", body, c) for cookie in people * 3]
    )
    assert sorted(answer.status for answer in answers) == [201, 409, 409, 409, 409, 409]
    assert {a.json["code"] for a in answers if a.status == 409} == {"already_on_duty", "taken_meanwhile"}
    assert count(ShiftOverride) == 1


def asking_for_a_swap(server: Server) -> None:
    worker = cookie_of(server, "worker")
    team = server.send("GET", "/api/v1/duty/teams", headers=worker).json["items"][0]["id"]
    (monday, *_) = [
        shift for shift in server.send("GET", "/api/v1/duty/shifts", headers=worker).json["shifts"]
        if shift["mine"] and shift["source"] == "plan"
    ]  # fmt: skip
    body = {"team": team, "starts_at": monday["starts_at"], "ends_at": monday["ends_at"]}
    answers = all_at_once([lambda: server.send("POST", "/api/v1/duty/swaps", body, worker)] * 4)
    assert sorted(answer.status for answer in answers) == [201, 422, 422, 422]
    assert count(SwapRequest, SwapRequest.state == "asked") == 1


def test_a_body_that_comes_in_pieces_without_a_length_is_read_and_bounded(server: Server) -> None:
    def post_in_pieces(pieces: Iterator[bytes]) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        try:
            connection.request(
                "POST", REPORTS, pieces, {"Content-Type": "application/json"}, encode_chunked=True
            )  # without Content-Length, http.client sends chunks
            return connection.getresponse().status
        except (BrokenPipeError, ConnectionResetError):
            return 413  # it was cut off before we had sent everything
        finally:
            connection.close()

    whole = json.dumps(a_report()).encode()
    assert post_in_pieces(iter([whole[:100], whole[100:]])) == 201
    assert post_in_pieces(iter([b'{"what": "', *[b"x" * 65536] * 80, b'"}'])) == 413
    assert server.send("POST", REPORTS, a_report()).status == 201
    assert count(Report) == 2
