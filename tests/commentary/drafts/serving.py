"""A stand-in for a server with a language model."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Server:
    """A stand-in for a model: it answers what the test says, and remembers what it was asked."""

    def __init__(self) -> None:
        self.status = 200
        self.answer: bytes = b""
        self.times = 1
        self.headers: dict[str, str] = {}
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str] = []
        self.url = ""
        self.stalls = False
        self.released = threading.Event()

    def says(self, text: str) -> None:
        self.answer = json.dumps({"choices": [{"message": {"content": text}}]}).encode()


@contextmanager
def serving(state: Server) -> Iterator[Server]:
    """Answer requests until the test is over."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            state.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            state.keys.append(self.headers.get("Authorization", ""))
            self.send_response(state.status)
            for name, value in state.headers.items():
                self.send_header(name, value)
            self.end_headers()
            # Who asks may hang up before the end.
            with suppress(ConnectionError):
                for _ in range(state.times):
                    self.wfile.write(state.answer)
            if state.stalls:
                self.wfile.flush()
                state.released.wait(10)

        def log_message(self, *_args: object) -> None:
            """Stay silent."""

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state.url = f"http://127.0.0.1:{http.server_port}/v1"
    thread = threading.Thread(target=http.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield state
    finally:
        state.released.set()
        http.shutdown()
        thread.join()
        http.server_close()
