"""Folders that cannot be written to: decided all the same, and carried out once they can."""

import json
import os
import pathlib

from bad_root_test import tree
from program import ORDINARY, ProgramTest, command, give_to_ordinary, picture, run


class ReadOnly(ProgramTest):
    def setUp(self):
        super().setUp()
        self.home = self.folder()
        self.before = os.environ.get("XDG_STATE_HOME")
        os.environ["XDG_STATE_HOME"] = str(self.home)
        self.addCleanup(self.restore_environment)
        give_to_ordinary(self.home)

        self.root = self.folder()
        for number, place in enumerate(("May/a.png", "May/b.png", "c.png")):
            self.root.add(place, picture(number))
        give_to_ordinary(self.root)
        self.allow(0o555)

    def restore_environment(self):
        os.environ.pop("XDG_STATE_HOME")
        if self.before is not None:
            os.environ["XDG_STATE_HOME"] = self.before

    def allow(self, mode):
        for path in (self.root, self.root / "May"):
            os.chmod(path, mode)

    def as_person(self, *arguments, commands=None):
        answer = run(*arguments, commands=commands, user=ORDINARY)
        self.assertEqual(answer.returncode, 0, answer.stderr)
        return answer

    def log(self):
        (log,) = pathlib.Path(self.home).glob("photocluster/*/.clustering/actions.jsonl")
        return log

    def test_decisions_are_kept_files_stay_and_apply_carries_them_out(self):
        before = tree(self.root)
        self.as_person("do", self.root, commands=command("assign", places=["May/a.png"], cluster="Roof"))
        self.as_person("do", self.root, commands=command("trash", places=["c.png"]))
        self.as_person("do", self.root, commands=command("assign", places=["May/b.png"], cluster="Sea"))
        self.as_person("undo", self.root)
        status = json.loads(self.as_person("status", self.root, "--json").stdout)
        self.assertEqual((status["queue"], status["manual"], status["trashed"]), (1, 1, 1))
        self.assertTrue(self.as_person("replay", self.root, "--check").stdout.startswith("same: "))
        self.assertEqual({json.loads(line).get("act", "none") for line in open(self.log())}, {"none"})
        for refused in ({"file_mode": "move"}, {"file_mode": "copy"}):
            answer = run("do", self.root, commands=command("settings", **refused), user=ORDINARY)
            self.assertIn("this folder cannot be written to: decisions are kept, files stay", answer.stderr)
        self.assertEqual(tree(self.root), before)

        self.allow(0o755)
        log = self.log()
        told = self.as_person("do", self.root, commands=command("create", cluster="Later")).stderr
        self.assertIn(f'photocluster apply "{log}" "{self.root}" takes them over', told)
        self.as_person("apply", log, self.root)
        self.assertEqual(sorted(path for path in tree(self.root) if path.endswith(".png")),
                         [".clustering/trash/c.png", "May/Roof/a.png", "May/b.png"])
        self.assertFalse(log.exists())
        self.assertEqual(self.as_person("undo", self.root).stderr, "")

    def test_a_log_of_its_own_is_only_read(self):
        self.allow(0o755)
        self.as_person("do", self.root, commands=command("assign", places=["c.png"], cluster="Roof"))
        self.allow(0o555)
        answer = run("do", self.root, commands=command("trash", places=["May/a.png"]), user=ORDINARY)
        self.assertIn(f"cannot write in {self.root}: permission denied", answer.stderr)
        self.assertEqual(list(pathlib.Path(self.home).glob("photocluster/*")), [])
