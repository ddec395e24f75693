"""Embedding that is stopped, killed, watched from a script and watched on a terminal."""

import os
import pty
import re
import signal
import time

from program import TINY_MODELS, ProgramTest, environment, large_picture, program, start

TINY = TINY_MODELS / "good.onnx"
PHOTOS = 160
LINE = r"\d+ of \d+  \d+\.\d photos/s"
LEFT = r"  (?:\d+ min )?\d+ s left"


class StoppedEmbedding(ProgramTest):
    def setUp(self):
        self.photos = self.folder()
        for number in range(PHOTOS):
            self.photos.add(f"P{number:03}.png", large_picture(number))
        self.before = self.photos.contents()

    def tearDown(self):
        self.assertEqual(self.photos.contents(), self.before)

    def embed(self, **options):
        return start("embed", self.photos, "--model", TINY, **options)

    def stop_on_the_way(self, sign):
        """Sends a signal to the program a moment after it took the folder's lock."""
        running = self.embed(stdout=-1, stderr=-1)
        lock = self.photos / ".clustering/lock"
        while running.poll() is None and not (lock.exists() and f'"pid":{running.pid},' in lock.read_text()):
            time.sleep(0.002)
        time.sleep(0.1)
        running.send_signal(sign)
        out, err = running.communicate(timeout=60)
        return running.returncode, out, err

    def finish(self):
        counts = re.fullmatch(r"(\d+) embedded(?:, (\d+) found again)?\n", self.done("embed", self.photos, "--model", TINY))
        self.assertIsNotNone(counts)
        status = self.photos.status()
        self.assertEqual((status["embedded"], status["queue"], status["missing"]), (PHOTOS, PHOTOS, 0))
        self.assert_same_state(self.photos)
        return int(counts[1])

    def test_ctrl_c_ends_in_good_order_and_the_next_run_goes_on(self):
        for sign in (signal.SIGINT, signal.SIGTERM):
            status, out, err = self.stop_on_the_way(sign)
            self.assertEqual(status, 1, err)
            self.assertTrue(err.endswith("photocluster: stopped; run it again to go on\n"), err)
            self.assertRegex(err, LINE + LEFT + r"\n")
            self.assert_same_state(self.photos)
            done = self.photos.status()["embedded"]
            self.assertLess(done, PHOTOS)
        self.assertEqual(self.finish(), PHOTOS - done, "what was done is not done again")

    def test_kill_costs_at_most_what_was_not_stored_yet(self):
        status, _, _ = self.stop_on_the_way(signal.SIGKILL)
        self.assertEqual(status, -signal.SIGKILL)
        self.finish()
        self.assertFalse([name for name in os.listdir(self.photos / ".clustering/embeddings") if ".damaged" in name])

    def test_script_gets_whole_lines(self):
        running = self.embed(stdout=-1, stderr=-1)
        _, err = running.communicate(timeout=120)
        self.assertEqual(running.returncode, 0, err)
        lines = err.splitlines()
        self.assertRegex(lines[-1], r"^160 of 160  \d+\.\d photos/s$")
        for line in lines[:-1]:
            self.assertRegex(line, f"^{LINE}  .* left$")
        self.assertNotRegex(err, r"[\r\x1b]")

    def test_terminal_gets_a_bar_in_place(self):
        child, terminal = pty.fork()
        if child == 0:
            arguments = [program(), "embed", str(self.photos), "--model", str(TINY)]
            os.execve(program(), arguments, environment() or os.environ)
        shown = b""
        while True:
            try:
                part = os.read(terminal, 4096)
            except OSError:  # the other end is closed
                break
            if not part:
                break
            shown += part
        os.close(terminal)
        self.assertEqual(os.waitpid(child, 0)[1], 0)
        text = shown.decode()
        bars = re.findall(r"\r\[[#.]{24}\]  [^\r\n]*\x1b\[K", text)
        self.assertGreater(len(bars), 1, text)
        self.assertRegex(bars[0], LINE + LEFT)
        self.assertIn("[########################]  160 of 160", bars[-1])
        self.assertTrue(text.endswith("160 embedded\r\n"), text)
