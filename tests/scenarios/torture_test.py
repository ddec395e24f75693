"""kill -9 in the middle of steps that move 2,000 files, again and again on one folder.

A test kills until 10 kills have fallen between the log line and the end of its moves; with PHOTOCLUSTER_KILLS=200, as
`./dev torture` has it, there are so many kills, and three in four have to fall there.
"""

import json
import os
import random
import subprocess
import sys
import time

from program import ProgramTest, command, start, unfinished

KILLS = int(os.environ.get("PHOTOCLUSTER_KILLS", 0))  # 0: as a test
PHOTOS = 2000
CLUSTERS = ["Roof", "Снег", "Boats", "Sea gulls"]
STATE = ".clustering/"


class Tortured(ProgramTest):
    def setUp(self):
        self.photos = self.folder()
        self.choose = random.Random(2000)
        size = 150_000 if KILLS else 3_000  # what a fingerprint reads of a photo; a test has less time
        for number in range(PHOTOS):
            folder = ["", "May/", "May/sea/", "2024/"][number % 4]
            name = f"{folder}IMG_{number:04}"
            self.photos.add(f"{name}.jpg", b"\xff\xd8\xff" + self.choose.randbytes(self.choose.randint(size // 2, size)))
            if number % 10 == 0:
                self.photos.add(f"{name}.xmp", b"<x:xmpmeta n='%d'/>" % number)
        self.before = self.photos.contents()
        self.renamed = 0
        self.do(self.photos, command("create", cluster="Roof"))

    def big_step(self):
        """A Command that moves very many photos, wherever they are now."""
        clusters = self.photos.status()["clusters"]
        fullest = max(clusters, key=clusters.get, default=None)
        kinds = ["assign", "assign", "undo"]
        if fullest and clusters[fullest] > PHOTOS // 2:
            kinds += ["rename", "delete", "trash"]
        places = [place for place in self.photos.files() if place.endswith(".jpg")]
        trashed = [place for place in places if place.startswith(STATE)]
        if len(trashed) > PHOTOS // 2:
            kinds = ["restore", "undo"]
        kind = self.choose.choice(kinds)
        sorted_places = sorted(place for place in places if not place.startswith(STATE))
        if kind == "assign":
            return command(kind, places=sorted_places, cluster=self.choose.choice([c for c in CLUSTERS if c != fullest]))
        if kind == "trash":
            return command(kind, places=sorted_places)
        if kind == "restore":
            return command(kind, places=sorted(trashed))
        if kind == "rename":
            self.renamed += 1
            return command(kind, cluster=fullest, name=f"{CLUSTERS[self.renamed % 4]} {self.renamed}")
        return command(kind, cluster=fullest) if kind == "delete" else command(kind)

    def kill_in(self, text):
        """Carries the Command out and kills it as soon as a file has moved that was chosen by chance from its Records."""
        log = self.photos / ".clustering/actions.jsonl"
        before = size = log.stat().st_size
        running = start("do", self.photos, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        running.stdin.write(text)
        running.stdin.close()
        while running.poll() is None and (size == before or size != log.stat().st_size):
            size = log.stat().st_size
            time.sleep(0.001)
        with open(log, "rb") as file:
            file.seek(before)
            lines = file.read().splitlines()
        if lines:
            moved = self.photos / json.loads(lines[int(len(lines) * self.choose.uniform(0, 0.8))])["dst"]
            while running.poll() is None and not moved.is_file():
                time.sleep(0.0002)
        running.kill()
        running.wait(timeout=300)

    def check(self, whole):
        """The next opening for writing finishes what was begun, by itself."""
        self.do(self.photos)
        self.assertEqual(self.photos.contents(), self.before, "nothing is lost, nothing is doubled")
        status = self.photos.status()
        self.assertEqual((status["missing"], status["photos"]), (0, PHOTOS))
        self.assertEqual(status["settled"], status["records"])
        files = self.photos.files()
        for place in files:
            if place.endswith(".xmp"):
                self.assertIn(place.removesuffix("xmp") + "jpg", files, "a companion lies beside its photo")
        if not whole:
            return
        records = self.photos.records()
        self.assertEqual([record["seq"] for record in records], list(range(1, len(records) + 1)))
        self.assert_files_where_the_log_says(self.photos)
        self.assert_same_state(self.photos)

    def test_kills_in_the_middle_of_large_steps_lose_and_double_nothing(self):
        kills = between = left_behind = 0
        most = KILLS or 40
        while kills < most and (KILLS or between < 10):
            text = self.big_step()
            self.kill_in(text)
            kills += 1
            left = unfinished(self.photos, newest=2 * PHOTOS)
            between += left > 0
            left_behind += max(left, 0)
            last = kills == most or not KILLS and between == 10
            with self.subTest(kill=kills, step=text[:60]):
                self.check(whole=last or kills % 20 == 0)
        print(
            f"{PHOTOS} photos: {kills} kills, {between} of them between the log line and the end of its moves, "
            f"{left_behind} files found on their way, 0 lost, 0 doubled",
            file=sys.stderr,
        )
        self.assertGreaterEqual(between, KILLS * 3 // 4 or 10)
