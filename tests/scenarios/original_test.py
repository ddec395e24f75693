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

    def test_what_it_does_after_it_was_taken_over_is_told_and_kept(self):
        folder = self.copy_of(ORIGINAL / "roots/site-clip")
        self.done("do", folder, commands=command("skip", places=["inbox/IMG_0017.jpg"]))

        def goes_on(name, cluster, **more):
            target = folder / "inbox" / cluster / name
            target.parent.mkdir(exist_ok=True)
            (folder / "inbox" / name).rename(target)
            line = {"ts": "2026-01-01T00:00:00.000000", "src": f"/x/site-clip/inbox/{name}", "cluster": cluster}
            line |= {"dst": f"/x/site-clip/inbox/{cluster}/{name}", "note": "react-ui"}
            with open(folder / OWN_FILES[0], "a", encoding="utf-8") as log:
                log.write(json.dumps(line) + "\n")
            state = json.loads((ORIGINAL / "roots/site-clip/.clustering/state.json").read_text(encoding="utf-8"))
            (folder / ".clustering/state.json").write_text(json.dumps(state | more), encoding="utf-8")
            (folder / OWN_FILES[1]).write_text("[]", encoding="utf-8")

        goes_on("IMG_0017.jpg", "dogs", manual_total=21)
        written = self.files(folder, STATE_FILES[:1] + OWN_FILES)
        told = "1 more decision in its log, its queue, its state.json in place of ours"
        for _ in range(2):  # reading keeps nothing, so it is said again
            self.assertIn(told, run("status", folder).stderr)
        self.assertEqual(self.files(folder, STATE_FILES[:1] + OWN_FILES), written)
        answer = run("do", folder, commands=command("skip", places=["inbox/IMG_0018.jpg"]))
        self.assertEqual(answer.returncode, 0)
        self.assertIn(told, answer.stderr)
        self.assertIn("inbox/dogs/IMG_0017.jpg was put there by hand", answer.stderr)
        self.assertEqual(run("status", folder).stderr, "")
        kept = [path.read_bytes() for path in (folder / ".clustering/original").rglob("*.*") if path.is_file()]
        for content in written.values():
            self.assertIn(content, kept)
        self.assertEqual(self.files(folder, OWN_FILES), {name: written[name] for name in OWN_FILES})
        self.assertEqual(folder.status()["clusters"]["dogs"], 11)
        self.assert_same_state(folder)

        goes_on("IMG_0018.jpg", "cats", manual_total=22)
        self.assertIn("of its clusters cats is not known here", run("status", folder).stderr)
        self.do(folder, command("create", cluster="cats"))
        self.assertEqual(folder.status()["clusters"]["cats"], 1)
        self.assert_same_state(folder)
