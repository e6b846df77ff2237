"""What of the desk is in a backup; accounts and jobs on PostgreSQL as in a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from argon2 import PasswordHasher
from browsers import WORDS
from workers import lines, tools

from dateline.collect.options import Options
from dateline.errors import NotFoundError, UsageError
from dateline.library.library import Library, open_library
from dateline.work import jobs, keep, people
from dateline.work.jobs import Upload
from dateline.work.people import Person
from dateline.work.worker import do_next


@pytest.fixture
def library(library: Library, monkeypatch: pytest.MonkeyPatch) -> Library:
    """A new library, in which hashes of passwords cost little."""
    monkeypatch.setattr(people, "_hasher", lambda: PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    return library


def test_a_backup_holds_accounts_and_tokens_but_not_who_is_signed_in(library: Library, tmp_path: Path) -> None:
    people.add(library, "ada", "admin", WORDS)
    session = people.sign_in(library, "ada", WORDS)
    token = people.make_token(library, Person("ada", "admin", "ada"), "script", "viewer").secret
    made = jobs.add_files(library, "ada", [Upload("a.jsonl", lines(2))], Options())
    while do_next(library, "w", tools()):
        continue
    waiting = jobs.add_files(library, "ada", [Upload("b.jsonl", lines(3))], Options())
    keep.backup(library, tmp_path / "backup.tar")
    keep.restore(tmp_path / "backup.tar", str(tmp_path / "copy.sqlite"), str(tmp_path / "copied"))
    with open_library(str(tmp_path / "copy.sqlite")) as copy:
        assert [one.name for one in people.listed(copy)] == ["ada"]
        assert people.sign_in(copy, "ada", WORDS)
        with copy.reading() as connection:
            assert people.of_session(connection, session or "", None) is None
            assert people.of_token(connection, token, None) == Person("ada", "viewer", "ada")
        for job in (made, waiting):
            with pytest.raises(NotFoundError):
                jobs.job(copy, job.id)
        assert keep.check(copy).ok


def test_accounts_and_sessions(library: Library) -> None:
    with pytest.raises(UsageError):
        people.add(library, "eve", "viewer", WORDS)
    people.add(library, "ada", "admin", WORDS)
    assert people.sign_in(library, "ada", "other words") is None
    secret = people.sign_in(library, "ada", WORDS)
    assert secret is not None
    with library.reading() as connection:
        assert people.of_session(connection, secret, None) is not None
    people.change(library, "ada", password=f"{WORDS} too")
    with library.reading() as connection:
        assert people.of_session(connection, secret, None) is None
    with pytest.raises(UsageError, match="only admin"):
        people.change(library, "ada", disabled=True)


def test_a_job(library: Library) -> None:
    made = jobs.add_files(library, "me", [Upload("a.jsonl", lines(2)), Upload("a.jsonl", lines(2))], Options())
    while do_next(library, "w", tools()):
        continue
    done = jobs.job(library, made.id)
    assert (done.state, done.added, done.present) == ("done", 2, 2)
    jobs.drop(library, made.id)
    assert jobs.listed(library, None, 9) == ([], None, 0)
