"""The program as a person runs it, and what a test wants to know of a folder of photos."""

import collections
import contextlib
import hashlib
import json
import os
import pathlib
import shutil
import struct
import subprocess
import tempfile
import unittest
import zlib

CHECKOUT = pathlib.Path(__file__).resolve().parents[2]
TEST_DATA = CHECKOUT.parent / "shared" / "data"
TINY_MODELS = CHECKOUT / "tests" / "fixtures" / "models"
# A user whom file permissions bind; None: this one is.
ORDINARY = 65534 if os.geteuid() == 0 else None


def program():
    return os.environ["PHOTOCLUSTER"]


def environment():
    """A program that was built outside of this checkout does not find its ONNX Runtime by itself."""
    if CHECKOUT in pathlib.Path(program()).parents:
        return None
    machine = {"x86_64": "x64", "aarch64": "arm64"}.get(os.uname().machine, "")
    folder = CHECKOUT / "native-helper/node_modules/onnxruntime-node/bin/napi-v6/linux" / machine
    return dict(os.environ, PHOTOCLUSTER_ONNXRUNTIME=str(folder / "libonnxruntime.so.1"))


def run(*arguments, commands=None, user=None, timeout=300):
    """Runs `photocluster ARGUMENTS`; `commands`: what `do` reads; `user`: another user's id."""
    return subprocess.run(
        [program(), *map(str, arguments)],
        input="" if commands is None else commands,
        env=environment(),
        user=user,
        capture_output=True,
        text=True,
        timeout=timeout,
    )


def start(*arguments, **options):
    """The same, not waited for."""
    return subprocess.Popen([program(), *map(str, arguments)], env=environment(), text=True, **options)


def command(name, /, **fields):
    return json.dumps({name: fields}, ensure_ascii=False) + "\n"


def png(side, rows):
    def chunk(kind, content):
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def large_picture(seed, side=900):
    """A PNG that takes some time to be decoded and little room on the disk."""
    row = b"\0" + bytes((x * (seed + 1) + x % 3 * 80) % 256 for x in range(3 * side))
    return png(side, row * side)


def picture(seed, group=0, side=48):
    """A small PNG. Pictures of one group look alike, those of different groups do not."""
    rows = bytearray()
    for y in range(side):
        rows.append(0)
        for x in range(side):
            stripe = (x * (group % 3 == 0) + y * (group % 3 == 1) + (x + y) * (group % 3 == 2)) // (2 + group) % 2
            noise = zlib.crc32(struct.pack("<III", seed, x, y)) % 24
            rows += bytes(min(255, 230 * stripe * (channel != group % 4) + noise) for channel in range(3))
    return png(side, bytes(rows))


def give_to_ordinary(folder):
    """Makes the ordinary user the owner of everything."""
    for path in [folder.path, *folder.path.rglob("*")]:
        if ORDINARY is not None:
            os.chown(path, ORDINARY, ORDINARY)


def make_accessible(path):
    os.chmod(path, 0o700)
    for entry in os.scandir(path):
        if entry.is_dir(follow_symlinks=False):
            make_accessible(entry.path)


class Folder:
    """A folder of photos of its own for one test."""

    def __init__(self, path):
        self.path = pathlib.Path(path)

    def __fspath__(self):
        return str(self.path)

    def __str__(self):
        return str(self.path)

    def __truediv__(self, name):
        return self.path / name

    def add(self, name, content):
        file = self.path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)

    def files(self, with_trash=True):
        """Path -> hash of the content, for every file but those of the state; the trash is part of it."""
        found = {}
        for folder, _, names in os.walk(self.path):
            inside = pathlib.Path(folder).relative_to(self.path).as_posix()
            is_state = inside == ".clustering" or inside.startswith(".clustering/")
            if is_state and not (with_trash and inside.startswith(".clustering/trash")):
                continue
            for name in names:
                path = pathlib.Path(inside, name).as_posix()
                found[path] = hashlib.sha256((self.path / path).read_bytes()).hexdigest()
        return found

    def contents(self):
        """How often each content is there: nothing is lost and nothing doubled when this stays the same."""
        return collections.Counter(self.files().values())

    def records(self):
        """The log, parsed; every line of it."""
        log = self.path / ".clustering/actions.jsonl"
        return [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()] if log.exists() else []

    def status(self):
        answer = run("status", self, "--json")
        assert answer.returncode == 0, answer.stderr
        return json.loads(answer.stdout)


def unfinished(folder, newest=8):
    """How many files the tail of the log sends to where they do not lie: killed between log line and move. -1: the
    last line is torn."""
    there = folder.files()
    try:
        tail = folder.records()[-newest:]
    except json.JSONDecodeError:
        return -1
    last = {}
    for record in tail:
        if record.get("act") == "move":
            for move in [record, *record.get("companions", [])]:
                last.pop(move["src"], None)
                last[move["dst"]] = move["src"]
    return sum(dst not in there and src in there for dst, src in last.items())


class ProgramTest(unittest.TestCase):
    maxDiff = 4000

    def folder(self):
        stack = contextlib.ExitStack()
        path = tempfile.mkdtemp(prefix="photocluster-test-")
        stack.callback(shutil.rmtree, path, ignore_errors=True)
        stack.callback(make_accessible, path)
        self.addCleanup(stack.close)
        os.chmod(path, 0o777)
        return Folder(pathlib.Path(path).resolve())

    def done(self, *arguments, **options):
        """Runs a command that has to succeed; gives what it printed."""
        answer = run(*arguments, **options)
        self.assertEqual(answer.returncode, 0, f"{arguments}\n{answer.stdout}{answer.stderr}")
        return answer.stdout

    def do(self, folder, *commands):
        """Carries out Commands; gives their Records."""
        printed = self.done("do", folder, commands="".join(commands))
        return [json.loads(line) for line in printed.splitlines()]

    def refused(self, sentence, *arguments, status=1, **options):
        """A command that fails with exactly one sentence, which has `sentence` in it."""
        answer = run(*arguments, **options)
        self.assertEqual(answer.returncode, status, f"{arguments}\n{answer.stdout}{answer.stderr}")
        self.assertEqual(answer.stderr.count("\n"), 1, answer.stderr)
        self.assertTrue(answer.stderr.startswith("photocluster: "), answer.stderr)
        self.assertIn(sentence, answer.stderr)
        return answer

    def assert_same_state(self, folder):
        """The log alone gives state.json, byte for byte."""
        self.assertTrue(self.done("replay", folder, "--check").startswith("same: "))

    def assert_files_where_the_log_says(self, folder):
        """Follows every file through the records that moved it; each has to end where it lies now."""
        places = {}
        for record in folder.records():
            if record.get("act") == "move" or record["op"] in ("moved_to", "found"):
                for move in [record, *record.get("companions", [])]:
                    places[move["dst"]] = places.pop(move["src"], move["src"])
        there = folder.files()
        self.assertEqual([place for place in places if place not in there], [])


needs_test_data = unittest.skipUnless(
    TEST_DATA.is_dir(), "the optional test data (../shared/data beside the checkout) is not here"
)
