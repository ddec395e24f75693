"""Nothing leaves this computer: not by the libraries either."""

import os
import pathlib
import subprocess

from program import ProgramTest, environment, picture, program

# Under these a library may hold back of itself what it does on a person's computer.
FORGIVING = ("CI", "GITHUB_ACTIONS", "BUILD_ID", "TF_BUILD", "ORT_DISABLE_TELEMETRY")


class Privacy(ProgramTest):
    def test_embedding_leaves_nothing_in_the_home_folder_but_our_own(self):
        folder, home = self.folder(), pathlib.Path(self.folder())
        for number in range(3):
            folder.add(f"P{number}.png", picture(number))
        clean = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
        clean.update(HOME=str(home))
        library = (environment() or {}).get("PHOTOCLUSTER_ONNXRUNTIME")
        if library:
            clean["PHOTOCLUSTER_ONNXRUNTIME"] = library
        self.assertFalse(set(clean) & set(FORGIVING))
        run = subprocess.run(
            [program(), "embed", str(folder)], env=clean, capture_output=True, text=True, timeout=120
        )
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertIn("embedded", run.stdout)
        foreign = [
            str(file.relative_to(home))
            for file in home.rglob("*")
            if file.is_file() and "photocluster" not in file.relative_to(home).parts
        ]
        self.assertEqual(foreign, [])
