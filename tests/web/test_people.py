"""Accounts, roles, sessions, API tokens."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from bare import copy_of
from browsers import WORDS, Client, client

from dateline.errors import UsageError
from dateline.library.library import open_library
from dateline.web.settings import Settings
from dateline.work import people

URL = "https://desk.example.org"


@pytest.fixture(autouse=True)
def cheap(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes of little cost, but for the test that looks at them."""
    if "kept_as_hashes" not in request.node.name:
        monkeypatch.setattr(people, "_hasher", lambda: PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture
def place(bare_file: Path, tmp_path: Path) -> tuple[str, str]:
    """A library with an admin, an analyst and a viewer."""
    location, store = copy_of(bare_file, tmp_path / "library.sqlite"), str(tmp_path / "evidence")
    with open_library(location, store) as library:
        for name in ("admin", "analyst", "viewer"):
            people.add(library, name, name, f"{WORDS} {name}")
    return location, store


@pytest.fixture
def desk(place: tuple[str, str]) -> Iterator[Client]:
    """A desk with accounts, nobody signed in."""
    with client(*place, Settings(mode="accounts", url=URL, works=False)) as made:
        yield made


def sign_in(browser: Client, name: str) -> Client:
    """The same browser, signed in."""
    answered = browser.post("/api/v1/login", json={"user": name, "password": f"{WORDS} {name}"})
    assert answered.status_code == 200, answered.text
    browser.headers["x-csrf-token"] = answered.json()["csrf"]
    return browser


def test_signing_in_and_out(desk: Client) -> None:
    unknown = desk.get("/api/v1/me")
    assert (unknown.status_code, unknown.json()["mode"]) == (401, "accounts")
    sign_in(desk, "analyst")
    cookie = next(c for c in desk.cookies.jar if c.name == "__Host-dateline")
    assert cookie.secure
    assert cookie.has_nonstandard_attr("HttpOnly")
    assert desk.get("/api/v1/me").json()["user"] == "analyst"
    session = cookie.value
    assert desk.post("/api/v1/logout").status_code == 204
    again = desk.get("/api/v1/me", headers={"cookie": f"__Host-dateline={session}"})
    assert again.status_code == 401


def test_secrets_are_kept_as_hashes(desk: Client, place: tuple[str, str]) -> None:
    sign_in(desk, "admin")
    secret = next(c.value for c in desk.cookies.jar)
    token = desk.post("/api/v1/tokens", json={"name": "script"}).json()["secret"]
    data = b"".join(path.read_bytes() for path in Path(place[0]).parent.glob("library.sqlite*"))
    assert b"$argon2id$v=19$m=65536,t=3,p=4$" in data
    for hidden in (secret, token, WORDS):
        assert hidden is not None
        assert hidden.encode() not in data


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("analyst", "wrong words here"),
        ("nobody", f"{WORDS} nobody"),
        ("analyst", ""),
        ("", ""),
        ("a" * 999, "x" * 9999),
    ],
)
def test_a_wrong_password_says_no_more_than_that(desk: Client, name: str, password: str) -> None:
    answered = desk.post("/api/v1/login", json={"user": name, "password": password})
    assert answered.status_code == 401
    assert answered.json()["detail"] == "name or password are wrong, or the account is disabled"


def test_guessing_is_held_up(desk: Client) -> None:
    codes = [desk.post("/api/v1/login", json={"user": "admin", "password": "guessed words"}) for _ in range(9)]
    assert [one.status_code for one in codes] == [401] * 8 + [429]
    assert int(codes[-1].headers["retry-after"]) > 0
    right = desk.post("/api/v1/login", json={"user": "admin", "password": f"{WORDS} admin"})
    assert right.status_code == 429


@pytest.mark.parametrize("role", ["viewer", "analyst", "admin"])
def test_each_role_may_what_it_may(desk: Client, role: str) -> None:
    sign_in(desk, role)
    assert desk.get("/api/v1/jobs").status_code == 200
    added = desk.post("/api/v1/jobs", json={"text": "Gunmen killed three people in Harim."})
    assert added.status_code == (403 if role == "viewer" else 202)
    assert desk.get("/api/v1/users").status_code == (200 if role == "admin" else 403)
    made = desk.post("/api/v1/users", json={"name": "new", "role": "viewer", "password": WORDS})
    assert made.status_code == (201 if role == "admin" else 403)


def test_an_account_that_is_disabled_is_out_at_once(desk: Client, place: tuple[str, str]) -> None:
    sign_in(desk, "analyst")
    token = desk.post("/api/v1/tokens", json={"name": "script", "role": "analyst"}).json()["secret"]
    bearer = {"authorization": f"Bearer {token}"}
    with open_library(*place) as library:
        people.change(library, "analyst", disabled=True)
    assert desk.get("/api/v1/me").status_code == 401
    assert desk.get("/api/v1/jobs", headers=bearer).status_code == 401
    assert desk.post("/api/v1/login", json={"user": "analyst", "password": f"{WORDS} analyst"}).status_code == 401
    with open_library(*place) as library:
        people.change(library, "analyst", disabled=False)
    sign_in(desk, "analyst")
    assert desk.get("/api/v1/jobs", headers=bearer).status_code == 401


def test_an_admin_keeps_the_others(desk: Client) -> None:
    sign_in(desk, "admin")
    assert desk.patch("/api/v1/users/viewer", json={"role": "analyst"}).json()["role"] == "analyst"
    assert desk.patch("/api/v1/users/nobody", json={"role": "analyst"}).status_code == 404
    assert desk.patch("/api/v1/users/viewer", json={"role": "king"}).status_code == 400
    assert desk.patch("/api/v1/users/viewer", json={"rule": "analyst"}).status_code == 400
    assert desk.patch("/api/v1/users/viewer", json={"password": "short"}).status_code == 400
    last = desk.patch("/api/v1/users/admin", json={"role": "viewer"})
    assert (last.status_code, "only admin" in last.json()["detail"]) == (400, True)
    names = [one["name"] for one in desk.get("/api/v1/users").json()["items"]]
    assert names == ["admin", "analyst", "viewer"]
    assert "password" not in desk.get("/api/v1/users").text


def test_a_token_may_no_more_than_its_owner(desk: Client, place: tuple[str, str]) -> None:
    sign_in(desk, "analyst")
    assert desk.post("/api/v1/tokens", json={"name": "x", "role": "admin"}).status_code == 400
    assert desk.post("/api/v1/tokens", json={"name": " ", "role": "viewer"}).status_code == 400
    made = desk.post("/api/v1/tokens", json={"name": "script", "role": "analyst"}).json()
    assert [one["name"] for one in desk.get("/api/v1/tokens").json()["items"]] == ["script"]
    assert "secret" not in desk.get("/api/v1/tokens").json()["items"][0]
    desk.cookies.clear()
    del desk.headers["x-csrf-token"]
    bearer = {"authorization": f"Bearer {made['secret']}"}
    me = desk.get("/api/v1/me", headers=bearer).json()
    assert (me["user"], me["role"], me["csrf"]) == ("analyst", "analyst", None)
    assert desk.post("/api/v1/jobs", json={"text": "Some report."}, headers=bearer).status_code == 202
    assert desk.post("/api/v1/tokens", json={"name": "more"}, headers=bearer).status_code == 403
    with open_library(*place) as library:
        people.change(library, "analyst", role="viewer")
    assert desk.get("/api/v1/me", headers=bearer).json()["role"] == "viewer"
    assert desk.get("/api/v1/me", headers={"authorization": "Bearer dateline_x"}).status_code == 401
    assert desk.get("/api/v1/me", headers={"authorization": "Basic YTpi"}).status_code == 401


def test_a_token_ends(desk: Client) -> None:
    sign_in(desk, "viewer")
    made = desk.post("/api/v1/tokens", json={"name": "script"}).json()
    sign_in(desk, "analyst")
    assert desk.delete(f"/api/v1/tokens/{made['id']}").status_code == 404
    sign_in(desk, "viewer")
    assert desk.delete(f"/api/v1/tokens/{made['id']}").status_code == 204
    assert desk.get("/api/v1/me", headers={"authorization": f"Bearer {made['secret']}"}).status_code == 401


def test_a_session_is_over_after_its_time(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    sign_in(desk, "viewer")
    monkeypatch.setattr(people, "now", lambda: "2999-01-01T00:00:00Z")
    assert desk.get("/api/v1/me").status_code == 401


def test_the_first_account_is_an_admin(tmp_path: Path) -> None:
    with open_library(str(tmp_path / "l.sqlite"), None, create=True) as library:
        with pytest.raises(UsageError, match="must be an admin"):
            people.add(library, "someone", "viewer", WORDS)
        people.add(library, "someone", "admin", WORDS)
        with pytest.raises(UsageError, match="there is such an account"):
            people.add(library, "someone", "viewer", WORDS)
        for name in ("", "A", "a b", "-a", "a" * 65, "ä"):
            with pytest.raises(UsageError, match="no name of an account"):
                people.add(library, name, "viewer", WORDS)
        with pytest.raises(UsageError, match="no role"):
            people.add(library, "other", "king", WORDS)


def test_sessions_of_a_single_desk_are_none_of_accounts(place: tuple[str, str]) -> None:
    with open_library(*place) as library:
        secret = people.let_in(library)
        with library.reading() as connection:
            assert people.of_session(connection, secret, None) is None
            found = people.of_session(connection, secret, "me")
            assert found is not None
            assert (found.name, found.role) == ("me", "admin")
