"""Folders that cannot be a root, or not for writing."""

import os
import pathlib
import shutil
import subprocess

from program import (
    ORDINARY,
    TINY_MODELS,
    ProgramTest,
    command,
    give_to_ordinary,
    picture,
    run,
    start,
)

WRITING = (["do"], ["undo"], ["auto-move", "--apply"], ["embed", "--model", TINY_MODELS / "good.onnx"])
READING = (["status"], ["auto-move"], ["replay"])


def tree(folder):
    """Every file and folder below, with content and time of change."""
    found = {}
    for path in sorted(pathlib.Path(folder).rglob("*")):
        found[path.relative_to(folder).as_posix()] = (
            path.read_bytes() if path.is_file() else None,
            path.stat().st_mtime_ns,
        )
    return found


class BadRoot(ProgramTest):
    def every(self, kinds, root, sentence, status=1, user=None):
        for name, *options in kinds:
            with self.subTest(command=name):
                self.refused(sentence, name, root, *options, status=status, user=user)

    def photos(self):
        folder = self.folder()
        for number in range(3):
            folder.add(f"sub/P{number}.png", picture(number))
        return folder

    def test_missing_or_a_file(self):
        folder = self.photos()
        self.every(WRITING + READING, "/no/such/folder", "cannot open /no/such/folder: no such file or directory")
        self.every(WRITING + READING, folder / "sub/P0.png", "is a file, not a folder")

    def test_refused_folders(self):
        home = os.path.realpath(os.path.expanduser("~"))
        for root, sentence in (
            ("/", "the top of the file system is not a folder of photos"),
            (home, "is your home folder: choose a folder inside it"),
            ("/usr", "/usr belongs to the system"),
            ("/etc", "/etc belongs to the system"),
            ("/proc/self", "belongs to the system"),
            ("/tmp", "/tmp holds folders of the system: choose a folder inside it"),
        ):
            self.every(READING + WRITING[:2], root, sentence)

    def test_folder_of_ours_and_folder_inside_a_root(self):
        folder = self.photos()
        self.do(folder, command("trash", places=["sub/P0.png"]))
        self.every(READING + WRITING, folder / ".clustering", "is where Photocluster keeps its own files")
        self.every(READING + WRITING, folder / ".clustering/trash/sub", "is where Photocluster keeps its own files")
        self.every(READING + WRITING, folder / "sub", f"lies inside {folder}, which is already sorted as a whole")
        self.assertFalse((folder / "sub/.clustering").exists())

    def test_unreadable(self):
        folder = self.photos()
        os.chmod(folder, 0)
        self.every(READING + WRITING, folder, f"cannot open {folder}: permission denied", user=ORDINARY)

    def test_unwritable_folder_is_read_and_not_written(self):
        folder = self.photos()
        self.do(folder, command("assign", places=["sub/P0.png"], cluster="A"))
        os.chmod(folder, 0o555)
        before = tree(folder)
        self.every(WRITING, folder, f"cannot write in {folder}: permission denied", user=ORDINARY)
        self.assertEqual(run("status", folder, user=ORDINARY).returncode, 0)
        self.assertTrue(run("replay", folder, "--check", user=ORDINARY).stdout.startswith("same: "))
        self.assertEqual(tree(folder), before)

    def test_folder_inside_that_cannot_be_read_is_named_and_the_rest_is_done(self):
        folder = self.photos()
        folder.add("closed/C.png", picture(9))
        folder.add("open.png", picture(10))
        give_to_ordinary(folder)
        os.chmod(folder / "closed", 0)
        answer = run("do", folder, commands=command("assign", places=["open.png"], cluster="A"), user=ORDINARY)
        self.assertEqual(answer.returncode, 0, answer.stderr)
        self.assertEqual(answer.stderr, "photocluster: not read: closed (permission denied)\n")
        self.assertTrue((folder / "A/open.png").is_file())

    def test_in_use_names_the_holder_and_has_status_3(self):
        folder = self.photos()
        holder = start("do", folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        holder.stdin.write(command("skip", places=["sub/P0.png"]))
        holder.stdin.flush()
        holder.stdout.readline()  # it is at work
        try:
            sentence = f"{folder} is in use by process {holder.pid} of this computer since 20"
            self.every(WRITING, folder, sentence, status=3)
            for name, *options in READING[::2]:
                self.done(name, folder, *options)
            self.refused("no photo has been embedded yet", "auto-move", folder)
        finally:
            holder.communicate()
        self.assertEqual(holder.returncode, 0)
        self.done("undo", folder)

    def test_a_copied_root_is_not_put_right_by_itself(self):
        folder = self.photos()
        copy = self.folder()
        self.do(folder, command("assign", places=["sub/P0.png", "sub/P1.png"], cluster="A"))
        shutil.copytree(folder, copy, dirs_exist_ok=True)
        # As a backup from before the move, with the log from after it.
        for name in ("P0.png", "P1.png"):
            (copy / "sub/A" / name).rename(copy / "sub" / name)
        (copy / "sub/A").rmdir()
        (copy / ".clustering/checkpoint.pcs").unlink()
        before = copy.contents()
        answer = self.refused("the log knows 2 decisions that this folder does not show", "undo", copy)
        self.assertIn('{"carry_out":{}}', answer.stderr)
        self.assertTrue((copy / "sub/P0.png").is_file())
        self.do(copy, command("carry_out"))
        self.assertTrue((copy / "sub/A/P0.png").is_file())
        self.assertEqual(copy.contents(), before)
        self.assert_same_state(copy)
