"""Coming in: the one-time address, sessions, what is refused before."""

from __future__ import annotations

from browsers import Client


def test_the_address_of_the_terminal_lets_in_once(outside: Client) -> None:
    assert outside.get("/api/v1/me").status_code == 401
    token = outside.tokens[-1]
    answered = outside.get("/api/v1/enter", params={"token": token}, follow_redirects=False)
    assert (answered.status_code, answered.headers["location"]) == (303, "/")
    me = outside.get("/api/v1/me").json()
    assert (me["role"], me["mode"]) == ("admin", "single")
    again = outside.get("/api/v1/enter", params={"token": token}, follow_redirects=False)
    assert again.status_code == 403
    assert len(outside.tokens) == 2
