"""C++ sources are as clang-format-14 writes them; `./dev format` does that."""

import re
import subprocess

from house import CPP, GENERATED, Finding

CLANG_FORMAT = "clang-format-14"
AT = re.compile(r"^(.*?):(\d+):\d+: (?:error|warning): ", re.MULTILINE)


def sources(house):
    return [path for path in house.with_suffix(*CPP) if not GENERATED.search(path)]


def check(house):
    if not sources(house):
        return
    command = [CLANG_FORMAT, "--style=file", "--dry-run", "-Werror", *sources(house)]
    run = subprocess.run(command, cwd=house.root, capture_output=True, text=True)
    first_lines = {path: int(line) for path, line in reversed(AT.findall(run.stderr))}
    for path, line in first_lines.items():
        yield Finding(path, line, "is not formatted: ./dev format")
    if run.returncode and not AT.search(run.stderr):
        yield Finding(".clang-format", 1, run.stderr.strip())


def fix(house):
    subprocess.run([CLANG_FORMAT, "--style=file", "-i", *sources(house)], cwd=house.root, check=True)
