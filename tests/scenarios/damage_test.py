"""Files of the state that were torn, damaged or written by others: nothing is lost, what was found is kept."""

import os

from program import TINY_MODELS, ProgramTest, command, picture, run

TINY = TINY_MODELS / "good.onnx"


class Damage(ProgramTest):
    def setUp(self):
        self.photos = self.folder()
        for number in range(8):
            self.photos.add(f"P{number}.png", picture(number, number % 2))
        self.done("embed", self.photos, "--model", TINY)
        for number in range(3):
            self.do(self.photos, command("assign", places=[f"P{number}.png"], cluster="AB"[number % 2]))
        self.log = self.photos / ".clustering/actions.jsonl"
        self.before = self.photos.contents()
        self.hash = self.done("replay", self.photos, "--hash")

    def tearDown(self):
        self.assertEqual(self.photos.contents(), self.before)

    def set_aside(self, kind):
        return sorted(path for path in (self.photos / ".clustering").rglob("*") if kind in path.name)

    def assert_goes_on(self):
        """A command works, and state.json is what the log gives."""
        self.do(self.photos, command("assign", places=["P7.png"], cluster="A"))
        self.do(self.photos, command("undo"))
        self.assert_same_state(self.photos)
        self.assertEqual(self.done("replay", self.photos, "--hash"), self.hash)
        self.assertEqual(run("status", self.photos).stderr, "")

    def test_damaged_caches_are_set_aside_and_made_anew(self):
        vectors = next((self.photos / ".clustering/embeddings").iterdir()).relative_to(self.photos)
        for file in (".clustering/checkpoint.pcs", ".clustering/catalogue.pcc", vectors):
            for damage in ("flip", "cut", "empty", "garbage"):
                with self.subTest(file=str(file), damage=damage):
                    path = self.photos / file
                    content = bytearray(path.read_bytes())
                    if damage == "flip":
                        content[-9] ^= 0x40
                    damaged = {"flip": bytes(content), "cut": bytes(content[:-5]), "empty": b"", "garbage": b"x" * 500}[damage]
                    path.write_bytes(damaged)
                    self.assertEqual(run("status", self.photos).returncode, 0)
                    answer = run("embed", self.photos, "--model", TINY)
                    self.assertEqual(answer.returncode, 0, answer.stderr)
                    self.assertIn(f"photocluster: {file} was set aside as {file}.damaged-", answer.stderr)
                    aside = self.set_aside(".damaged-")
                    self.assertEqual([path.read_bytes() for path in aside], [damaged])
                    aside[0].unlink()
                    self.assertEqual(self.photos.status()["embedded"], 8)
                    self.assert_goes_on()

    def test_lost_caches_and_summary_are_made_anew(self):
        for file in ("checkpoint.pcs", "catalogue.pcc", "state.json"):
            with self.subTest(file=file):
                (self.photos / ".clustering" / file).unlink()
                self.done("embed", self.photos, "--model", TINY)
                self.assert_goes_on()

    def test_damaged_summary_is_named_by_check_and_written_anew(self):
        (self.photos / ".clustering/state.json").write_text("{")
        self.refused("state.json: not JSON", "replay", self.photos, "--check")
        self.assert_goes_on()

    def test_torn_last_line_is_set_aside(self):
        whole = self.log.read_bytes()
        lines = whole.splitlines(keepends=True)
        for length in (1, 20, len(lines[-1]) - 1):
            with self.subTest(length=length):
                torn = lines[-1][:length]
                self.log.write_bytes(whole + torn)
                self.assertIn("was torn", run("status", self.photos).stderr)
                answer = run("do", self.photos)
                self.assertEqual(answer.returncode, 0, answer.stderr)
                self.assertEqual(
                    answer.stderr,
                    f"photocluster: the last line of the log was torn ({length} bytes, from byte {len(whole)} on) and was set aside\n",
                )
                self.assertEqual(self.log.read_bytes(), whole)
                self.assertEqual(self.set_aside("actions.torn-")[-1].read_bytes(), torn)
                self.set_aside("actions.torn-")[-1].unlink()
        self.assert_goes_on()

    def test_foreign_lines_stay_and_are_named(self):
        foreign = '{"ts": "2024-01-01T10:00:00", "src": "/photos/x.jpg", "dst": "/photos/A/x.jpg", "cluster": "A", "note": ""}'
        self.log.write_bytes(self.log.read_bytes() + (foreign + "\nnot even JSON\n").encode())
        answer = run("do", self.photos, commands=command("assign", places=["P6.png"], cluster="A"))
        self.assertEqual(answer.returncode, 0, answer.stderr)
        self.assertEqual(answer.stderr.count("has no effect: not a record of this program\n"), 2)
        self.assertIn(foreign + "\nnot even JSON\n", self.log.read_text())
        self.assertTrue((self.photos / "A/P6.png").is_file())
        self.assert_same_state(self.photos)

    def test_damaged_line_has_no_effect_and_its_photo_is_taken_where_it_lies(self):
        lines = self.log.read_bytes().splitlines(keepends=True)
        at = next(number for number, line in enumerate(lines) if b'"dst":"B/P1.png"' in line)
        lines[at] = lines[at].replace(b'"by"', b'"By"')
        self.log.write_bytes(b"".join(lines))
        answer = run("status", self.photos)
        self.assertEqual(answer.returncode, 0)
        self.assertIn(f"line {at + 1} of the log, byte {len(b''.join(lines[:at]))}, has no effect: the line fails its check", answer.stderr)
        answer = run("do", self.photos, commands=command("assign", places=["P6.png"], cluster="A"))
        self.assertEqual(answer.returncode, 0, answer.stderr)
        self.assertEqual(self.log.read_bytes().splitlines(keepends=True)[: len(lines)], lines, "it stays in the file")
        self.assertTrue((self.photos / "B/P1.png").is_file())
        self.assertEqual(self.photos.status()["photos"], 8)
        self.assert_same_state(self.photos)

    def test_photo_that_cannot_be_decoded_is_listed_with_its_reason(self):
        self.photos.add("broken.png", picture(99)[:60])
        self.photos.add("empty.jpg", b"")
        self.before = self.photos.contents()
        printed = self.done("embed", self.photos, "--model", TINY)
        self.assertEqual(printed, "0 embedded, 2 that cannot be decoded (`photocluster status` says why)\n")
        status = self.photos.status()
        self.assertEqual((status["not_shown"], status["queue"]), (2, 5))
        self.assertEqual([photo["place"] for photo in status["not_shown_photos"]], ["broken.png", "empty.jpg"])
        self.assertTrue(all(photo["reason"] for photo in status["not_shown_photos"]))
        self.assertTrue(self.done("embed", self.photos, "--model", TINY).endswith("; no photo was read\n"))

    def test_photo_edited_in_place_keeps_its_cluster_and_is_embedded_again(self):
        (self.photos / "A/P0.png").write_bytes(picture(500, 1))
        self.before = self.photos.contents()
        self.assertEqual(self.done("embed", self.photos, "--model", TINY), "1 embedded\n")
        self.assertEqual(self.photos.records()[-1]["op"], "changed")
        self.assertEqual(self.photos.status()["clusters"], {"A": 2, "B": 1})
        self.assert_same_state(self.photos)

    def test_photo_that_vanished_is_missing_until_it_is_back(self):
        kept = (self.photos / "A/P0.png").read_bytes()
        os.unlink(self.photos / "A/P0.png")
        self.assertEqual(self.photos.status()["missing"], 1)
        self.refused("there is no photo at", "do", self.photos, commands=command("trash", places=["A/P0.png"]))
        self.photos.add("elsewhere/back.png", kept)
        self.done("embed", self.photos, "--model", TINY)
        status = self.photos.status()
        self.assertEqual((status["missing"], status["clusters"]), (0, {"A": 2, "B": 1}))
        self.assert_same_state(self.photos)
