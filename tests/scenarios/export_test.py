"""What is decided, written as the original program's files."""

import json
import os
import pathlib
import resource
import subprocess
import unittest

from program import TINY_MODELS, ProgramTest, command, environment, picture, program, run

TINY = TINY_MODELS / "good.onnx"
STRANGE = ['с "кавычками".png', "back\\slash.png", "line\nbreak.png"]


class Export(ProgramTest):
    def setUp(self):
        self.photos = self.folder()
        for number in range(6):
            self.photos.add(f"Объект 1/P{number}.png", picture(number, number % 2))
        for number, name in enumerate(STRANGE):
            self.photos.add(name, picture(10 + number))
        self.done("embed", self.photos, "--model", TINY)
        self.do(self.photos, command("assign", places=["Объект 1/P0.png", "Объект 1/P2.png"], cluster="1_Выявлено"))
        self.do(self.photos, command("trash", places=["Объект 1/P1.png"]))
        self.do(self.photos, command("assign", places=["Объект 1/P3.png"], cluster="Снег"))
        self.do(self.photos, command("undo"))
        self.out = self.folder() / "files"

    def everything(self):
        """Every file of the folder, that of the state too, with its time and content."""
        files = [path for path in self.photos.path.rglob("*") if path.is_file()]
        return {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in files}

    def export(self, **options):
        return run("export", self.photos, "--format", "original", self.out, **options)

    def read(self, name):
        return (self.out / name).read_text(encoding="utf-8")

    def test_files_are_what_the_original_reads(self):
        before = self.everything()
        answer = self.export()
        self.assertEqual((answer.returncode, answer.stderr), (0, ""))
        self.assertEqual(self.everything(), before)

        actions = [json.loads(line) for line in self.read(".manual_cluster/actions.jsonl").splitlines()]
        self.assertEqual([list(action) for action in actions], [["ts", "src", "dst", "cluster", "note"]] * 3)
        self.assertEqual([action["cluster"] for action in actions], ["1_Выявлено", "1_Выявлено", "__deleted__"])
        for action in actions:
            self.assertRegex(action["ts"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}$")
            self.assertTrue(os.path.isabs(action["src"]))
            self.assertFalse(pathlib.Path(action["src"]).exists())
            self.assertTrue(pathlib.Path(action["dst"]).is_file())

        queue = json.loads(self.read(".manual_cluster/queue.json"))
        inside = [f"Объект 1/P{number}.png" for number in (3, 4, 5)]
        self.assertEqual(sorted(queue), sorted(str(self.photos / name) for name in STRANGE + inside))
        self.assertTrue(all(pathlib.Path(path).is_file() for path in queue))

        state = json.loads(self.read(".clustering/state.json"))
        self.assertEqual(list(state), ["clusters", "counts", "manual_total", "auto_total", "deleted_total"])
        self.assertEqual(state["counts"], {"1_Выявлено": 2})
        self.assertEqual([state["manual_total"], state["auto_total"], state["deleted_total"]], [2, 0, 1])
        self.assertEqual(len(state["clusters"]["1_Выявлено"]), 2)
        for vector in state["clusters"]["1_Выявлено"]:
            self.assertAlmostEqual(sum(x * x for x in vector), 1, places=6)
        self.assertIn("Выявлено", self.read(".clustering/state.json"))

    def test_another_format_is_wrong_usage(self):
        self.refused("original", "export", self.photos, "--format", "csv", self.out, status=2)
        self.assertFalse(self.out.exists())

    def test_a_full_disk_leaves_nothing(self):
        def small_files():
            resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))

        answer = subprocess.run(
            [program(), "export", self.photos, "--format", "original", self.out],
            env=environment(),
            preexec_fn=small_files,
            restore_signals=False,  # the program is told that a file is too large, not killed
            capture_output=True,
            text=True,
        )
        self.assertNotEqual(answer.returncode, 0)
        self.assertEqual(answer.stderr.count("\n"), 1, answer.stderr)
        self.assertEqual(list(self.out.parent.iterdir()), [])

    def test_works_beside_a_writer(self):
        writer = subprocess.Popen(
            [program(), "do", self.photos], env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        writer.stdin.write(command("skip", places=["Объект 1/P3.png"]))
        writer.stdin.flush()
        self.assertIn('"skip"', writer.stdout.readline())
        self.assertEqual(self.export().returncode, 0)
        writer.communicate(timeout=60)
        self.assertEqual(json.loads(self.read(".manual_cluster/queue.json"))[-1], str(self.photos / "Объект 1/P3.png"))


if __name__ == "__main__":
    unittest.main()
