"""The change feed: everything that happened, once, in order; its stream; what has not changed is not sent again."""

from __future__ import annotations

import pytest
from browsers import Client
from workers import lines, tools

from dateline.collect.options import Options
from dateline.library.library import Library
from dateline.web.answers import Kept
from dateline.work import jobs
from dateline.work.jobs import Upload
from dateline.work.remove import remove
from dateline.work.worker import do_next


def add(library: Library, count: int) -> list[str]:
    """Adds reports; gives their ids."""
    made = jobs.add_files(library, "me", [Upload("a.jsonl", lines(count))], Options())
    while do_next(library, "w", tools()):
        continue
    return [one.report or "" for one in jobs.job(library, made.id).results]


def test_all_changes_come_in_order_page_by_page(desk: Client) -> None:
    reports = add(desk.library, 4)
    remove(desk.library, reports[1][:12], "asked for")
    whole = desk.get("/api/v1/changes").json()
    assert whole["next"] is None
    positions = [one["position"] for one in whole["items"]]
    assert positions == sorted(positions)
    assert [one["subject"] for one in whole["items"] if one["kind"] == "report-added"] == reports
    gone = [one for one in whole["items"] if one["deleted"]]
    assert reports[1] in [one["subject"] for one in gone if one["kind"] == "report-removed"]
    assert all(
        one["events"] for one in whole["items"] if one["kind"] == "report-added" and one["subject"] != reports[1]
    )
    found, after = [], 0
    while after is not None:
        page = desk.get("/api/v1/changes", params={"after": after, "limit": 2}).json()
        found += page["items"]
        after = page["next"]
    assert found == whole["items"]
    assert desk.get("/api/v1/changes", params={"after": whole["head"]}).json()["items"] == []


@pytest.mark.parametrize("query", ["after=-1", "after=x", "after=99999999999", "limit=0", "limit=1001", "limit=x"])
def test_a_wrong_position_is_a_wrong_call(desk: Client, query: str) -> None:
    assert desk.get(f"/api/v1/changes?{query}").status_code == 400


def test_what_has_not_changed_is_not_sent_again(desk: Client) -> None:
    first = desk.get("/api/v1/changes")
    tag = first.headers["etag"]
    assert first.headers["cache-control"] == "private, no-cache"
    same = desk.get("/api/v1/changes", headers={"if-none-match": tag})
    assert (same.status_code, same.content, same.headers["etag"]) == (304, b"", tag)
    assert desk.get("/api/v1/changes?limit=3", headers={"if-none-match": tag}).status_code == 200
    add(desk.library, 1)
    assert desk.get("/api/v1/changes", headers={"if-none-match": tag}).status_code == 200
    assert "etag" not in desk.get("/api/v1/me").headers
    assert desk.get("/api/v1/changes", headers={"if-none-match": tag, "cookie": "x=1"}).status_code == 401


def test_what_was_answered_before_a_change_takes_no_room_after_it(desk: Client) -> None:
    kept: Kept[bytes] = Kept(100)
    first, second = (desk.get(path).headers["etag"] for path in ("/api/v1/changes", "/api/v1/events"))
    assert first != second
    for tag in (first, second):
        kept.at(tag)
        kept.put(tag, b"1234", 4)
    assert kept.get(first) == kept.get(second) == b"1234"
    add(desk.library, 1)
    third = desk.get("/api/v1/changes").headers["etag"]
    kept.at(third)
    assert [kept.get(first), kept.get(second)] == [None, None]
    kept.put(second, b"late", 4)  # worked out while the log went on
    assert kept.get(second) is None
    kept.put(third, b"1234", 4)
    assert kept.get(third) == b"1234"


def test_jobs_over_http(desk: Client) -> None:
    made = desk.post("/api/v1/jobs", files=[("files", ("a.jsonl", lines(2))), ("files", ("b.txt", b""))])
    assert made.status_code == 202, made.text
    job = made.json()
    assert (job["state"], job["total"], job["names"]) == ("waiting", 2, ["a.jsonl", "b.txt"])
    while do_next(desk.library, "w", tools()):
        continue
    done = desk.get(f"/api/v1/jobs/{job['id']}").json()
    assert (done["state"], done["added"], done["failed"]) == ("done", 2, 1)
    text = desk.post("/api/v1/jobs", json={"text": "A text.", "title": "T", "published": "2015-03-03"})
    link = desk.post("/api/v1/jobs", json={"url": "https://example.org/x"})
    assert (text.status_code, link.status_code) == (202, 202)
    page = desk.get("/api/v1/jobs", params={"limit": 2}).json()
    assert [one["id"] for one in page["items"]] == [link.json()["id"], text.json()["id"]]
    rest = desk.get("/api/v1/jobs", params={"limit": 2, "cursor": page["next"]}).json()
    assert [one["id"] for one in rest["items"]] == [job["id"]]
    assert desk.delete(f"/api/v1/jobs/{job['id']}").status_code == 204
    assert desk.get(f"/api/v1/jobs/{job['id']}").status_code == 404


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"text": "x", "url": "https://example.org"},
        {"text": 1},
        {"url": "file:///etc/passwd"},
        {"text": "x", "published": "yesterday"},
        {"text": "x", "other": 1},
        {"text": "x", "publisher": "\u0000"},
    ],
)
def test_what_is_no_job_is_refused(desk: Client, given: object) -> None:
    assert desk.post("/api/v1/jobs", json=given).status_code == 400


def test_a_damaged_form_is_refused(desk: Client) -> None:
    for body, kind in [
        (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
        (b"", "multipart/form-data; boundary=x"),
        (b"x", "multipart/form-data"),
        (b"a=b", "application/x-www-form-urlencoded"),
        (b"x", ""),
    ]:
        answered = desk.post("/api/v1/jobs", content=body, headers={"content-type": kind})
        assert answered.status_code in (400, 415), (body, kind, answered.text)


def test_bad_cursors_are_refused(desk: Client) -> None:
    for cursor in ("x", "-1", "1" * 40, "٣", "1.5", "\x00"):
        assert desk.get("/api/v1/jobs", params={"cursor": cursor}).status_code == 400


def test_the_reference_loads_nothing_from_elsewhere(desk: Client) -> None:
    page = desk.get("/api/docs").text
    assert "<script" not in page
    assert "http" not in page.replace("/api/", "")
    assert "POST /api/v1/jobs" in page
    described = desk.get("/api/openapi.json").json()
    assert "/api/v1/jobs" in described["paths"]
    assert set(described["paths"]["/api/v1/jobs"]["post"]["requestBody"]["content"]) == {
        "application/json",
        "multipart/form-data",
    }


def test_pages_fall_back_to_the_one_page(desk: Client) -> None:
    for path in ("/", "/map", "/reports/0123", "/events/x?since=2015-01-01"):
        answered = desk.get(path)
        assert answered.status_code == 200
        assert answered.headers["content-type"].startswith("text/html")
    assert desk.get("/assets/none.js").status_code == 404
    assert desk.get("/api/v1/none").status_code == 404
    assert desk.get("/api/none").status_code == 404


def test_an_answer_that_comes_in_parts_is_whole_and_holds_up_nobody(desk: Client) -> None:
    add(desk.library, 2)
    sha256 = desk.get("/api/v1/reports").json()["items"][0]["sha256"]
    first, second = (desk.get(f"/api/v1/evidence/{sha256}") for _ in range(2))
    assert first.status_code == 200
    assert first.content == second.content != b""
    assert len(desk.desk.answers._kept) == 1  # the list of reports
    assert desk.desk.answers._coming == {}
    assert desk.get("/api/v1/reports/00000000ffff").status_code == 404
    assert desk.desk.answers._coming == {}
