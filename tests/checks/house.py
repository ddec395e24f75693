"""The files of the house, as every check sees them."""

import dataclasses
import functools
import os
import pathlib
import re

GENERATED = re.compile(r"(\.gen\.[a-z]+|\.inc|(^|/)package-lock\.json)$")
CPP = (".cc", ".h")
TYPESCRIPT = (".ts", ".tsx", ".mjs")

# One token that can hide code or be mistaken for it: a comment, a string, a raw string, a character.
_HIDDEN = re.compile(
    r'//[^\n]*|/\*.*?\*/|R"(?P<raw>[^(\s]*)\(.*?\)(?P=raw)"|"(?:\\.|[^"\\\n])*"|(?<![0-9a-fA-F])\'(?:\\.|[^\'\\\n])+\'',
    re.DOTALL,
)


@dataclasses.dataclass(frozen=True)
class Finding:
    path: str
    line: int
    text: str
    is_note: bool = False  # worth a look; the check passes all the same

    def __str__(self):
        return f"{self.path}:{self.line}: {'note: ' if self.is_note else ''}{self.text}"


class House:
    """The files below `root`, without the folders that .gitignore names. Needs no git."""

    def __init__(self, root):
        self.root = pathlib.Path(root)
        ignored = {line.strip("/") for line in (self.root / ".gitignore").read_text().splitlines()} | {".git"}
        self.files = []
        for folder, folders, names in os.walk(self.root):
            here = pathlib.Path(folder).relative_to(self.root)
            folders[:] = sorted(
                name for name in folders if name not in ignored and (here / name).as_posix() not in ignored
            )
            self.files += [(here / name).as_posix() for name in names]
        self.files.sort()

    def with_suffix(self, *suffixes):
        return [path for path in self.files if path.endswith(suffixes)]

    @functools.lru_cache(maxsize=None)
    def text(self, path):
        return (self.root / path).read_text(encoding="utf-8")

    @functools.lru_cache(maxsize=None)
    def code(self, path):
        """The text with comments, strings and characters blanked; every line keeps its number."""
        return _HIDDEN.sub(lambda hidden: re.sub(r"[^\n]", " ", hidden.group()), self.text(path))


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1
