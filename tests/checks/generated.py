"""Files that a program writes are what it would write today."""

import subprocess
import sys

from house import Finding

# What is generated, and the command that compares it with what it would write: `… --check` fails on a difference.
GENERATORS = [
    ("shared/base/unicode_tables.gen.inc", [sys.executable, "shared/base/unicode_tables.py", "--check"]),
    ("tests/fixtures/models", [sys.executable, "tests/fixtures/models/make_models.py", "--check"]),
    # Debian's own Python, which has python3-onnx.
    ("native-helper/models/builtin.onnx", ["/usr/bin/python3", "native-helper/models/write_builtin.py", "--check"]),
    (
        "web/src/engine/protocol.gen.ts",
        ["build/release/tests/write_protocol_types", "web/src/engine/protocol.gen.ts", "--check"],
    ),
]


def check(house, generators=GENERATORS):
    for path, command in generators:
        if not (house.root / command[0]).exists():
            yield Finding(path, 1, f"{command[0]}, which writes it, is not built; ./dev test builds it")
            continue
        run = subprocess.run(command, cwd=house.root, capture_output=True, text=True)
        if run.returncode:
            said = (run.stdout + run.stderr).strip().splitlines()
            yield Finding(path, 1, f"`{' '.join(command[-2:])}` fails: {said[-1] if said else run.returncode}")
