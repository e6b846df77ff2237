"""A process that judges; run by the tests."""

from __future__ import annotations

from multiprocessing.connection import Connection

from shelf import report

from dateline.errors import LibraryError
from dateline.library.library import open_library
from dateline.work.judge_claims import correct
from dateline.work.judging import judging


def work(location: str, evidence: str, who: str, times: int, tell: Connection) -> None:
    """Corrects a claim so many times; tells the id of each judgement as it is there, at last the error if one came."""
    try:
        with open_library(location, evidence) as library:
            for number in range(times):
                with judging(library, who) as session:
                    correct(session, f"{report(number % 3).id}:killed", [f"killed={number}"])
                tell.send(session.made[0].id)
    except LibraryError as error:
        tell.send(str(error))
