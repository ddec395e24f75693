"""Clusters renamed, merged and deleted: the files follow, back and forth."""

from program import ProgramTest, command, picture


class Clusters(ProgramTest):
    def setUp(self):
        self.photos = self.folder()
        for number, name in enumerate(["a.png", "b.png", "May/c.png", "d.png"]):
            self.photos.add(name, picture(number, side=16))
        self.photos.add("a.xmp", b"<x:xmpmeta/>")
        self.before = self.photos.contents()
        self.do(
            self.photos,
            command("assign", places=["a.png", "May/c.png"], cluster="Roof"),
            command("assign", places=["b.png"], cluster="Снег"),
        )

    def check(self, line, files, clusters):
        """The Command gives these files and clusters; undo those from before, redo these again."""
        was = self.photos.files()
        self.do(self.photos, line)
        for back_and_forth in (None, "undo", "redo"):
            if back_and_forth:
                self.do(self.photos, command(back_and_forth))
            expected = sorted(was) if back_and_forth == "undo" else files
            self.assertEqual(sorted(self.photos.files()), expected)
            self.assertEqual(self.photos.contents(), self.before)
            self.assert_files_where_the_log_says(self.photos)
            self.assert_same_state(self.photos)
        self.assertEqual(self.photos.status()["clusters"], clusters)

    def test_rename(self):
        files = ["May/Roofs/c.png", "Roofs/a.png", "Roofs/a.xmp", "d.png", "Снег/b.png"]
        self.check(command("rename", cluster="Roof", name="Roofs"), files, {"Roofs": 2, "Снег": 1})
        self.assertFalse((self.photos / "Roof").exists())
        self.refused("use merge", "do", self.photos, commands=command("rename", cluster="Roofs", name="снег"))

    def test_rename_by_case_alone(self):
        files = ["May/roof/c.png", "d.png", "roof/a.png", "roof/a.xmp", "Снег/b.png"]
        self.check(command("rename", cluster="Roof", name="roof"), files, {"roof": 2, "Снег": 1})

    def test_merge(self):
        files = ["May/Снег/c.png", "d.png", "Снег/a.png", "Снег/a.xmp", "Снег/b.png"]
        self.check(command("merge", cluster="Roof", into="Снег"), files, {"Снег": 3})

    def test_relayout(self):
        self.do(self.photos, command("settings", layout="root"))
        self.assertIn("May/Roof/c.png -> Roof/c.png\n", self.done("relayout", self.photos))
        moves = [{"place": "May/Roof/c.png", "to": "Roof/c.png"}]
        files = ["Roof/a.png", "Roof/a.xmp", "Roof/c.png", "d.png", "Снег/b.png"]
        self.check(command("relayout", moves=moves), files, {"Roof": 2, "Снег": 1})
        self.refused("no longer go to", "do", self.photos, commands=command("relayout", moves=moves))

    def test_what_is_said_moves_nothing(self):
        self.do(
            self.photos,
            command("note", place="Roof/a.png", text="Труба"),
            command("also", places=["Roof/a.png", "d.png"], cluster="Снег"),
            command("cluster", cluster="Снег", key="s", colour="#56B4E9", position=1),
        )
        files = ["May/Roof/c.png", "Roof/a.png", "Roof/a.xmp", "d.png", "Снег/b.png"]
        self.assertEqual(sorted(self.photos.files()), files)
        self.assert_same_state(self.photos)
        self.refused("is that of", "do", self.photos, commands=command("cluster", cluster="Roof", key="S"))
        self.check(
            command("merge", cluster="Снег", into="Roof"),
            ["May/Roof/c.png", "Roof/a.png", "Roof/a.xmp", "Roof/b.png", "d.png"],
            {"Roof": 3},
        )

    def test_everything_since_a_record_and_a_run_in_part(self):
        self.do(self.photos, command("confirm", places=["d.png"], cluster="Roof", page=6))
        self.do(self.photos, command("undo", run=2, places=["May/Roof/c.png"]))
        self.assertEqual(
            sorted(self.photos.files()), ["May/c.png", "Roof/a.png", "Roof/a.xmp", "Roof/d.png", "Снег/b.png"]
        )
        self.done("undo", self.photos, "--since", "2")
        self.assertEqual(self.photos.contents(), self.before)
        self.assertEqual(sorted(self.photos.files()), ["May/c.png", "a.png", "a.xmp", "b.png", "d.png"])
        self.assert_same_state(self.photos)

    def test_delete(self):
        files = ["May/c.png", "a.png", "a.xmp", "d.png", "Снег/b.png"]
        self.check(command("delete", cluster="Roof"), files, {"Снег": 1})
        self.assertEqual(self.photos.status()["queue"], 3)
