"""Rooms use only the rooms that edges.table allows, and name them from the root of the checkout."""

import pathlib
import posixpath
import re

from house import CPP, TYPESCRIPT, Finding, line_of

TABLE = pathlib.Path(__file__).with_name("edges.table")
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*"([^"\n]+)"', re.MULTILINE)
IMPORT = re.compile(r"""(?:\bfrom\s*|\bimport\s*\(?\s*|\bnew\s+URL\s*\(\s*)["'](\.[^"'\n]*)["']""")


def read_table(text):
    direct = {}
    for line in text.splitlines():
        line = line.split("#")[0].strip()
        if line:
            room, _, used = line.partition(":")
            direct[room] = used.split()
    allowed = {}
    for room in direct:
        reached, waiting = set(), [room]
        while waiting:
            here = waiting.pop()
            if here not in reached:
                reached.add(here)
                waiting += direct[here]
        allowed[room] = reached
    return allowed


def room_of(path, rooms):
    """The innermost room that holds `path`; `tests` is one; None when no room does."""
    folder = posixpath.dirname(path)
    while folder:
        if folder in rooms or folder == "tests":
            return folder
        folder = posixpath.dirname(folder)
    return None


def used_files(house, path):
    """(offset, target from the root) for each #include or import of a file of ours."""
    text = house.text(path)
    if path.endswith(CPP):
        return [(match.start(1), match[1]) for match in INCLUDE.finditer(text)]
    here = posixpath.dirname(path)
    return [(match.start(1), posixpath.normpath(posixpath.join(here, match[1]))) for match in IMPORT.finditer(text)]


def check(house):
    allowed = read_table(TABLE.read_text(encoding="utf-8"))
    for path in house.with_suffix(*CPP, *TYPESCRIPT):
        room = room_of(path, allowed)
        if room == "tests":
            continue
        if room is None:
            yield Finding(path, 1, "lies in no room of tests/checks/edges.table")
            continue
        for offset, target in used_files(house, path):
            line = line_of(house.text(path), offset)
            used = room_of(target, allowed)
            if used is None:
                yield Finding(path, line, f'"{target}" is in no room: files are named from the root of the checkout')
            elif used not in allowed[room]:
                yield Finding(path, line, f"{room} may not use {used}: see tests/checks/edges.table")
