"""What a person does in the folder with another program is noticed at the next start and recorded."""

import os

from program import ProgramTest, command, picture


class ByHand(ProgramTest):
    def setUp(self):
        self.photos = self.folder()
        for number, name in enumerate(["a.png", "b.png", "c.png", "d.png", "e.png", "f.png"]):
            self.photos.add(name, picture(number, side=16))
        self.do(
            self.photos,
            command("assign", places=["a.png", "b.png", "c.png"], cluster="Roof"),
            command("assign", places=["d.png"], cluster="Снег"),
        )

    def move(self, old, new):
        (self.photos / new).parent.mkdir(parents=True, exist_ok=True)
        os.rename(self.photos / old, self.photos / new)

    def noticed(self):
        """What the next start records: [op, place, cluster] each."""
        known = len(self.photos.records())
        self.do(self.photos)
        self.assert_same_state(self.photos)
        return [[record["op"], record["dst"], record["cluster"]] for record in self.photos.records()[known:]]

    def test_put_into_a_folder_and_taken_out_of_one(self):
        before = self.photos.contents()
        self.move("e.png", "Roof/e.png")
        self.move("Roof/a.png", "a.png")
        self.move("Roof/b.png", "Снег/b.png")
        self.assertEqual(
            self.noticed(),
            [
                ["found", "a.png", "Roof"],
                ["found", "Снег/b.png", "Roof"],
                ["adopt", "Roof/e.png", "Roof"],
                ["unassign", "a.png", ""],
                ["adopt", "Снег/b.png", "Снег"],
            ],
        )
        self.assert_files_where_the_log_says(self.photos)
        self.assertEqual(self.photos.status()["clusters"], {"Roof": 2, "Снег": 2})
        self.assertEqual(self.photos.status()["queue"], 2)
        self.assertEqual(self.noticed(), [])
        self.do(self.photos, command("undo", count=2))
        self.assertEqual(self.photos.status()["clusters"], {"Roof": 1, "Снег": 1})
        self.assertEqual(self.photos.contents(), before)

    def test_a_folder_renamed_as_a_whole(self):
        self.move("Roof", "Roofs of May")
        self.assertEqual([op for op, _, _ in self.noticed()], ["found"] * 3)
        self.assertEqual(self.photos.status()["clusters"], {"Roof": 3, "Снег": 1})
        self.assertEqual(self.photos.status()["missing"], 0)

    def test_without_the_catalogue_a_photo_is_known_by_its_name(self):
        self.move("Roof/a.png", "a.png")
        self.move("Roof/b.png", "another name.png")
        os.remove(self.photos / ".clustering/catalogue.pcc")
        self.assertEqual(self.noticed(), [["found", "a.png", "Roof"], ["unassign", "a.png", ""]])
        self.assertEqual(self.photos.status()["missing"], 1)
