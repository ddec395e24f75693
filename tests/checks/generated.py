"""Files that a program writes are what it would write today."""

import subprocess
import sys

from house import Finding

# What is generated, and the command that compares it with what it would write: `… --check` fails on a difference.
GENERATORS = [
    ("shared/base/unicode_tables.gen.inc", [sys.executable, "shared/base/unicode_tables.py", "--check"]),
    ("tests/fixtures/models", [sys.executable, "tests/fixtures/models/make_models.py", "--check"]),
]


def check(house, generators=GENERATORS):
    for path, command in generators:
        run = subprocess.run(command, cwd=house.root, capture_output=True, text=True)
        if run.returncode:
            said = (run.stdout + run.stderr).strip().splitlines()
            yield Finding(path, 1, f"`{' '.join(command[-2:])}` fails: {said[-1] if said else run.returncode}")
