"""Names of every kind on a real disk: decided, moved, taken back, and none is lost, doubled or changed."""

import json
import os
import subprocess
import unicodedata

from program import ProgramTest, command, picture, run

LONG = "л" * 125 + "x.png"  # 255 bytes
NAMES = (
    unicodedata.normalize("NFD", "Zoë.png"),
    "IMG.PNG",
    LONG,
    "Снег на крыше.png",
    "👩‍👩‍👧 😀.png",
    "two dots..png",
    "space at the end .png",
    " begins with a space.png",
    'a:b*c?"<>|.png',
    "CON.png",
    "aux.png",
    "-rf.png",
    "$(touch x) `id`;&.png",
    "tab\there.png",
    "line\nbreak.png",
    "back\\slash.png",
    "é" * 2 + "%41%00.png",
    "folder ending in a dot./a.png",
    "NUL/b.png",
)


class Names(ProgramTest):
    def queue(self, folder):
        return json.loads(self.done("status", folder, "--json"))["queue"]

    def all_of(self, folder):
        """Every photo that is asked about, as the log will spell it."""
        return [place for place in folder.files() if place.endswith((".png", ".PNG"))]

    def check(self, folder, contents):
        self.assertEqual(folder.contents(), contents)
        self.assert_same_state(folder)
        self.assert_files_where_the_log_says(folder)

    def test_every_name_is_moved_and_comes_back_as_it_was(self):
        folder = self.folder()
        for number, name in enumerate(NAMES):
            folder.add(name, picture(number))
        for number, name in enumerate(NAMES[:3]):  # taken names in the folder where they go
            folder.add(f"Roof/{name}", picture(100 + number))
        before = folder.files()
        contents = folder.contents()
        places = [name for name in self.all_of(folder) if not name.startswith("Roof/")]
        self.assertEqual(len(places), len(NAMES))
        self.do(folder, command("settings", layout="root"))
        records = self.do(folder, command("assign", places=places, cluster="Roof"))
        self.assertEqual(len([r for r in records if r["op"] == "assign" and r["act"] == "move"]), len(places))
        self.check(folder, contents)
        there = folder.files()
        self.assertEqual([place for place in places if place in there], [])
        for place in places:
            self.assertIn(before[place], there.values())
        self.done("undo", folder)
        self.assertEqual(folder.files(), before)
        self.check(folder, contents)

        self.do(folder, command("trash", places=places))
        self.check(folder, contents)
        self.done("trash", folder, "restore", "--all")
        self.assertEqual(folder.files(), before)

    def test_names_that_differ_by_case_or_form_alone_are_different_photos(self):
        folder = self.folder()
        for form in ("NFC", "NFD"):
            folder.add(unicodedata.normalize(form, "Zoë.png"), picture(len(form) + ord(form[2])))
        folder.add("IMG.PNG", picture(1))
        folder.add("img.png", picture(2))
        contents = folder.contents()
        if len(contents) < 4:
            self.skipTest("this disk takes some of these names for one")
        places = self.all_of(folder)
        self.do(folder, command("assign", places=places, cluster="Roof"))
        self.check(folder, contents)
        self.assertEqual({place.split("/")[0] for place in self.all_of(folder)}, {"Roof"})
        self.done("undo", folder)  # one of two such names gets a number: another disk would take them for one
        self.check(folder, contents)
        self.assertEqual(self.queue(folder), 4)

    def test_a_name_that_is_not_utf8_is_named_and_stays(self):
        folder = self.folder()
        folder.add("good.png", picture(1))
        with open(os.fsencode(folder) + b"/bad\xff.png", "wb") as file:
            file.write(picture(2))
        contents = folder.contents()
        self.do(folder, command("assign", places=["good.png"], cluster="Roof"))
        self.assertTrue(os.path.exists(os.fsencode(folder) + b"/bad\xff.png"))
        self.assertEqual(folder.contents(), contents)
        self.assertEqual(self.queue(folder), 0)

    def test_a_cluster_named_like_a_folder_above(self):
        folder = self.folder()
        folder.add("Roof/May/a.png", picture(1))
        folder.add("May/May/b.png", picture(2))
        before, contents = folder.files(), folder.contents()
        self.do(folder, command("assign", places=["Roof/May/a.png"], cluster="Roof"))
        self.do(folder, command("assign", places=["May/May/b.png"], cluster="May"))
        self.check(folder, contents)
        self.done("undo", folder, "--count", "2")
        self.assertEqual(folder.files(), before)

    def test_a_deep_tree(self):
        folder = self.folder()
        deep = "/".join(["d"] * 500)
        folder.add(f"{deep}/a.png", picture(1))
        contents = folder.contents()
        self.do(folder, command("assign", places=[f"{deep}/a.png"], cluster="Roof"))
        self.assertIn(f"{deep}/Roof/a.png", folder.files())
        self.check(folder, contents)
        self.done("undo", folder)
        self.assertIn(f"{deep}/a.png", folder.files())

    def test_paths_longer_than_the_system_takes_are_named(self):
        folder = self.folder()
        self.addCleanup(subprocess.run, ["rm", "-rf", folder / ("n" * 250)])  # Python cannot
        folder.add("a.png", picture(1))
        name = "n" * 250
        at = os.open(folder, os.O_RDONLY)
        for _ in range(20):  # 5,020 bytes
            os.mkdir(name, dir_fd=at)
            below = os.open(name, os.O_RDONLY, dir_fd=at)
            os.close(at)
            at = below
        file = os.open("deep.png", os.O_WRONLY | os.O_CREAT, dir_fd=at)
        os.write(file, picture(2))
        os.close(file)
        os.close(at)
        answer = run("do", folder, commands=command("assign", places=["a.png"], cluster="Roof"))
        self.assertEqual(answer.returncode, 0)
        self.assertIn("(file name too long)", answer.stderr)
        self.assertTrue((folder / "Roof/a.png").is_file())
