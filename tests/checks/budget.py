"""Files, headers and functions stay short enough to be read in one sitting."""

import re

from house import CPP, GENERATED, TYPESCRIPT, Finding, line_of

FILE_STOP, FILE_LOOK, HEADER_LOOK = 500, 300, 150
FUNCTION_STOP, FUNCTION_LOOK = 80, 40

SOURCES = (*CPP, *TYPESCRIPT, ".py", ".css", ".html", ".txt")
DIRECTIVE = re.compile(r"^[ \t]*#(?:[^\n]*\\\n)*[^\n]*", re.MULTILINE)
CONTROL = re.compile(r"(?:^|[^\w])(?:if|for|while|switch|catch|else|do|try)\b[^;]*$")
TYPE = re.compile(r"\b(?:namespace|class|struct|union|enum|interface)\b[^()=]*$")
MEMBER_BRACES = re.compile(r"\)\s*(?:noexcept\s*)?:[^:].*[\w>]\s*$", re.DOTALL)  # Name(…) : member_{


def scope_of(head, in_function):
    """What the `{` after `head`, the text since the last statement of its scope, opens."""
    end = head.rstrip()
    if MEMBER_BRACES.search(head):
        return "member"
    if in_function or "(" not in head or end.endswith(("(", ",", "=", "return")):
        return "other"
    return "other" if TYPE.search(head) or CONTROL.search(head) else "function"


def functions(code):
    """(first line, last line) of each outermost function, by counting braces in code without comments and strings."""
    code = DIRECTIVE.sub(lambda directive: re.sub(r"[^\n]", " ", directive.group()), code)
    scopes = []  # for each open brace: what it opened, and where its head began
    head_start = 0
    for match in re.finditer(r"[{};]", code):
        brace, at = match.group(), match.start()
        if brace == "{":
            head = code[head_start:at]
            kind = scope_of(head, any(kind == "function" for kind, _ in scopes))
            scopes.append((kind, head_start + len(head) - len(head.lstrip())))
        elif brace == "}" and scopes:
            kind, start = scopes.pop()
            if kind == "function":
                yield line_of(code, start), line_of(code, at)
        else:
            kind = "other"
        if kind != "member":  # a member's braces leave the constructor's head as it was
            head_start = at + 1


def check(house):
    for path in house.with_suffix(*SOURCES):
        if GENERATED.search(path):
            continue
        lines = house.text(path).count("\n")
        if lines > FILE_STOP:
            yield Finding(path, 1, f"{lines} lines; a file stops at {FILE_STOP}")
        elif lines > FILE_LOOK:
            yield Finding(path, 1, f"{lines} lines; look twice at {FILE_LOOK}", is_note=True)
        elif path.endswith(".h") and lines > HEADER_LOOK:
            yield Finding(path, 1, f"{lines} lines; a header stays under {HEADER_LOOK}", is_note=True)
        if not path.endswith((*CPP, *TYPESCRIPT)):
            continue
        for first, last in functions(house.code(path)):
            length = last - first + 1
            if length > FUNCTION_STOP:
                yield Finding(path, first, f"a function of {length} lines; it stops at {FUNCTION_STOP}")
            elif length > FUNCTION_LOOK:
                yield Finding(path, first, f"a function of {length} lines; look twice at {FUNCTION_LOOK}", is_note=True)
