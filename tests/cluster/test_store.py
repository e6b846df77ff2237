"""Folders here and in an object store: what is put is there whole or not at all."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest
from object_store import object_store

from dateline.cluster.inputs import units
from dateline.cluster.store import Store, Stored, shown
from dateline.errors import InputError, UsageError


@pytest.fixture(params=["local", "s3"])
def address(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    if request.param == "local":
        yield str(tmp_path / "out")
        return
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "none")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "none")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    with object_store() as (settings, _):
        yield f"s3://bucket/out?{settings}"


def test_files_are_put_read_listed_and_deleted(address: str) -> None:
    store = pickle.loads(pickle.dumps(Store(address)))
    assert store.listed() == []
    assert store.get("a/one.json") is None
    store.put("a/one.json", b"1")
    store.put("a/one.json", b"12")
    store.put("a/two words.json", b"x" * 6_000_000)
    store.put("b.json", b"")
    assert store.listed() == [Stored("a/one.json", 2), Stored("a/two words.json", 6_000_000), Stored("b.json", 0)]
    assert [one.name for one in store.listed("a")] == ["a/one.json", "a/two words.json"]
    assert store.get("a/one.json") == b"12"
    assert store.get("a/two words.json") == b"x" * 6_000_000
    with store.open("a/one.json") as stream:
        stream.seek(1)
        assert stream.read() == b"2"
    with Store(store.below("a/two words.json")).open() as stream:
        assert stream.read(3) == b"xxx"
    store.delete(["a/one.json", "never.json"])
    assert [one.name for one in store.listed() if one.size] == ["a/two words.json"]
    with pytest.raises(InputError, match="cannot be opened"):
        store.open("a/one.json")


def test_inputs_of_a_folder_in_order(address: str) -> None:
    store = Store(address)
    for name in ("b/late.txt", "a.jsonl", "b/early.txt", "README.md", ".hidden/x.txt", "c.warc.gz", "d.html"):
        store.put(name, b"x")
    found = units([address])
    names = [[file.name.rpartition("out/")[2] for file in unit.files] for unit in found]
    assert names == [["a.jsonl"], ["b/early.txt", "b/late.txt"], ["c.warc.gz"], ["d.html"]]
    assert [file.kind for unit in found for file in unit.files] == ["jsonl", "whole", "whole", "warc", "whole"]
    assert not any("?" in file.name for unit in found for file in unit.files)


def test_what_cannot_be_read_again_or_is_not_there_is_refused(tmp_path: Path, address: str) -> None:
    for path in ("-", "https://example.org/a.html"):
        with pytest.raises(UsageError, match="--output takes"):
            units([path])
    with pytest.raises(InputError, match="check"):
        units([str(tmp_path / "none.txt")])
    with pytest.raises(UsageError, match="no such file system"):
        units(["nothing://there/x"])
    if address.startswith("s3"):
        with pytest.raises(InputError, match="is not there"):
            units([address])


def test_no_password_is_shown() -> None:
    assert shown("s3://KEY:SECRET@bucket/a b?endpoint_override=x") == "s3://bucket/a b"
