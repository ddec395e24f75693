"""Folders that the original program worked on: taken over with nothing lost, and its files kept byte for byte."""

import json
import math
import os
import shutil

from program import TEST_DATA, ProgramTest, command, needs_test_data, run

ORIGINAL = TEST_DATA / "original"
STATE_FILES = (".clustering/state.json", ".clustering/actions.jsonl")
TOTALS = ("photos", "queue", "assigned", "manual", "auto", "adopted", "imported", "trashed", "missing")
OWN_FILES = (".manual_cluster/actions.jsonl", ".manual_cluster/queue.json")


@needs_test_data
class OriginalProgram(ProgramTest):
    def copy_of(self, root, photos=None):
        folder = self.folder()
        if photos:
            shutil.copytree(photos / "inbox", folder / "inbox", copy_function=shutil.copyfile)
        shutil.copytree(root, folder, dirs_exist_ok=True, copy_function=shutil.copyfile)
        for below, _, _ in os.walk(folder):
            os.chmod(below, 0o755)  # the test data may be read-only
        return folder

    def roots(self):
        for root in sorted((ORIGINAL / "roots").iterdir()):
            yield root.name, self.copy_of(root)
        for root in sorted((ORIGINAL / "damaged").iterdir()):
            yield root.name, self.copy_of(root, ORIGINAL / "roots/site-clip")

    def files(self, folder, names):
        return {name: (folder / name).read_bytes() for name in names if (folder / name).exists()}

    def test_each_root_is_read_unchanged_taken_over_and_undone_across_the_border(self):
        for name, folder in self.roots():
            with self.subTest(root=name):
                everything = self.files(folder, STATE_FILES + OWN_FILES)
                photos = folder.contents()
                read = folder.status()
                self.assertIn("of the original program", run("status", folder).stderr)
                self.assertEqual(self.files(folder, STATE_FILES + OWN_FILES), everything)
                self.assertFalse((folder / ".clustering/original").exists())

                totals = {name: read[name] for name in TOTALS}
                self.done("undo", folder)
                for file, content in everything.items():
                    kept = folder / ".clustering/original" / file.removeprefix(".clustering/")
                    self.assertEqual(kept.read_bytes(), content)
                    if file in OWN_FILES:
                        self.assertEqual((folder / file).read_bytes(), content)
                if ".clustering/actions.jsonl" in everything:
                    log = (folder / ".clustering/actions.jsonl").read_bytes()
                    self.assertTrue(log.startswith(everything[".clustering/actions.jsonl"]))
                self.assert_same_state(folder)
                self.assertEqual(folder.contents(), photos)

                again = run("status", folder)
                self.assertEqual((again.returncode, again.stderr), (0, ""))
                self.do(folder, command("redo"))
                now = folder.status()
                self.assertEqual({name: now[name] for name in TOTALS}, totals)
                self.assertEqual(now["clusters"], read["clusters"])
                self.assertEqual(folder.contents(), photos)
                self.assert_same_state(folder)

    def test_counts_and_totals_are_those_of_its_users(self):
        folder = self.copy_of(ORIGINAL / "roots/site-manual")
        read = folder.status()
        self.assertEqual(read["imported"], 5)
        self.assertEqual(read["adopted"], 1)  # put into the folder of Мусор by hand
        self.assertEqual(read["trashed"], 1)
        self.assertEqual(read["queue"], 18)
        self.assertEqual(
            read["clusters"], {"1_Выявлено": 2, "2_Устранено": 0, "Мусор": 2, "Норм": 1, "Снег": 1}
        )
        self.done("undo", folder)
        self.assertFalse((folder / "Объект 1/1 December/01.12.2024/1/Мусор/image_0006__dup1.jpg").exists())
        self.done("undo", folder)
        self.assertTrue((folder / "Объект 2/2 January/05.01.2025/1/image_0006.jpg").is_file())

    def test_its_vectors_count_for_the_model_that_made_them_and_for_no_other(self):
        folder = self.copy_of(ORIGINAL / "roots/site-clip")
        kept = json.loads((folder / ".clustering/state.json").read_text(encoding="utf-8"))["clusters"]
        said = "the vectors that the original program had stored are of "
        other = run("embed", folder, "--model", TEST_DATA / "models/squeezenet11_embed_fp32.onnx")
        self.assertIn(said + "another model than squeezenet11_embed_fp32-", other.stderr)
        self.assertIn("32 photos compared) and are not used", other.stderr)
        same = run("embed", folder, "--model", TEST_DATA / "models/mobilenetv2_cliplike512_fp32.onnx")
        self.assertIn(said + "mobilenetv2_cliplike512_fp32-", same.stderr)
        self.assertIn("32 photos compared): they count", same.stderr)
        self.assertEqual(run("status", folder).stderr, "")
        for name, (centroid,) in json.loads((folder / ".clustering/state.json").read_text())["clusters"].items():
            mean = [sum(components) for components in zip(*kept[name])]
            length = math.sqrt(sum(component**2 for component in mean))
            for ours, theirs in zip(centroid, mean):
                self.assertAlmostEqual(ours, theirs / length, delta=0.0001)
        self.assert_same_state(folder)
        self.done("undo", folder)  # the newest decision of the original's, not what was found out about its vectors
        self.assertEqual(folder.status()["queue"], 4)
        self.assert_same_state(folder)
        self.done("do", folder, commands=command("redo"))
        self.assert_same_state(folder)

    def test_a_folder_that_was_never_written_is_exported_with_the_lines_it_has(self):
        for root in sorted((ORIGINAL / "roots").iterdir()):
            with self.subTest(root=root.name):
                folder = self.copy_of(root)
                out = self.folder() / "files"
                self.done("export", folder, "--format", "original", out)
                read = [
                    [json.loads(line) for line in (at / OWN_FILES[0]).read_text(encoding="utf-8").splitlines()]
                    for at in (root, out)
                ]
                for theirs, ours in zip(*read, strict=True):
                    for field in ("ts", "cluster", "note"):
                        self.assertEqual(ours[field], theirs[field])
                    for field in ("src", "dst"):
                        place = os.path.relpath(ours[field], folder)
                        self.assertTrue(theirs[field].replace("\\", "/").endswith("/" + place), theirs[field])
                self.assertFalse((folder / ".clustering/original").exists())
