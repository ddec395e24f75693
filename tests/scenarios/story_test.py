"""The main job, every command typed as a person would."""

import json
import random
import shutil

from program import ORDINARY, TEST_DATA, TINY_MODELS, ProgramTest, command, give_to_ordinary, needs_test_data, picture

MODEL = TEST_DATA / "models/mobilenetv2_cliplike512_fp32.onnx"
TINY = TINY_MODELS / "good.onnx"
RULE = ["--threshold", "0.8", "--min-samples", "5"]


@needs_test_data
class FlatFolder(ProgramTest):
    """Twelve photos each of eight classes, flattened and shuffled as IMG_0001.jpg …"""

    CLASSES = ["Leopards", "Motorbikes", "airplanes", "car_side", "dalmatian", "grand_piano", "sunflower", "watch"]

    def setUp(self):
        self.inbox = self.folder()
        classes = [(name, photo) for name in self.CLASSES for photo in sorted((TEST_DATA / "photos/caltech20" / name).iterdir())[:12]]
        random.Random(7).shuffle(classes)
        self.truth = {}
        for number, (name, photo) in enumerate(classes, 1):
            place = f"IMG_{number:04}.jpg"
            shutil.copyfile(photo, self.inbox / place)
            self.truth[place] = name
        self.before = self.inbox.contents()

    def tearDown(self):
        self.assertEqual(self.inbox.contents(), self.before, "every content is there as often as at the beginning")

    def of_class(self, name):
        return [place for place, known in sorted(self.truth.items()) if known == name]

    def test_embed_do_auto_move_undo_replay(self):
        inbox = self.inbox
        self.assertEqual(self.done("embed", inbox, "--model", MODEL), f"{len(self.truth)} embedded\n")

        # By hand: five of each class, one of them into a cluster with a Cyrillic name.
        names = {name: "Снег" if name == "watch" else name for name in self.CLASSES}
        for name in self.CLASSES:
            records = self.do(inbox, command("assign", places=self.of_class(name)[:5], cluster=names[name]))
            self.assertEqual([record["op"] for record in records], ["create"] + ["assign"] * 5)
            self.assertEqual(self.inbox.contents(), self.before)
        self.assertEqual(inbox.status()["clusters"], {names[name]: 5 for name in self.CLASSES})
        self.assert_same_state(inbox)

        # The rest by a plan, exactly as shown.
        plan = json.loads(self.done("auto-move", inbox, *RULE, "--json"))["plan"]
        self.assertGreater(len(plan), 20)
        for row in plan:
            self.assertGreaterEqual(row["score"], 0.8)
            self.assertAlmostEqual(row["margin"], row["score"] - row["second_score"], places=5)
        right = sum(names[self.truth[row["place"]]] == row["cluster"] for row in plan)
        self.assertGreater(right, 0.9 * len(plan))
        printed = self.done("auto-move", inbox, *RULE, "--apply")
        run = inbox.records()[-1]["run"]
        self.assertTrue(printed.endswith(f"moved {len(plan)} photos as run {run}\n"), printed)
        for row in plan:
            self.assertTrue((inbox / row["cluster"] / row["place"]).is_file())
        self.assertEqual(inbox.status()["auto"], len(plan))
        self.assertEqual([r["note"] for r in inbox.records() if r["op"] == "auto"], ["auto"] * len(plan))
        self.assertEqual(self.inbox.contents(), self.before)
        self.assert_files_where_the_log_says(inbox)
        self.assert_same_state(inbox)

        # Back and forth.
        self.done("undo", inbox, "--run", run)
        self.assertEqual(inbox.status()["auto"], 0)
        for row in plan:
            self.assertTrue((inbox / row["place"]).is_file())
        self.do(inbox, command("redo"))
        self.assertEqual(inbox.status()["auto"], len(plan))
        self.assert_files_where_the_log_says(inbox)
        self.assert_same_state(inbox)

        # Trash, skip, shuffle, and everything back.
        queue = [place for place in self.truth if (inbox / place).exists()][:3]
        self.do(inbox, command("trash", places=queue[:1]) + command("skip", places=queue[1:2]) + command("shuffle"))
        self.assertTrue((inbox / ".clustering/trash" / queue[0]).is_file())
        self.assertEqual(self.inbox.contents(), self.before)
        self.done("undo", inbox, "--count", 100)
        self.assertEqual(sorted(inbox.files()), sorted(self.truth))
        self.assertEqual(inbox.status()["clusters"], {})
        self.assert_same_state(inbox)

    def test_second_embed_reads_no_photo_and_renamed_ones_are_found_again(self):
        inbox = self.inbox
        self.done("embed", inbox, "--model", MODEL)
        give_to_ordinary(inbox)
        for place in self.truth:
            (inbox / place).chmod(0)  # an ordinary user cannot read them
        again = self.done("embed", inbox, "--model", MODEL, user=ORDINARY)
        self.assertRegex(again, "^all photos are embedded with mobilenetv2.*; no photo was read\n$")
        for place in self.truth:
            (inbox / place).chmod(0o644)

        self.do(inbox, command("assign", places=self.of_class("watch")[:3], cluster="Снег"))
        (inbox / "by hand").mkdir()
        moved = [place for place in self.truth if (inbox / place).exists()][:10]
        for place in moved:
            (inbox / place).rename(inbox / "by hand" / f"renamed {place}")
        (inbox / "Снег").rename(inbox / "Winter")
        # The three members are known at the start.
        self.assertEqual(self.done("embed", inbox, "--model", MODEL), "0 embedded, 10 found again\n")
        status = inbox.status()
        self.assertEqual((status["missing"], status["embedded"]), (0, len(self.truth)))
        self.assertEqual(status["clusters"], {"Снег": 3}, "members keep their cluster wherever they lie")
        self.assert_same_state(inbox)


class TreeOfThreeLevels(ProgramTest):
    """Two years of two months, some photos sorted already, some with companions, a folder to be left alone."""

    def setUp(self):
        self.tree = self.folder()
        for seed, (folder, group) in enumerate(
            (f"{year}/{month}", seed % 3) for year in (2023, 2024) for month in ("May", "June") for seed in range(9)
        ):
            self.tree.add(f"{folder}/P{seed:02}.png", picture(seed, group))
        for seed in range(100, 105):
            self.tree.add(f"2023/Roof/R{seed}.png", picture(seed, 0))
        for seed in range(105, 108):
            self.tree.add(f"2024/June/roof/R{seed}.png", picture(seed, 0))
        for seed in range(108, 111):
            self.tree.add(f"archive/old/A{seed}.png", picture(seed, 1))
        self.tree.add("2023/May/P00.xmp", b"<x:xmpmeta/>")
        self.tree.add("2023/May/notes.txt", b"not a photo")
        self.before = self.tree.contents()

    def tearDown(self):
        self.assertEqual(self.tree.contents(), self.before)

    def test_sorted_folders_become_clusters_and_new_photos_follow(self):
        tree = self.tree
        self.do(tree, command("settings", left_alone=["archive"]))
        self.assertEqual(tree.status()["queue"], 36 + 8)
        self.assertEqual(self.done("embed", tree, "--model", TINY), "44 embedded\n")

        adopted = self.do(tree, command("adopt", folder="2023/Roof"))
        self.assertEqual({record["op"] for record in adopted}, {"create", "adopt"})
        status = tree.status()
        # A folder of the same name elsewhere, whatever its case, is adopted with it; nothing has moved.
        self.assertEqual((status["adopted"], status["clusters"]), (8, {"Roof": 8}))
        self.assertTrue((tree / "2024/June/roof/R105.png").is_file())
        self.assert_same_state(tree)

        plan = json.loads(self.done("auto-move", tree, "--threshold", 0.9, "--min-samples", 5, "--json"))["plan"]
        self.assertGreater(len(plan), 0)
        self.assertFalse([row for row in plan if row["place"].startswith("archive/")])
        self.done("auto-move", tree, "--threshold", 0.9, "--min-samples", 5, "--apply")
        for row in plan:
            folder, name = row["place"].rsplit("/", 1)
            self.assertTrue((tree / folder / "Roof" / name).is_file(), row)
        self.assert_files_where_the_log_says(tree)
        self.assert_same_state(tree)
        self.done("undo", tree, "--count", 100)
        self.assertEqual(tree.contents(), self.before)
        self.assertEqual((tree.status()["adopted"], tree.status()["clusters"]), (0, {}))
        self.assertFalse((tree / "2023/May/Roof").exists())

    def test_layouts_say_where_a_photo_goes_and_companions_go_with_it(self):
        tree = self.tree
        photos = ["2023/May/P00.png", "2023/June/P09.png", "2024/May/P18.png"]
        wanted = {
            "beside": "2023/May/Снег/P00.png",
            "root": "Снег/P09.png",
            "root_above": "Снег/2024/May/P18.png",
        }
        for photo, (layout, goal) in zip(photos, wanted.items()):
            self.do(tree, command("settings", layout=layout) + command("assign", places=[photo], cluster="Снег"))
            self.assertTrue((tree / goal).is_file(), goal)
        self.assertTrue((tree / "2023/May/Снег/P00.xmp").is_file())
        self.assertTrue((tree / "2023/May/notes.txt").is_file())
        # Again into the same cluster: it lies where it belongs, nothing ends in Снег/Снег.
        self.assertEqual(self.do(tree, command("assign", places=["Снег/2024/May/P18.png"], cluster="снег")), [])
        self.assert_files_where_the_log_says(tree)
        self.done("undo", tree, "--count", 100)
        self.assertTrue((tree / "2023/May/P00.xmp").is_file())

    def test_photo_put_into_a_clusters_folder_by_hand_is_adopted(self):
        tree = self.tree
        self.do(tree, command("assign", places=["2023/May/P00.png"], cluster="Boats"))
        (tree / "2024/May/P18.png").rename(tree / "2023/May/Boats/P18.png")
        self.done("embed", tree, "--model", TINY)
        self.assertEqual(tree.status()["clusters"], {"Boats": 2})
        self.assertEqual(tree.status()["adopted"], 1)
        self.assert_same_state(tree)
