"""Test results as a JUnit file, in the form that GoogleTest writes: one <testcase> a test, empty when it passed."""

import pathlib
import re
import xml.etree.ElementTree as ElementTree

# What XML 1.0 cannot hold, escaped or not.
UNPRINTABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Results:
    def __init__(self, suite):
        self.suite = suite
        self.root = ElementTree.Element("testsuite", name=suite)

    def passed(self, name):
        return ElementTree.SubElement(self.root, "testcase", classname=self.suite, name=name)

    def failed(self, name, message):
        ElementTree.SubElement(self.passed(name), "failure", message=UNPRINTABLE.sub("?", message))

    def skipped(self, name, reason):
        ElementTree.SubElement(self.passed(name), "skipped", message=UNPRINTABLE.sub("?", reason))

    def write(self, path):
        pathlib.Path(path).parent.mkdir(parents=True, exist_ok=True)
        ElementTree.ElementTree(self.root).write(path, encoding="utf-8", xml_declaration=True)
