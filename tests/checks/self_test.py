"""Each check finds the faults that it is for: it is given a small house with a fault planted, and the same without."""

import os
import pathlib
import subprocess
import sys
import tempfile

import budget
import determinism
import edges
import format as format_check
import generated
import mirror
import room_readmes
from house import Finding, House

LONG_FUNCTION = "int F(int x) {\n" + "  x += 1;\n" * 90 + "  return x;\n}\n"
LONG_TABLE = "static const int kTable[] = {\n" + "  1,\n" * 90 + "};\n"
CONSTRUCTOR = "Room::Room(int x) : wall_{x}, roof_(x) {\n" + "  Add();\n" * 90 + "}\n"
SHORT_METHODS = "class Room {\n" + "  int F() const { return 1; }\n" * 90 + "};\n"
README = "# base\n" + "\n" * 12 + "- `{path,dot_{wasm}}.cc` is for paths; hash.h for hashes.\n"

# check, file, text, and what the finding says; None: this text is in order.
CASES = [
    (edges, "shared/base/path.cc", '// why\n#include "shared/session/state.h"\n', "shared/base may not use shared/session"),
    (edges, "shared/base/path.cc", '#include "tests/support/test_data.h"\n', "shared/base may not use tests"),
    (edges, "shared/base/path.cc", '#include "hash.h"\n', "is in no room"),
    (edges, "native-helper/imaging/x.cc", '#include "shared/clustering/scores.h"\n', "may not use shared/clustering"),
    (edges, "native-helper/imaging/x.cc", '#include "shared/vectors/dot.h"\n#include <vector>\n', None),
    (edges, "native-helper/main.cc", '#include "native-helper/commands/embed.h"\n', None),
    (edges, "web/src/state/reducer.ts", "import { list } from '../views/list';\n", "may not use web/src/views"),
    (edges, "web/src/views/list.tsx", "import { assign } from '../actions/assign';\nimport React from 'react';\n", None),
    (edges, "web/src/views/list.tsx", "const late = await import('../workers/core');\n", "may not use web/src/workers"),
    (edges, "attic/x.cc", "int x;\n", "lies in no room"),
    (edges, "tests/core/base/path_test.cc", '#include "native-helper/host/lock.h"\n', None),
    (budget, "shared/base/path.cc", "\n" * 501, "501 lines; a file stops at 500"),
    (budget, "shared/base/path.cc", "\n" * 301, "note: 301 lines"),
    (budget, "shared/base/path.h", "\n" * 151, "note: 151 lines"),
    (budget, "shared/base/tables.gen.inc", "\n" * 501, None),
    (budget, "shared/base/path.cc", LONG_FUNCTION, "1: a function of 93 lines"),
    (budget, "shared/base/path.cc", "\n" + CONSTRUCTOR, "2: a function of 92 lines"),
    (budget, "shared/base/path.cc", LONG_TABLE + SHORT_METHODS, None),
    (budget, "shared/base/path.cc", "#define OPEN {\n" + "\n".join(["int G() { return '{'; } // {"] * 90), None),
    (budget, "web/src/views/list.tsx", "const f = (x: number) => {\n" + "g();\n" * 90 + "};\n", "1: a function of 92 lines"),
    (determinism, "shared/base/x.cc", "\n#include <random>\n", "2: `#include <random>`"),
    (determinism, "shared/base/x.cc", "#include <fstream>\n", "does no I/O"),
    (determinism, "shared/base/x.cc", "double y = std::exp(x);\n", "differs between C libraries"),
    (determinism, "shared/base/x.cc", "double y = 2 * powf(x, 3);\n", "differs between C libraries"),
    (determinism, "shared/base/x.cc", "auto y = std::bit_cast<int>(x);\n", "Emscripten"),
    (determinism, "shared/base/x.cc", "int y = rand();\n", "asks the outside world"),
    (determinism, "shared/base/x.cc", "if (!y) throw 1;\n", "expected failures are values"),
    (determinism, "shared/base/x.cc", "std::map<const Photo*, int> y;\n", "an order of addresses"),
    (determinism, "shared/base/x.cc", "long double y = 1;\n", "of another size"),
    (determinism, "shared/base/x.cc", "std::unordered_map<A, B<C>> y;\nfor (const auto& z : y) F(z);\n", "2: walks `y`"),
    (determinism, "shared/base/x.h", "std::unordered_set<A> y_;\nF(y_.begin());\n", "2: walks `y_`"),
    (determinism, "shared/base/x.cc", "std::unordered_set<A> y(z.begin(), z.end());\nif (y.count(a)) F(y.find(a));\n", None),
    (determinism, "shared/base/x.cc", "using Y = std::unordered_set<A>;\nY y;\nfor (auto z : y) F(z);\n", "3: walks `y`"),
    (determinism, "shared/base/x.cc", "void F(const std::unordered_set<A>& y) {\n  for (auto z : y) G(z);\n}\n", "2: walks `y`"),
    (determinism, "shared/base/x.cc", "using Y = std::unordered_set<A>;\nY F(int);\nfor (auto z : F(1)) G(z);\n", "3: walks `F`"),
    (determinism, "shared/base/x.cc", "auto y = std::reduce(z.begin(), z.end());\n", "an order of its own"),
    (determinism, "shared/CMakeLists.txt", "add_compile_options(-ffast-math)\n", "changes results"),
    (determinism, "shared/base/x.cc", '// throw\nconst char* y = "rand()"; double z = std::sqrt(x); session.log(y); Log& log();\n', None),
    (determinism, "native-helper/host/x.cc", "#include <filesystem>\n", None),
    (mirror, "shared/base/path.cc", "", "has no test tests/core/base/path_test.cc"),
    (mirror, "native-helper/host/files_posix.cc", "", "has no test tests/helper/host/files_test.cc"),
    (mirror, "native-helper/main.cc", "", None),
    (room_readmes, "shared/base/path.cc", "", "shared/base/README.md:1: is missing"),
    (format_check, "shared/base/path.cc", "int  x ;\n", "is not formatted"),
    (format_check, "shared/base/path.cc", "int x;\n", None),
]


def findings_in(check, files, *arguments):
    with tempfile.TemporaryDirectory() as folder:
        for path, text in {".gitignore": "build/\n", ".clang-format": "BasedOnStyle: Google\n", **files}.items():
            file = pathlib.Path(folder, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
        return [str(finding) for finding in check.check(House(folder), *arguments)]


def readme_cases():
    for readme, said in [
        (README, None),
        ("# base\n", "has 10 to 65"),
        (README.replace("hash.h", "hashes"), "does not name hash"),
    ]:
        files = {"shared/base/README.md": readme, "tests/README.md": README}
        files |= {f"shared/base/{name}": "" for name in ("path.cc", "hash.h", "dot_wasm.cc")}
        yield room_readmes, said, findings_in(room_readmes, files)


def generated_cases():
    current = [("tables.inc", [sys.executable, "-c", ""])]
    stale = [("tables.inc", [sys.executable, "-c", "import sys; sys.exit('tables.inc is stale')"])]
    unbuilt = [("tables.inc", ["build/write_tables", "--check"])]
    yield generated, None, findings_in(generated, {}, current)
    yield generated, "is not built", findings_in(generated, {}, unbuilt)
    yield generated, "tables.inc is stale", findings_in(generated, {}, stale)
    yield generated, "is not built", findings_in(generated, {}, [("types.ts", ["build/write_types", "--check"])])


# What two test programs and ctest wrote, and how `summary` ends.
PASSED = '<testcase classname="Path" name="Joins" status="run"/>'
FAILED = '<testcase classname="Path" name="Joins" status="run"><failure message="no"/></testcase>'
NO_DATA = '<testcase classname="Path" name="Reads"><skipped message="a.cc:1\nthe optional test data is not here"/></testcase>'
DISABLED = '<testcase classname="Path" name="DISABLED_Joins" status="notrun"/>'
SUMMARIES = [
    ([PASSED + NO_DATA], True, {}, "1 passed, 0 failed, 1 skipped", 0),
    ([PASSED + NO_DATA], True, {"CI": "true"}, "1 passed, 1 failed, 0 skipped", 1),
    ([PASSED + NO_DATA], True, {"CI": "true", "PHOTOCLUSTER_TEST_DATA": "optional"}, "1 passed, 0 failed, 1 skipped", 0),
    ([PASSED + FAILED], False, {}, "1 passed, 1 failed, 0 skipped", 1),
    ([PASSED], False, {}, "1 passed, 1 failed, 0 skipped", 1),  # it leaked, or crashed at its end
    ([None], False, {}, "0 passed, 1 failed, 0 skipped", 1),  # it crashed before it wrote anything
    ([""], True, {}, "0 passed, 1 failed, 0 skipped", 1),
    ([DISABLED], True, {}, "0 passed, 1 failed, 0 skipped", 1),
    ([], True, {}, "0 passed, 1 failed, 0 skipped", 1),
]


def summary_findings(house, here):
    for programs, well, environment, said, status in SUMMARIES:
        with tempfile.TemporaryDirectory() as folder:
            listed = ""
            for number, cases in enumerate(programs):
                listed += f'<testcase name="tests{number}" status="run">{"" if well else "<failure/>"}</testcase>'
                if cases is not None:
                    pathlib.Path(folder, f"tests{number}.xml").write_text(f"<testsuite>{cases}</testsuite>")
            pathlib.Path(folder, "ctest.xml").write_text(f"<testsuite>{listed}</testsuite>")
            command = [sys.executable, house.root / "tests/support/summary", folder]
            clean = {name: value for name, value in os.environ.items() if name not in ("CI", "PHOTOCLUSTER_TEST_DATA")}
            run = subprocess.run(command, capture_output=True, text=True, env=clean | environment)
        if run.stdout.splitlines()[-1:] != [said] or run.returncode != status:
            yield Finding(here, 1, f"tests/support/summary does not end with '{said}' but {run.stdout}{run.stderr}")


def check(house):
    tried = [(checked, said, findings_in(checked, {path: text})) for checked, path, text, said in CASES]
    tried += [*readme_cases(), *generated_cases()]
    here = pathlib.Path(__file__).relative_to(house.root).as_posix()
    for checked, said, findings in tried:
        if said is None and findings:
            yield Finding(here, 1, f"{checked.__name__} finds a fault where there is none: {findings}")
        elif said is not None and not any(said in finding for finding in findings):
            yield Finding(here, 1, f"{checked.__name__} does not find '{said}' but {findings}")
    yield from summary_findings(house, here)
