"""Each room has a map: a README.md of 10 to 65 lines that names every source in it."""

import posixpath
import re

from house import GENERATED, Finding

SHORTEST, LONGEST = 10, 65
SOURCES = (".cc", ".h", ".py", ".ts", ".tsx", ".mjs")
# Under tests/, what is no mirror of another room: where its sources are named.
TEST_ROOMS = {"tests/checks": "tests/checks"} | dict.fromkeys(("tests/bench", "tests/support", "tests/web"), "tests")


def expand_braces(text):
    """`dot_{avx2,wasm}.cc` also says `dot_avx2.cc` and `dot_wasm.cc`."""
    expanded = [text]
    for match in re.finditer(r"([\w-]*)\{([\w,]+)\}", text):
        expanded += [match[1] + part for part in match[2].split(",")]
    return "\n".join(expanded)


def check(house):
    rooms = {}
    for path in house.with_suffix(*SOURCES):
        folder, name = posixpath.split(path)
        room = TEST_ROOMS.get(folder) if path.startswith("tests/") else folder
        if room and not GENERATED.search(path):
            rooms.setdefault(room, set()).add(name.split(".")[0])
    rooms.setdefault("tests", set())
    for folder, stems in sorted(rooms.items()):
        readme = posixpath.join(folder, "README.md")
        if readme not in house.files:
            yield Finding(readme, 1, "is missing: a room has a map")
            continue
        text = house.text(readme)
        lines = text.count("\n")
        if not SHORTEST <= lines <= LONGEST:
            yield Finding(readme, 1, f"{lines} lines; a room's map has {SHORTEST} to {LONGEST}")
        text = expand_braces(text)
        for stem in sorted(stems):
            if not re.search(rf"(?<![\w-]){re.escape(stem)}(?![\w-])", text):
                yield Finding(readme, 1, f"does not name {stem}")
