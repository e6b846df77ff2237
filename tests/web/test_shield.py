"""What no request may do, and what every answer says to the browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browsers import PORT, Client, client, enter

from dateline.web.security.client import client_of
from dateline.web.security.rates import Rate
from dateline.web.security.shield import LARGEST_BODY
from dateline.web.settings import Settings, origin_of


@pytest.fixture(scope="module")
def one_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """A desk for all that changes nothing, its one person signed in."""
    folder = tmp_path_factory.mktemp("desk")
    with client(f"{folder}/library.sqlite", f"{folder}/evidence", Settings(works=False)) as made:
        made.desk.changes = Rate(10_000, 10_000)
        yield enter(made)


OWN = f"http://127.0.0.1:{PORT}"


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "evil.example"},
        {"host": f"127.0.0.1.evil.example:{PORT}"},
        {"host": "127.0.0.1:1"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": f"http://127.0.0.1:{PORT + 1}"},
        {"sec-fetch-site": "cross-site", "sec-fetch-mode": "cors"},
        {"sec-fetch-site": "same-site", "sec-fetch-mode": "no-cors"},
        {"x-forwarded-for": "203.0.113.7"},
        {"x-forwarded-host": "desk.example.org"},
        {"forwarded": "for=203.0.113.7"},
        {"via": "1.1 proxy"},
        {"x-real-ip": "203.0.113.7"},
    ],
)
@pytest.mark.parametrize("path", ["/", "/api/v1/me", "/api/v1/enter?token=x", "/api/openapi.json"])
def test_what_comes_from_elsewhere_is_refused(one_desk: Client, headers: dict[str, str], path: str) -> None:
    answered = one_desk.get(path, headers=headers, follow_redirects=False)
    assert answered.status_code == 403
    assert answered.headers["content-type"] == "application/problem+json"
    assert answered.json()["status"] == 403


def test_names_of_this_machine_are_known(one_desk: Client) -> None:
    for name in (f"localhost:{PORT}", f"LOCALHOST:{PORT}", f"[::1]:{PORT}"):
        assert one_desk.get("/", headers={"host": name}).status_code == 200
    assert one_desk.get("/api/v1/me", headers={"origin": OWN, "sec-fetch-site": "same-origin"}).status_code == 200


def test_a_link_from_elsewhere_opens_a_page(desk: Client) -> None:
    visit = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    assert desk.get("/", headers=visit).status_code == 200
    assert desk.post("/api/v1/logout", headers=visit).status_code == 403


def test_every_answer_has_the_headers(one_desk: Client) -> None:
    answers = [
        one_desk.get("/"),
        one_desk.get("/api/v1/me"),
        one_desk.get("/api/v1/nothing"),
        one_desk.get("/no.such.file"),
        one_desk.post("/no/such/thing"),
        one_desk.get("/", headers={"host": "evil.example"}),
        one_desk.get("/api/docs"),
        one_desk.get("/api/docs.css"),
        one_desk.get("/api/openapi.json"),
    ]
    for answered in answers:
        rules = answered.headers["content-security-policy"]
        assert "default-src 'none'" in rules
        assert "unsafe" not in rules
        assert "frame-ancestors 'none'" in rules
        assert answered.headers["x-content-type-options"] == "nosniff"
        assert answered.headers["referrer-policy"] == "no-referrer"
        assert "cache-control" in answered.headers
        assert "server" not in answered.headers


def test_a_chosen_map_is_let_in_and_nothing_else(tmp_path: object) -> None:
    from dateline.web.security.shield import policy

    rules = policy(Settings(style="https://maps.example.org/style.json?key=1"))
    assert "connect-src 'self' https://maps.example.org;" in rules
    assert "script-src 'self';" in rules


def test_large_bodies_are_refused_with_the_limit(one_desk: Client) -> None:
    large = b'{"user": "' + b"x" * LARGEST_BODY + b'"}'
    for content in (large, (large[i : i + 65536] for i in range(0, len(large), 65536))):
        answered = one_desk.post("/api/v1/tokens", content=content, headers={"content-type": "application/json"})
        assert answered.status_code == 413
        assert "1 MiB" in answered.json()["detail"]


@pytest.mark.parametrize("path", ["/api/v1/login", "/api/v1/tokens", "/api/v1/jobs"])
@pytest.mark.parametrize(
    "body",
    [b"{", b"[]", b'"x"', b"\xff\xfe", b"{" * 100_000, b'{"name": 1}', b'{"\xb0": 1, "text": "\xb0"}', b"null", b""],
)
def test_a_wrong_body_is_a_wrong_call(one_desk: Client, path: str, body: bytes) -> None:
    answered = one_desk.post(path, content=body, headers={"content-type": "application/json"})
    assert answered.status_code in (400, 403)
    assert answered.json()["title"]


@pytest.mark.parametrize(
    "path",
    ["/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/assets/..%2f..%2fapp.py", "/%00", "/..\\app.py", "/a%00.js"],
)
def test_a_path_does_not_lead_out(one_desk: Client, path: str) -> None:
    answered = one_desk.get(path)
    assert answered.status_code in (200, 404)
    assert b"root:" not in answered.content
    assert b"create_app" not in answered.content


def test_a_tool_behind_a_named_proxy_is_known_by_its_own_address() -> None:
    settings = Settings(mode="accounts", url="https://desk.example.org", trusted_proxies=("127.0.0.1", "10.0.0.2"))
    headers = [(b"x-forwarded-for", b"198.51.100.1, 203.0.113.7, 10.0.0.2")]
    assert client_of({"client": ("127.0.0.1", 5), "headers": headers}, settings) == "203.0.113.7"
    assert client_of({"client": ("192.0.2.9", 5), "headers": headers}, settings) == "192.0.2.9"


def test_a_bucket_fills_again() -> None:
    moment = 0.0
    rate = Rate(burst=2, each_minute=60, clock=lambda: moment)
    assert [rate.take("a"), rate.take("a"), rate.take("a"), rate.take("b")] == [0, 0, 1, 0]
    moment = 1.0
    assert [rate.take("a"), rate.take("a")] == [0, 1]


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://Desk.Example.org/", "https://desk.example.org"),
        ("https://desk.example.org:443", "https://desk.example.org"),
        ("http://desk:8080", "http://desk:8080"),
        ("https://[2001:db8::1]:8443", "https://[2001:db8::1]:8443"),
    ],
)
def test_the_origin_of_an_address(url: str, origin: str) -> None:
    assert origin_of(url) == origin


def test_enter_is_of_no_use_to_accounts(tmp_path: object) -> None:
    with client(f"{tmp_path}/l.sqlite", f"{tmp_path}/e", Settings(mode="accounts", works=False)) as outside:
        answered = outside.get("/api/v1/enter", params={"token": outside.tokens[-1]}, follow_redirects=False)
        assert answered.status_code == 403


def test_a_change_needs_the_header(desk: Client) -> None:
    good = desk.headers.pop("x-csrf-token")
    assert desk.post("/api/v1/logout").status_code == 403
    assert desk.post("/api/v1/logout", headers={"x-csrf-token": good[:-1] + "x"}).status_code == 403
    assert desk.post("/api/v1/logout", headers={"x-csrf-token": good}).status_code == 204
    assert desk.get("/api/v1/me").status_code == 401


def test_changes_have_a_rate(desk: Client) -> None:
    desk.desk.changes = Rate(burst=3, each_minute=0.1)
    codes = [desk.delete("/api/v1/tokens/x").status_code for _ in range(4)]
    assert codes == [404, 404, 404, 429]


def test_two_desks_on_one_machine_do_not_share_a_session(desk: Client, tmp_path: object) -> None:
    other = Settings(port=PORT + 1, works=False)
    with client(f"{tmp_path}/other.sqlite", f"{tmp_path}/other", other) as second:
        second.base_url = f"http://127.0.0.1:{PORT + 1}"  # type: ignore[assignment]
        enter(second)
        assert {c.name for c in desk.cookies.jar}.isdisjoint({c.name for c in second.cookies.jar})
