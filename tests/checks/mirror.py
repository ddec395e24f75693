"""Each source has a test of the same name."""

import posixpath
import re

from house import Finding

# One fact in a file for each platform or instruction set: the variants share the fact's test.
VARIANT = re.compile(r"_(?:posix|win32|avx2|avx_vnni|portable|wasm)$")
TESTS = {"shared": "tests/core", "native-helper": "tests/helper"}


def check(house):
    files = set(house.files)
    for path in house.with_suffix(".cc"):
        top, _, inside = path.partition("/")
        if top not in TESTS or path == "native-helper/main.cc":
            continue
        stem = posixpath.join(TESTS[top], inside.removesuffix(".cc"))
        wanted = [f"{stem}_test.cc", f"{VARIANT.sub('', stem)}_test.cc"]
        if not files.intersection(wanted):
            yield Finding(path, 1, f"has no test {wanted[-1]}")
