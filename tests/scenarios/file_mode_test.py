"""What a decision does to the files: each mode on real files, back and forth, with a new start in between."""

from program import TINY_MODELS, ProgramTest, command, picture

TINY = TINY_MODELS / "good.onnx"


class FileModes(ProgramTest):
    DECISIONS = [
        command("assign", places=["a.png", "May/c.png"], cluster="Roof"),
        command("trash", places=["d.png"]),
        command("assign", places=["b.png"], cluster="Снег"),
        command("rename", cluster="Снег", name="Лес"),
    ]
    SORTED = [".clustering/trash/d.png", "May/Roof/c.png", "Roof/a.png", "Roof/a.xmp", "Лес/b.png"]

    def setUp(self):
        self.photos = self.folder()
        for number, name in enumerate(["a.png", "b.png", "May/c.png", "d.png"]):
            self.photos.add(name, picture(number, side=16))
        self.photos.add("a.xmp", b"<x:xmpmeta/>")
        self.before = sorted(self.photos.files())
        self.contents = self.photos.contents()

    def check(self, files, waiting):
        """These files, whoever opens the folder next; all of them known to the log."""
        self.assertEqual(sorted(self.photos.files()), sorted(files))
        self.assertEqual(self.photos.contents(), self.contents)
        self.assert_files_where_the_log_says(self.photos)
        self.assert_same_state(self.photos)
        status = self.photos.status()
        self.assertEqual(len(status["waiting"]), waiting)
        return status

    def check_sorted(self, status):
        self.assertEqual(status["clusters"], {"Roof": 2, "Лес": 1})
        self.assertEqual((status["manual"], status["trashed"], status["queue"]), (3, 1, 0))

    def undo_and_redo_all(self, files, waiting):
        """Every decision taken back and made again leads to the same files."""
        self.do(self.photos, *[command("undo")] * len(self.DECISIONS))
        status = self.check(self.before, 0)
        self.assertEqual((status["queue"], status["clusters"]), (4, {}))
        (self.photos / ".clustering/checkpoint.pcs").unlink()
        self.do(self.photos, *[command("redo")] * len(self.DECISIONS))
        self.check_sorted(self.check(files, waiting))

    def test_move(self):
        self.do(self.photos, command("settings", file_mode="at_end"), command("settings", file_mode="move"))
        self.do(self.photos, *self.DECISIONS)
        status = self.check(self.SORTED, 0)
        self.assertEqual(status["file_mode"], "move")
        self.check_sorted(status)
        self.undo_and_redo_all(self.SORTED, 0)

    def test_none(self):
        self.do(self.photos, command("settings", file_mode="none"))
        self.do(self.photos, *self.DECISIONS)
        self.check_sorted(self.check(self.before, 4))
        self.undo_and_redo_all(self.before, 4)
        self.assertFalse((self.photos / "Roof").exists())

    def test_at_end(self):
        self.do(self.photos, command("settings", file_mode="at_end"))
        self.do(self.photos, *self.DECISIONS)
        self.undo_and_redo_all(self.before, 4)
        plan = self.photos.status()["waiting"]
        self.assertEqual(sorted(file["place"] for file in plan), ["May/c.png", "a.png", "b.png", "d.png"])
        records = self.do(self.photos, command("move_waiting", files=plan))
        self.assertEqual({record["op"] for record in records}, {"move"})
        self.assertEqual({record["run"] for record in records}, {records[0]["seq"]})
        self.check_sorted(self.check(self.SORTED, 0))
        self.refused("would no longer go to", "do", self.photos, commands=command("move_waiting", files=plan))

        self.done("undo", self.photos)
        self.check_sorted(self.check(self.before, 4))
        self.do(self.photos, command("redo"))
        self.check(self.SORTED, 0)
        # The decision itself: its file comes home, the others stay.
        trashed = next(record["of"] for record in records if record["src"] == "d.png")
        self.do(self.photos, command("undo", record=trashed))
        files = [place for place in self.SORTED if "trash" not in place] + ["d.png"]
        self.assertEqual(self.check(files, 0)["queue"], 1)

    def test_copy(self):
        self.do(self.photos, command("settings", file_mode="copy"))
        self.do(self.photos, *self.DECISIONS)
        copies = {"May/Roof/c.png": "May/c.png", "Roof/a.png": "a.png", "Roof/a.xmp": "a.xmp", "Лес/b.png": "b.png"}

        def check(where):
            files = self.photos.files()
            self.assertEqual(sorted(files), sorted([*self.before, *where]))
            for copy, of in where.items():
                self.assertEqual((self.photos / copy).read_bytes(), (self.photos / of).read_bytes())
                self.assertEqual((self.photos / copy).stat().st_mtime_ns, (self.photos / of).stat().st_mtime_ns)
            self.assert_same_state(self.photos)
            return self.photos.status()

        self.check_sorted(check(copies))
        self.do(self.photos, *[command("undo")] * len(self.DECISIONS))
        trashed = {".clustering/trash/" + place.replace("Лес", "Снег"): of for place, of in copies.items()}
        self.assertEqual(check(trashed)["queue"], 4)
        (self.photos / ".clustering/checkpoint.pcs").unlink()
        self.do(self.photos, *[command("redo")] * len(self.DECISIONS))
        self.check_sorted(check(copies))
        # What a person does to a copy is theirs.
        (self.photos / "Лес/b.png").unlink()
        (self.photos / "Roof/a.png").write_bytes(b"mine, and of another size")
        self.do(self.photos, command("assign", places=["a.png", "b.png"], cluster="Wall"))
        self.assertEqual((self.photos / "Roof/a.png").read_bytes(), b"mine, and of another size")
        self.assertEqual((self.photos / "Wall/a.png").read_bytes(), (self.photos / "a.png").read_bytes())
        self.assertEqual((self.photos / "Wall/b.png").read_bytes(), (self.photos / "b.png").read_bytes())

    def test_an_auto_move_says_that_files_stay(self):
        self.done("embed", self.photos, "--model", TINY)
        self.do(self.photos, command("settings", file_mode="at_end"))
        self.do(self.photos, command("assign", places=["a.png"], cluster="Roof"))
        before = sorted(self.photos.files())
        said = self.done("auto-move", self.photos, "--threshold", "0", "--min-samples", "1", "--apply")
        self.assertIn("decided about 3 photos as run ", said)
        self.assertIn("; their files stay\n", said)
        self.assertEqual(sorted(self.photos.files()), before)
        self.assertEqual(self.photos.status()["auto"], 3)

    def test_bad_input(self):
        for bad, sentence in [
            (command("settings", file_mode="teleport"), "file_mode"),
            (command("move_waiting", files=[]), "no photo is named"),
            (command("move_waiting", files=[{"place": "a.png", "goal": "Roof/a.png"}]), "would no longer go to"),
            (command("move_waiting"), "files"),
        ]:
            self.refused(sentence, "do", self.photos, commands=bad)
        self.assertEqual(sorted(self.photos.files()), self.before)
