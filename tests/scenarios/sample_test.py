"""Demo photos as a newcomer makes them."""

import os
import signal
import time

from program import Folder, ProgramTest, command, start


class Sample(ProgramTest):
    def test_is_a_folder_to_try_everything_on(self):
        beside = self.folder()
        album = Folder(beside / "Demo")
        printed = self.done("sample", album)
        self.assertRegex(printed, r"^264 photos of 8 kinds, \d+ MB, in .*Demo\n$")
        files = [path for path in album.path.rglob("*") if path.is_file()]
        self.assertEqual(len(files), 277)
        self.assertLess(sum(path.stat().st_size for path in files), 60_000_000)
        self.assertEqual(sorted(path.name for path in album.path.iterdir() if path.is_dir()), ["Roof", "Sea"])
        self.assertEqual(os.listdir(beside), ["Demo"])

        self.refused("is not empty", "sample", album)
        sorted_already = len(os.listdir(album / "Roof"))
        self.do(album, command("adopt", folder="Roof"), command("assign", places=["DSC_0113.JPG"], cluster="Roof"))
        self.assertEqual(len(os.listdir(album / "Roof")), sorted_already + 1)

    def test_stopped_it_leaves_nothing(self):
        beside = self.folder()
        running = start("sample", beside / "Demo", stdout=-1, stderr=-1)
        while running.poll() is None and not os.listdir(beside):
            time.sleep(0.002)
        running.send_signal(signal.SIGINT)
        _, err = running.communicate(timeout=60)
        self.assertEqual(running.returncode, 1)
        self.assertEqual(err, "photocluster: stopped; nothing is written\n")
        self.assertEqual(os.listdir(beside), [])

    def test_killed_its_leftover_is_removed_by_the_next_one(self):
        beside = self.folder()
        running = start("sample", beside / "Demo")
        while running.poll() is None and not any(beside.path.glob(".photocluster-sample-*/IMG_*")):
            time.sleep(0.002)
        running.kill()
        running.wait()
        self.assertEqual(len(os.listdir(beside)), 1)
        self.done("sample", beside / "Demo")
        self.assertEqual(os.listdir(beside), ["Demo"])
