"""Each room has a map: a README.md of 10 to 65 lines that names every source in it."""

import posixpath
import re

from house import Finding

SHORTEST, LONGEST = 10, 65
SOURCES = (".cc", ".h", ".py", ".ts", ".tsx", ".mjs")
# Under tests/ only these have sources that are not the mirror of another room.
TEST_ROOMS = ("tests", "tests/checks")


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
        if not path.startswith("tests/") or folder in TEST_ROOMS:
            rooms.setdefault(folder, set()).add(name.split(".")[0])
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
