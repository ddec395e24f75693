"""What the program answers before it touches a folder."""

import os
import subprocess
import unittest


def photocluster(*arguments):
    return subprocess.run([os.environ["PHOTOCLUSTER"], *arguments], capture_output=True, text=True, timeout=60)


class Usage(unittest.TestCase):
    def test_help_names_every_command(self):
        run = photocluster("--help")
        self.assertEqual(run.returncode, 0)
        for command in ("serve", "link", "embed", "do", "auto-move", "undo", "relayout", "replay", "sample", "status"):
            self.assertIn(command, run.stdout)

    def test_wrong_usage_has_exit_status_2_and_says_why_on_stderr(self):
        for arguments in (["no-such-command"], ["status"], ["auto-move", "--threshold", "high", "."]):
            with self.subTest(arguments=arguments):
                run = photocluster(*arguments)
                self.assertEqual(run.returncode, 2, run.stderr)
                self.assertTrue(run.stderr.strip())

    def test_missing_root_has_exit_status_1_and_is_named_on_stderr(self):
        run = photocluster("status", "/no/such/root")
        self.assertEqual(run.returncode, 1)
        self.assertIn("/no/such/root", run.stderr)
