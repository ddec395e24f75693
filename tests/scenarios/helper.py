"""A running helper as a test uses it: started, asked over HTTP and WebSocket, killed."""

import base64
import contextlib
import http.client
import json
import os
import pathlib
import socket
import struct
import subprocess
import urllib.parse

from program import environment, program


class Helper:
    """`photocluster serve`, with secrets and caches of its own below `private`.
    `own_runtime`: page and ONNX Runtime are those that it finds by itself."""

    def __init__(self, folder, private, *options, page=None, own_runtime=False):
        self.environment = dict(environment() or os.environ)
        if own_runtime:
            self.environment.pop("PHOTOCLUSTER_ONNXRUNTIME", None)
            self.environment.pop("PHOTOCLUSTER_PAGE", None)
        self.environment.pop("XDG_RUNTIME_DIR", None)
        self.environment.pop("DISPLAY", None)
        self.environment.update(
            XDG_STATE_HOME=f"{private}/state", XDG_CACHE_HOME=f"{private}/cache", XDG_DATA_HOME=f"{private}/share"
        )
        arguments = [program(), "serve", str(folder), "--no-open", *map(str, options)]
        arguments += [] if "--model" in options else ["--model", "none"]
        arguments += ["--page", str(page)] if page else []
        self.running = subprocess.Popen(
            arguments, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        self.first_line = self.running.stdout.readline()
        self.address = urllib.parse.urlsplit(self.first_line.rpartition(" at ")[2].strip() or "http://none")
        self.port = self.address.port

    def end(self):
        if self.running.poll() is None:
            self.running.kill()
        self.out, self.err = self.running.communicate(timeout=60)
        return self.running.returncode

    def stop(self, sign):
        self.running.send_signal(sign)
        self.out, self.err = self.running.communicate(timeout=60)
        return self.running.returncode

    def ask(self, method, target, body=None, **headers):
        """Gives status, headers and body; `headers` have _ for -."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        with contextlib.closing(connection):
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, target, body=body, headers=named)
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read()

    def cookie(self):
        """Exchanges the token of the printed address."""
        status, headers, _ = self.ask("GET", f"{self.address.path}?{self.address.query}")
        assert status == 303, status
        return headers["Set-Cookie"].partition(";")[0]

    def private_address(self):
        files = list(pathlib.Path(self.environment["XDG_STATE_HOME"], "photocluster").glob("helper-*.json"))
        assert len(files) == 1, files
        return files[0]

    def bearer(self):
        return "Bearer " + json.loads(self.private_address().read_text())["token"]

    def state(self):
        return json.loads(self.ask("GET", "/api/v1/state", Authorization=self.bearer())[2])

    def run(self, *arguments, commands=""):
        """Another command of the program, of the same user."""
        return subprocess.run(
            [program(), *map(str, arguments)],
            env=self.environment, input=commands, capture_output=True, text=True, timeout=120,
        )


class Page:
    """The WebSocket of a page, as far as the tests need RFC 6455."""

    def __init__(self, helper, cookie, **hello):
        self.socket = socket.create_connection(("127.0.0.1", helper.port), timeout=60)
        origin = f"127.0.0.1:{helper.port}"
        key = base64.b64encode(os.urandom(16)).decode()
        self.socket.sendall(
            f"GET /api/v1/ws HTTP/1.1\r\nHost: {origin}\r\nOrigin: http://{origin}\r\nCookie: {cookie}\r\n"
            f"Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n\r\n".encode()
        )
        self.stream = self.socket.makefile("rb")
        self.status = self.stream.readline().decode()
        while self.stream.readline().strip():
            pass
        self.send("hello", protocol=1, **hello)
        self.welcome = self.read()["welcome"]

    def send(self, kind, **fields):
        text = json.dumps({kind: fields}).encode()
        mask = os.urandom(4)
        head = b"\x81" + (bytes([0x80 | len(text)]) if len(text) < 126 else b"\xfe" + struct.pack(">H", len(text)))
        self.socket.sendall(head + mask + bytes(byte ^ mask[i % 4] for i, byte in enumerate(text)))

    def read(self):
        """The next message; nothing when the helper is gone."""
        while True:
            head = self.stream.read(2)
            if len(head) < 2 or head[0] == 0x88:
                return None
            length = head[1]
            if length == 126:
                length = struct.unpack(">H", self.stream.read(2))[0]
            elif length == 127:
                length = struct.unpack(">Q", self.stream.read(8))[0]
            text = self.stream.read(length)
            if head[0] == 0x81:
                return json.loads(text)

    def until(self, wanted):
        """All events up to the first for which `wanted` holds."""
        events = []
        while True:
            message = self.read()
            assert message is not None, "the helper is gone"
            if "event" in message:
                events.append(message["event"])
                if wanted(events[-1]):
                    return events

    def close(self):
        self.stream.close()
        self.socket.close()
