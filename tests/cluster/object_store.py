"""As much of S3 as Arrow asks for, in memory, on loopback: objects appear when their last byte has come."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.objects: dict[str, bytes] = {}
        self.uploads: dict[str, dict[int, bytes]] = {}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name it has there
        """Says nothing."""

    def do_HEAD(self) -> None:
        self._get(body=False)

    def do_GET(self) -> None:
        key, query = self._asked()
        if "list-type" in query:
            self._list(key, query)
        else:
            self._get(body=True)

    def do_PUT(self) -> None:
        key, query = self._asked()
        data = self._body()
        if "uploadId" in query:
            self.server.uploads[query["uploadId"]][int(query["partNumber"])] = data
        else:
            self.server.objects[key] = data
        self._answer(200, headers={"ETag": '"x"'})

    def do_POST(self) -> None:
        key, query = self._asked()
        self._body()
        if "uploads" in query:
            upload = str(len(self.server.uploads))
            self.server.uploads[upload] = {}
            inner = f"<UploadId>{upload}</UploadId>"
            self._answer(200, f"<InitiateMultipartUploadResult>{inner}</InitiateMultipartUploadResult>".encode())
        elif "uploadId" in query:
            parts = self.server.uploads.pop(query["uploadId"])
            self.server.objects[key] = b"".join(parts[n] for n in sorted(parts))
            done = "<CompleteMultipartUploadResult><ETag>x</ETag></CompleteMultipartUploadResult>"
            self._answer(200, done.encode())
        else:
            self._answer(501)

    def do_DELETE(self) -> None:
        key, _ = self._asked()
        self.server.objects.pop(key, None)
        self._answer(204)

    def _get(self, body: bool) -> None:
        key, _ = self._asked()
        data = self.server.objects.get(key)
        if data is None:
            is_bucket = "/" not in key.strip("/")
            self._answer(200 if is_bucket else 404)
            return
        wanted = self.headers.get("Range")
        status, headers = 200, {"ETag": '"x"', "Last-Modified": "Mon, 02 Mar 2015 00:00:00 GMT"}
        if wanted:
            first, _, last = wanted.removeprefix("bytes=").partition("-")
            end = min(int(last) + 1 if last else len(data), len(data))
            headers["Content-Range"] = f"bytes {first}-{end - 1}/{len(data)}"
            status, data = 206, data[int(first) : end]
        self._answer(status, data, headers, body)

    def _list(self, bucket: str, query: dict[str, str]) -> None:
        prefix = query.get("prefix", "")
        root = bucket.strip("/") + "/"
        found = sorted(k.removeprefix(root) for k in self.server.objects if k.startswith(root + prefix))
        found = found[: int(query.get("max-keys", 1000))]
        rows = "".join(
            f"<Contents><Key>{escape(name)}</Key><Size>{len(self.server.objects[root + name])}</Size>"
            "<LastModified>2015-03-02T00:00:00.000Z</LastModified></Contents>"
            for name in found
        )
        head = f"<KeyCount>{len(found)}</KeyCount><IsTruncated>false</IsTruncated>"
        self._answer(200, f"<ListBucketResult>{head}{rows}</ListBucketResult>".encode())

    def _asked(self) -> tuple[str, dict[str, str]]:
        parts = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(parts.query, keep_blank_values=True).items()}
        return unquote(parts.path).lstrip("/"), query

    def _body(self) -> bytes:
        if "chunked" in (self.headers.get("Transfer-Encoding") or ""):
            data = self._chunks()
        else:
            data = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        return _unframed(data) if "aws-chunked" in (self.headers.get("Content-Encoding") or "") else data

    def _chunks(self) -> bytes:
        found = b""
        while size := int(self.rfile.readline().split(b";")[0], 16):
            found += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return found

    def _answer(self, status: int, data: bytes = b"", headers: dict[str, str] | None = None, body: bool = True) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if body:
            self.wfile.write(data)


def _unframed(data: bytes) -> bytes:
    """The bytes in a body of the SDK's own chunks."""
    found, at = b"", 0
    while at < len(data):
        end = data.index(b"\r\n", at)
        size = int(data[at:end].split(b";")[0], 16)
        if not size:
            break
        found += data[end + 2 : end + 2 + size]
        at = end + 4 + size
    return found


@contextmanager
def object_store() -> Iterator[tuple[str, dict[str, bytes]]]:
    """The settings of an address (``s3://bucket/folder?SETTINGS``), and the objects by bucket and name."""
    server = _Server()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"scheme=http&region=us-east-1&endpoint_override=127.0.0.1%3A{server.server_port}", server.objects
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
