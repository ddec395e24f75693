"""kill -9 while decisions are written and files are on their way."""

import random
import subprocess
import sys
import time

from program import TINY_MODELS, ProgramTest, command, picture, start, unfinished

KILLS = 50
PHOTOS = 60
CLUSTERS = ["Roof", "Снег", "Boats"]
TINY = TINY_MODELS / "good.onnx"


class Killed(ProgramTest):
    """One folder, killed again and again; nothing is put right in between but by the program itself."""

    def setUp(self):
        self.photos = self.folder()
        for number in range(PHOTOS):
            folder = ["", "May/", "May/sea/"][number % 3]
            self.photos.add(f"{folder}P{number:02}.png", picture(number, number % 3, side=16))
        for number in (1, 4, 7):
            self.photos.add(f"May/P{number:02}.xmp", b"<x:xmpmeta n='%d'/>" % number)
        self.before = self.photos.contents()
        self.done("embed", self.photos, "--model", TINY)

    def commands(self, choose):
        """Commands that hold whatever came before: assigns of photos by their place now, undos, redos, a plan."""
        status = self.photos.files(with_trash=False)
        places = [place for place in sorted(status) if place.endswith(".png")]
        taken = set()
        lines = []
        for _ in range(30):
            kind = choose.random()
            free = [place for place in places if place not in taken]
            if kind < 0.65 and len(free) > 4:
                some = choose.sample(free, choose.randint(1, 4))
                taken.update(some)
                lines.append(command("assign", places=some, cluster=choose.choice(CLUSTERS)))
            elif kind < 0.75 and len(free) > 4:
                some = choose.sample(free, 1)
                taken.update(some)
                lines.append(command("trash", places=some))
            elif kind < 0.9:
                lines.append(command("undo"))
                places = []  # what lies where is no longer known here
            else:
                lines.append(command("shuffle", seed=choose.randint(0, 9)))
        return "".join(lines)

    def kill(self, arguments, text, records, after):
        """Kills the program `after` seconds from the Record `records` (`do`) or its start; gives whether it still ran.

        `do` waits for more Commands until it is killed: on a machine of any speed it runs.
        """
        running = start(*arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        running.stdin.write(text)
        running.stdin.flush()
        for _ in range(records):
            running.stdout.readline()
        time.sleep(after)
        was_running = running.poll() is None
        running.kill()
        running.stdin.close()
        running.wait(timeout=60)
        running.stdout.close()
        return was_running

    def check(self, kills):
        """The next opening for writing finishes what was begun, by itself."""
        self.do(self.photos, command("shuffle", seed=kills))
        self.assertEqual(self.photos.contents(), self.before, "nothing is lost, nothing is doubled")
        records = self.photos.records()
        self.assertEqual([record["seq"] for record in records], list(range(1, len(records) + 1)))
        self.assert_files_where_the_log_says(self.photos)
        self.assert_whole_units()
        status = self.photos.status()
        self.assertEqual(status["missing"], 0)
        self.assertEqual(status["photos"], PHOTOS)
        self.assertEqual(status["settled"], status["records"])
        self.assert_same_state(self.photos)

    def assert_whole_units(self):
        files = self.photos.files()
        for place in files:
            if place.endswith(".xmp"):
                self.assertIn(place.removesuffix("xmp") + "png", files, "a companion lies beside its photo")

    def test_fifty_kills_lose_and_double_nothing(self):
        choose = random.Random(50)
        hits = expected = between = torn = 0
        for kill in range(KILLS):
            if kill % 5 == 4:
                arguments = ["auto-move", self.photos, "--threshold", "0.5", "--min-samples", "1", "--apply"]
                text, records = "", 0
            else:
                arguments, text = ["do", self.photos], self.commands(choose)
                records = choose.randint(1, 20)
                expected += 1
            # A Record is printed when its files have moved; the next one is logged, synced and moved within 2 ms or so.
            hits += self.kill(arguments, text, records, choose.uniform(0, 0.002 if text else 0.06))
            left = unfinished(self.photos)
            between += left > 0
            torn += left < 0
            with self.subTest(kill=kill):
                self.check(kill)
            if kill % 10 == 9:
                self.done("undo", self.photos, "--count", 8)
        print(
            f"{KILLS} kills: {hits} hit a running program, {between} fell between a log line and the end of its moves, "
            f"{torn} tore a line",
            file=sys.stderr,
        )
        self.assertGreaterEqual(hits, expected)
