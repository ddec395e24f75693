#!/usr/bin/env python3
"""Writes unicode_tables.gen.inc, the tables of unicode.cc, from Debian's package unicode-data.

    unicode_tables.py            writes the file
    unicode_tables.py --check    status 1 when the file is not what would be written

Another version of Unicode may change which names are one cluster. To take it is therefore a decision: write the file,
set kUnicodeVersion in unicode.h and name it in shared/journal/FORMAT.md. With --check, data of another version than
the file's is reported and no fault.
"""
import pathlib
import re
import sys

SOURCE = pathlib.Path("/usr/share/unicode")
TARGET = pathlib.Path(__file__).with_name("unicode_tables.gen.inc")
LAST_OF_RANGE_NAME = ", Last>"


def rows(name):
    """The fields of each line of a file of unicode-data, without comments."""
    for line in (SOURCE / name).read_text(encoding="utf-8").splitlines():
        fields = [field.strip() for field in line.split("#")[0].split(";")]
        if len(fields) > 1:
            yield fields


def code_points(field):
    first, _, last = field.partition("..")
    return range(int(first, 16), int(last or first, 16) + 1)


def text_of(field):
    return "".join(chr(int(number, 16)) for number in field.split())


def read_unicode_data():
    """Combining classes, and decompositions of one step: canonical ones, and those of form only."""
    classes, canonical, compatible = {}, {}, {}
    for code, name, _, combining_class, _, mapping, *_ in rows("UnicodeData.txt"):
        code = int(code, 16)
        if combining_class != "0":
            assert not name.endswith(LAST_OF_RANGE_NAME)
            classes[code] = int(combining_class)
        if mapping.startswith("<"):
            compatible[code] = text_of(mapping.split("> ")[1])
        elif mapping:
            canonical[code] = text_of(mapping)
    return classes, canonical, compatible


def in_full(step):
    """The same decompositions, applied until nothing changes."""
    def expanded(text):
        return "".join(expanded(step[ord(c)]) if ord(c) in step else c for c in text)
    return {code: expanded(text) for code, text in step.items()}


def read_compositions(canonical):
    excluded = {code for codes, property_name, *_ in rows("DerivedNormalizationProps.txt")
                if property_name == "Full_Composition_Exclusion" for code in code_points(codes)}
    return {(ord(text[0]), ord(text[1])): code for code, text in canonical.items() if code not in excluded}


def read_folding():
    return {int(code, 16): text_of(text) for code, status, text, *_ in rows("CaseFolding.txt") if status in "CF"}


def pooled(texts):
    """One text that holds all of `texts`."""
    pool = ""
    for text in sorted(texts, key=lambda t: (-len(t), t)):
        if text not in pool:
            pool += text
    return pool


def class_ranges(classes):
    ranges = []
    for code in sorted(classes):
        if ranges and ranges[-1][1] == code - 1 and ranges[-1][2] == classes[code]:
            ranges[-1][1] = code
        else:
            ranges.append([code, code, classes[code]])
    return ranges


def table(declaration, items):
    lines = [f"constexpr {declaration} = {{"]
    for item in items:
        if len(lines[-1]) + len(item) > 119 or len(lines) == 1:
            lines.append("")
        lines[-1] += item + ","
    return "\n".join(lines) + "\n};\n"


def row(*numbers):
    return "{" + ",".join(f"{number:#x}" if number > 9 else str(number) for number in numbers) + "}"


def generated(version):
    classes, canonical_step, compatible_step = read_unicode_data()
    canonical = in_full(canonical_step)
    both = in_full({**canonical_step, **compatible_step})
    compatible = {code: text for code, text in both.items() if canonical.get(code) != text}
    folding = read_folding()
    pool = pooled({*canonical.values(), *compatible.values(), *folding.values()})
    assert len(pool) < 1 << 16

    def mapping_table(name, mapping):
        return table(f"Mapping {name}[]", [row(code, pool.index(mapping[code]), len(mapping[code]))
                                           for code in sorted(mapping)])

    return "".join([
        "// Generated from unicode-data by unicode_tables.py; not to be edited.\n",
        f'constexpr char kTablesVersion[] = "{version}";\n',
        table("char32_t kPool[]", [f"{ord(c):#x}" for c in pool]),
        table("CombiningClass kCombiningClasses[]", [row(*r) for r in class_ranges(classes)]),
        mapping_table("kCanonicalMappings", canonical),
        mapping_table("kCompatibilityMappings", compatible),
        mapping_table("kFoldings", folding),
        table("Composition kCompositions[]",
              [row(*pair, code) for pair, code in sorted(read_compositions(canonical_step).items())]),
    ])


def main():
    if not (SOURCE / "CaseFolding.txt").exists():
        sys.exit(f"{SOURCE} is missing: install the package unicode-data")
    version = re.search(r"CaseFolding-([\d.]+)\.txt", (SOURCE / "CaseFolding.txt").read_text(encoding="utf-8"))[1]
    if sys.argv[1:] == ["--check"]:
        present = TARGET.read_text(encoding="utf-8") if TARGET.exists() else ""
        written_from = re.search(r'kTablesVersion\[\] = "([\d.]+)"', present)
        if written_from and written_from[1] != version:
            print(f"{TARGET.name} not compared: it is of Unicode {written_from[1]}, unicode-data here of {version}")
        elif present != generated(version):
            sys.exit(f"{TARGET}: differs from what unicode_tables.py writes; run it")
    elif not sys.argv[1:]:
        TARGET.write_text(generated(version), encoding="utf-8")
    else:
        print(__doc__, file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
