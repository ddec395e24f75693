"""The core gives the same bits everywhere: it neither asks the outside world nor uses what differs between libraries."""

import re

from house import CPP, Finding, line_of

LIBM = (
    "a?(?:sin|cos|tan)h?|atan2|exp|exp2|expm1|log|log2|log10|log1p|pow|hypot|cbrt|fma"
    "|lgamma|tgamma|erf|erfc|lgamma_r|lrint|llrint|remainder|fmod"
)
# A call by its plain name: after an operator, a brace or `return`, not after a type (a declaration) or `.` (a member).
PLAIN = r"(?:(?<=[=(,;{}!?:+\-*/%<|])|(?<=&&)|\breturn)\s*"

FORBIDDEN = [
    (r"#\s*include\s*<(?:random)>", "random numbers come from base/random"),
    (r"#\s*include\s*<(?:chrono|ctime|time\.h|sys/time\.h)>", "the core has no clock: the host says what time it is"),
    (
        r"#\s*include\s*<(?:thread|mutex|shared_mutex|atomic|condition_variable|future|stop_token|pthread\.h)>",
        "the core has no threads",
    ),
    (
        r"#\s*include\s*<(?:fstream|iostream|filesystem|cstdio|stdio\.h|unistd\.h|fcntl\.h|dirent\.h|sys/[a-z]+\.h)>",
        "the core does no I/O: it asks the host by an Effect",
    ),
    (r"#\s*include\s*<(?:locale|clocale|locale\.h)>", "the core knows no locale"),
    (
        r"#\s*include\s*<(?:ranges|format|source_location|memory_resource|execution|coroutine|expected)>",
        "Emscripten 3.1.6 does not have it",
    ),
    (r"\bstd\s*::\s*(?:bit_cast|ranges\b|views\b|format\b|jthread|make_unique_for_overwrite)", "Emscripten 3.1.6 does not have it"),
    (r"\bstd\s*::\s*(?:shuffle|random_shuffle|sample)\b", "differs between libraries: base/random shuffles"),
    (r"\bstd\s*::\s*(?:(?:transform_)?reduce|(?:transform_)?(?:in|ex)clusive_scan)\b", "adds in an order of its own"),
    (rf"(?:\bstd\s*::\s*|(?<![\w>])::\s*)(?:{LIBM})[fl]?\s*\(", "differs between C libraries: use + - * / sqrt"),
    (rf"{PLAIN}(?:{LIBM})[fl]?\s*\(", "differs between C libraries: use + - * / sqrt"),
    (rf"(?:\bstd\s*::\s*|{PLAIN})(?:s?rand|time|clock|gmtime|localtime|getenv|setlocale)\s*\(", "asks the outside world"),
    (r"\bstd\s*::\s*(?:multi)?(?:map|set)\s*<\s*(?!const\s+void)(?:const\s+)?[\w:]+\s*\*", "an order of addresses differs from run to run"),
    (r"\b__(?:DATE|TIME|TIMESTAMP)__\b", "differs from build to build"),
    (r"\blong\s+double\b|\b__(?:float|int)128\b", "is of another size elsewhere"),
    (r"\bthrow\b", "expected failures are values: Result<T>"),
]
FORBIDDEN = [(re.compile(pattern), reason) for pattern, reason in FORBIDDEN]

# Flags that let a compiler change results. -mavx2 belongs to the one file that is chosen at run time.
FLAGS = re.compile(r"-ffast-math|-Ofast|-funsafe-math-optimizations|-fassociative-math|-march=\S+|-ffp-contract=(?!off)\w+")

# What has no order of its own: it may be asked for an element, never walked. Members, variables and results of functions,
# by the type or by a name given to it.
UNORDERED = r"\bunordered_(?:multi)?(?:map|set)\s*<[^;{}()]*>"
ALIAS = re.compile(rf"\busing\s+(\w+)\s*=\s*(?:std\s*::\s*)?{UNORDERED}")


def _unordered_names(code):
    types = "|".join([UNORDERED] + [rf"\b{alias}\b" for alias in ALIAS.findall(code)])
    return {match.group(1) for match in re.finditer(rf"(?:{types})\s*&?\s+(\w+)\s*[;({{=,)]", code)}


def _walks(house):
    """Places in the core that walk an unordered container, in the files that begin with the name of its own."""
    cpp = [path for path in house.with_suffix(*CPP) if path.startswith("shared/")]
    for declares in cpp:
        for name in sorted(_unordered_names(house.code(declares))):
            walk = re.compile(rf":\s*{name}\s*(?:\([^()]*\)\s*)?\)|\b{name}\s*\.\s*c?begin\s*\(")
            for path in cpp:
                if path.startswith(declares.rsplit(".", 1)[0]):
                    code = house.code(path)
                    for match in walk.finditer(code):
                        yield Finding(path, line_of(code, match.start()), f"walks `{name}`, whose order differs between libraries")


def check(house):
    yield from _walks(house)
    for path in house.with_suffix(*CPP):
        if not path.startswith("shared/"):
            continue
        code = house.code(path)
        for pattern, reason in FORBIDDEN:
            for match in pattern.finditer(code):
                yield Finding(path, line_of(code, match.end() - 1), f"`{' '.join(match.group().split())}`: {reason}")
    for path in house.with_suffix("CMakeLists.txt", "CMakePresets.json"):
        for number, line in enumerate(house.text(path).splitlines(), 1):
            match = FLAGS.search(line.split("#")[0])
            if match:
                yield Finding(path, number, f"{match.group()} changes results from machine to machine")
