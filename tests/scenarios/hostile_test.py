"""Requests of those who are not to be let in: each row of native-helper/server/HOSTILE.md, and crowds of them."""

import contextlib
import os
import re
import resource
import socket
import struct
import threading
import time

from helper import Helper, Page
from program import CHECKOUT, ProgramTest, command, picture

ALLOWED = "http://localhost:5173"
TABLE = CHECKOUT / "native-helper/server/HOSTILE.md"
ROW = re.compile(r"^\| (?P<what>[^|]+) \| `(?P<request>[^`]+)` \| (?P<answer>\w+) \|$")
MEMORY_MORE = 100 << 20  # bytes, above idle


def rows():
    found = [ROW.match(line) for line in TABLE.read_text(encoding="utf-8").splitlines()]
    return [row.groupdict() for row in found if row]


def as_bytes(text):
    """\\r, \\n, \\t, \\0 and \\xHH are bytes; the rest is UTF-8."""
    plain = {"r": b"\r", "n": b"\n", "t": b"\t", "0": b"\0"}
    parts = re.split(r"\\(r|n|t|0|x[0-9a-f]{2})", text)
    return b"".join(
        (plain.get(part) or bytes([int(part[1:], 16)])) if i % 2 else part.encode() for i, part in enumerate(parts)
    )


class Hostile(ProgramTest):
    def setUp(self):
        self.photos = self.folder()
        self.private = self.folder()
        for number in range(3):
            self.photos.add(f"{'abc'[number]}.jpg", picture(number))
        os.symlink("/etc/hostname", self.photos / "link.jpg")
        self.private.add("page/index.html", b"<p>the page")
        self.helper = Helper(
            self.photos, self.private, "--allow-origin", ALLOWED, "--allow-origin", "https://photos.example",
            page=self.private / "page",
        )
        self.addCleanup(self.helper.end)
        self.cookie = self.helper.cookie()
        self.before = self.photos.contents()

    def tearDown(self):
        self.assertEqual(self.photos.contents(), self.before)
        self.assert_still_serving()

    def assert_still_serving(self):
        status, _, body = self.helper.ask("GET", "/", Cookie=self.cookie, Accept="text/html")
        self.assertEqual((status, body), (200, b"<p>the page"))

    def request(self, text):
        """The bytes of a row's request."""
        host = f"127.0.0.1:{self.helper.port}"
        key = self.helper.ask("GET", "/api/v1/key", Cookie=self.cookie)[2].decode()
        values = {
            "host": host, "port": str(self.helper.port), "cookie": self.cookie, "cookie:-1": self.cookie[:-1],
            "bearer": self.helper.bearer().partition(" ")[2], "key": key, "root": str(self.photos), "allowed": ALLOWED,
            "20000": "x" * 20000, "headers": " HTTP/1.1" + "".join(f"\\r\\nX-{i}: x" for i in range(4000)),
        }
        text = re.sub(r"\{(%s)\}" % "|".join(values), lambda found: values[found[1]], text)
        head, has_body, body = text.partition(" ¶ ")
        lines = head.split(" ¦ ")
        if " HTTP" not in lines[0] and not lines[0].startswith("\\x16"):
            lines[0] += " HTTP/1.1"
        if not any(line.startswith("Host:") for line in lines):
            lines.append("Host: " + host)
        body = as_bytes(body)
        is_measured = any(line.startswith(("Content-Length", "Transfer-Encoding")) for line in lines)
        if has_body and not is_measured:
            lines.append(f"Content-Length: {len(body)}")
        return b"\r\n".join(as_bytes(line) for line in lines if line != "Host: -") + b"\r\n\r\n" + body

    def answer(self, request):
        """Status of the answer, or "closed"."""
        with socket.create_connection(("127.0.0.1", self.helper.port), timeout=20) as client:
            with contextlib.suppress(OSError):  # it may have hung up by then, with an answer or without
                client.sendall(request)
                client.shutdown(socket.SHUT_WR)
            try:
                first = client.makefile("rb").readline().decode()
            except ConnectionError:
                return "closed"
        return first.split(" ")[1] if first else "closed"

    def test_each_request_of_the_table_is_refused_as_it_says(self):
        table = rows()
        self.assertGreaterEqual(len(table), 60)
        log = self.photos / ".clustering/actions.jsonl"
        self.assertFalse(log.exists())
        for row in table:
            with self.subTest(what=row["what"]):
                self.assertEqual(self.answer(self.request(row["request"])), row["answer"])
        self.assertFalse(log.exists(), "one of them had an effect")

    def memory(self):
        with open(f"/proc/{self.helper.running.pid}/statm", encoding="ascii") as statm:
            return int(statm.read().split()[1]) * resource.getpagesize()

    def assert_unharmed(self, idle):
        self.assert_still_serving()
        self.assertLess(self.memory() - idle, MEMORY_MORE)

    def connect(self):
        client = socket.create_connection(("127.0.0.1", self.helper.port), timeout=60)
        self.addCleanup(client.close)
        return client

    def test_thousand_connections_that_say_nothing_keep_nobody_out(self):
        idle = self.memory()
        crowd = [self.connect() for _ in range(1000)]
        self.assert_unharmed(idle)
        page = Page(self.helper, self.cookie)
        for client in crowd:
            client.close()
        self.assertEqual(page.welcome["protocol"], 1)

    def test_requests_that_come_letter_by_letter_keep_nobody_out(self):
        idle = self.memory()
        crowd = [self.connect() for _ in range(300)]
        for letter in b"GET / HT":
            for client in crowd:
                try:
                    client.sendall(bytes([letter]))
                except OSError:  # it had to make room
                    pass
            self.assert_unharmed(idle)

    def test_half_closed_and_vanished_clients_leave_nothing_behind(self):
        idle = self.memory()
        ask = f"GET /api/v1/state HTTP/1.1\r\nHost: 127.0.0.1:{self.helper.port}\r\nCookie: {self.cookie}\r\n\r\n".encode()
        for number in range(600):
            with socket.create_connection(("127.0.0.1", self.helper.port), timeout=60) as client:
                client.sendall(ask[: len(ask) - number % 3 * 20])
                if number % 2:
                    client.shutdown(socket.SHUT_WR)
                if number % 5 == 0:  # gone with a reset
                    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.assert_unharmed(idle)
        open_files = len(os.listdir(f"/proc/{self.helper.running.pid}/fd"))
        deadline = time.monotonic() + 60
        while open_files > 40 and time.monotonic() < deadline:
            time.sleep(0.1)
            open_files = len(os.listdir(f"/proc/{self.helper.running.pid}/fd"))
        self.assertLessEqual(open_files, 40)

    def test_uploads_of_a_gigabyte_take_no_memory(self):
        idle = self.memory()
        host = f"Host: 127.0.0.1:{self.helper.port}\r\nAuthorization: {self.helper.bearer()}\r\n"
        piece = b"x" * (1 << 20)
        for head, part in (
            (f"Content-Length: {1 << 30}", piece),
            ("Transfer-Encoding: chunked", b"%x\r\n%s\r\n" % (len(piece), piece)),
        ):
            client = self.connect()
            client.sendall(f"POST /api/v1/commands HTTP/1.1\r\n{host}{head}\r\n\r\n".encode())
            try:
                for _ in range(1024):
                    client.sendall(part)
                self.fail("all of it was taken")
            except OSError:
                pass
            self.assert_unharmed(idle)

    def test_malformed_frames_end_their_connection_alone(self):
        other = Page(self.helper, self.cookie)
        for frame in (
            b"\x81\x05hello",  # not masked
            b"\xf1\x80\0\0\0\0",  # reserved bits
            b"\x83\x80\0\0\0\0",  # an opcode that there is not
            b"\x09\x80\0\0\0\0",  # a ping in pieces
            b"\x89\xfe\x00\x7e" + bytes(4 + 126),  # a ping that is too long
            b"\x80\x80\0\0\0\0",  # the rest of nothing
            b"\x81\xff" + b"\xff" * 8 + bytes(4),  # longer than anything
            b"\x81\xff" + struct.pack(">Q", 1 << 30) + bytes(4),  # a gigabyte
            b"\x81\x82\0\0\0\0\xff\xfe",  # not UTF-8
            b"\x82\x82\0\0\0\0{}",  # bytes instead of text
            b"\x81\x82\0\0\0\0{}",  # no message of ours
            b"\x88\x81\0\0\0\0x",  # half a reason to close
        ):
            with self.subTest(frame=frame[:4].hex()):
                page = Page(self.helper, self.cookie)
                page.socket.sendall(frame)
                self.assertIsNone(page.read())
                page.close()
        other.send("request", id=1, command={"skip": {"places": ["none.jpg"]}})
        self.assertEqual(other.read()["answer"]["outcome"]["error"]["code"], "unknown_photo")

    def test_pages_that_do_not_read_are_dropped_and_others_follow(self):
        idle = self.memory()
        deaf = [Page(self.helper, self.cookie) for _ in range(20)]
        page = Page(self.helper, self.cookie)
        batch = "".join(command("shuffle", seed=seed) for seed in range(200)).encode()
        reader = threading.Thread(target=lambda: page.until(lambda event: event["event"] == 200))
        reader.start()
        self.assertEqual(
            self.helper.ask("POST", "/api/v1/commands", batch, Authorization=self.helper.bearer())[0], 200
        )
        reader.join(60)
        self.assertFalse(reader.is_alive())
        self.assert_unharmed(idle)
        for client in deaf:
            client.close()
