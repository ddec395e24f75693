"""What `cmake --install` writes runs by itself: program, page, ONNX Runtime, description of the calls."""

import os
import pathlib
import shutil
import subprocess
import unittest

from helper import Helper
from program import CHECKOUT, ProgramTest, picture, program

BUILD = pathlib.Path(os.environ.get("PHOTOCLUSTER", "/none/native-helper/photocluster")).parent.parent
NEEDED = (BUILD / "CMakeCache.txt", CHECKOUT / "web/dist/index.html", CHECKOUT / "native-helper/node_modules/swagger-ui-dist")


class Installed(ProgramTest):
    def setUp(self):
        missing = [str(path) for path in NEEDED if not path.exists()]
        if missing or not shutil.which("cmake"):
            raise unittest.SkipTest("there is nothing to install from: " + ", ".join(missing or ["cmake"]))
        self.tree = self.folder()
        installed = subprocess.run(
            ["cmake", "--install", BUILD, "--prefix", self.tree], capture_output=True, text=True, timeout=120
        )
        self.assertEqual(installed.returncode, 0, installed.stderr)

    def test_tree_has_what_it_needs_and_runs_alone(self):
        for place in (
            "lib/systemd/user/photocluster.service",
            "share/applications/photocluster.desktop",
            "share/icons/hicolor/scalable/apps/photocluster.svg",
            "share/photocluster/swagger-ui/swagger-ui-bundle.js",
        ):
            self.assertTrue((self.tree / place).is_file(), place)
        before = program()
        os.environ["PHOTOCLUSTER"] = str(self.tree / "bin/photocluster")
        self.addCleanup(os.environ.__setitem__, "PHOTOCLUSTER", before)
        photos = self.folder()
        photos.add("a.png", picture(1))
        helper = Helper(photos, self.folder(), "--model", "builtin", own_runtime=True)
        self.addCleanup(helper.end)
        cookie = helper.cookie()
        page = helper.ask("GET", "/", Cookie=cookie, Accept="text/html")
        self.assertEqual(page[2], (CHECKOUT / "web/dist/index.html").read_bytes())
        self.assertEqual(helper.ask("GET", "/docs/swagger-ui-bundle.js", Cookie=cookie)[0], 200)
        embedded = helper.run("embed", self.copy_of(photos), "--model", "builtin")
        self.assertEqual(embedded.returncode, 0, embedded.stderr)

    def copy_of(self, photos):
        other = self.folder()
        other.add("a.png", (photos / "a.png").read_bytes())
        return other
