"""Models, names and Commands that are wrong: one sentence, the right status, nothing half done."""

import json

from program import TEST_DATA, TINY_MODELS, ProgramTest, command, needs_test_data, picture


class BadInput(ProgramTest):
    def setUp(self):
        self.photos = self.folder()
        for number in range(4):
            self.photos.add(f"P{number}.png", picture(number))
        self.do(self.photos, command("assign", places=["P0.png"], cluster="Снег"))
        self.before = (self.photos.files(), self.photos.records())

    def tearDown(self):
        self.assertEqual((self.photos.files(), self.photos.records()), self.before, "nothing was done")
        self.assert_same_state(self.photos)

    def refuses(self, text, sentence):
        with self.subTest(text):
            answer = self.refused(sentence, "do", self.photos, commands=text)
            self.assertTrue(answer.stderr.startswith("photocluster: line 1: "), answer.stderr)


class BadCommands(BadInput):
    def test_what_is_no_command(self):
        for text, sentence in (
            ("nonsense", "not JSON at byte 1"),
            ('{"undo":{}', "not JSON at byte 10"),
            ("[]", "expected an object, found an array"),
            ("{}", "expected one of assign, create, trash"),
            ('{"undo":{},"redo":{}}', "expected one of assign, create, trash"),
            ('{"fly":{}}', 'found "fly"'),
            ('{"assign":[]}', "assign: expected an object, found an array"),
            ('{"assign":{"places":"P1.png","cluster":"A"}}', "assign.places: expected an array, found a string"),
            ('{"assign":{"places":["P1.png",7],"cluster":"A"}}', "assign.places[1]: expected a string, found a number"),
            ('{"assign":{"places":["P1.png"]}}', "assign.cluster: missing"),
            ('{"assign":{"cluster":"A"}}', "assign.places: missing"),
            ('{"undo":{"run":-1}}', "undo.run: expected a whole number"),
            ('{"shuffle":{"seed":1.5}}', "shuffle.seed: expected a whole number"),
            ('{"settings":{"layout":"spiral"}}', "settings.layout: expected one of beside, root, root_above"),
        ):
            self.refuses(text, sentence)

    def test_what_cannot_be_done(self):
        for text, sentence in (
            (command("assign", places=[], cluster="A"), "places: no photo is named"),
            (command("assign", places=["P9.png"], cluster="A"), 'there is no photo at "P9.png"'),
            (command("assign", places=["P1.png", "P9.png"], cluster="A"), 'there is no photo at "P9.png"'),
            (command("assign", places=["P1.png", "P1.png"], cluster="A"), 'places: "P1.png" is named twice'),
            (command("assign", places=["../P1.png"], cluster="A"), 'there is no photo at "../P1.png"'),
            (command("restore", places=["P1.png"]), '"P1.png" is not in the trash'),
            (command("skip", places=["Снег/P0.png"]), '"Снег/P0.png" is not in the queue'),
            (command("redo"), "there is nothing to redo"),
            (command("undo", run=99), "there is no run 99"),
            (command("undo", record=99), "there is no decision 99"),
            (command("undo", count=0), "count: must be at least 1"),
            (command("undo", run=2, count=1), "undo: run, record, count and since exclude each other"),
            (command("undo", places=["a.png"]), "undo.places: of which run?"),
            (command("undo", since=99), "nothing is in force that was decided since record 99"),
            (command("confirm", places=["a.png"], cluster="Roof", page=99), "there is no such record yet"),
            (command("note", place="nope.png", text="x"), 'there is no photo at "nope.png"'),
            (command("not_also", places=["P1.png"], cluster="Sea"), 'there is no cluster "Sea"'),
            (command("cluster", cluster="Sea", key="s"), 'there is no cluster "Sea"'),
            (command("relayout", moves=[{"place": "a.png", "to": "b/a.png"}]), "would no longer go to"),
            (command("adopt", folder=""), "the root itself cannot become a cluster"),
            (command("adopt", folder="nope"), 'there is no folder "nope"'),
            (command("settings"), "settings: no setting is given"),
            (command("settings", threshold=2), "settings.threshold: must be between 0 and 1"),
            (command("settings", min_samples=0), "settings.min_samples: must be between 1 and 1000000"),
            (command("settings", left_alone=["../x"]), '"../x" is not a folder below the root'),
            (command("settings", model="../x"), '"../x" is not the id of a model'),
            (command("auto_move", threshold=0.5, min_samples=1, pairs=[]), "auto_move.pairs: no photo is named"),
            (
                command("auto_move", threshold=0.5, min_samples=1, pairs=[{"place": "P1.png", "cluster": "Снег"}]),
                '"P1.png" would no longer go to "Снег"',
            ),
        ):
            self.refuses(text, sentence)

    def test_photo_in_the_trash(self):
        self.do(self.photos, command("trash", places=["P3.png"]))
        self.before = (self.photos.files(), self.photos.records())
        gone = ".clustering/trash/P3.png"
        self.refuses(command("assign", places=[gone], cluster="A"), f'"{gone}" is in the trash: restore it first')
        self.refuses(command("trash", places=[gone]), f'"{gone}" is in the trash: restore it first')
        self.refuses(command("assign", places=["P3.png"], cluster="A"), 'there is no photo at "P3.png"')

    def test_names_of_clusters(self):
        for name, sentence in (
            ("", "must not be empty"),
            (" \u00a0\t", "must not be empty"),
            ("x" * 201, "at most 200 bytes, this one has 201"),
            ("..", "is a folder of every folder"),
            ("/etc", "must not contain / or"),
            ("a/b", "must not contain / or"),
            ("a\\b", "must not contain / or"),
            (".hidden", "must not start with a dot"),
            ("a\nb", "must not contain control characters"),
            ("a:b", "Windows forbids :"),
            ("what?", "Windows forbids ?"),
            ("CON", "is the name of a device on Windows"),
            ("lpt1.txt", "is the name of a device on Windows"),
            ("end.", "must not end with a dot"),
            ("__deleted__", "is reserved"),
        ):
            self.refuses(command("create", cluster=name), sentence)
            self.refuses(command("assign", places=["P1.png"], cluster=name), sentence)

    def test_name_that_looks_like_an_existing_one(self):
        for name in ("Снег", "СНЕГ", "cнeг", " снег ", "CHЕГ"):
            self.refuses(command("create", cluster=name), "is the same as the cluster \"Снег\", which exists")
        for number, name in enumerate(("СНЕГ", "cнeг", " снег "), 1):
            records = self.do(self.photos, command("assign", places=[f"P{number}.png"], cluster=name))
            self.assertEqual([(r["op"], r["cluster"], r["dst"]) for r in records], [("assign", "Снег", f"Снег/P{number}.png")])
        self.assertEqual(self.photos.status()["clusters"], {"Снег": 4})
        self.before = (self.photos.files(), self.photos.records())

    def test_what_stands_behind_a_refused_line_is_not_done(self):
        text = command("skip", places=["P1.png"]) + command("fly") + command("trash", places=["P2.png"])
        answer = self.refused("line 2: expected one of", "do", self.photos, commands=text)
        self.assertEqual([json.loads(line)["op"] for line in answer.stdout.splitlines()], ["skip"])
        self.assertTrue((self.photos / "P2.png").exists())
        self.before = (self.photos.files(), self.photos.records())


class BadModels(BadInput):
    def refuses_model(self, model, *sentences, options=()):
        for sentence in sentences:
            with self.subTest(model=str(model)):
                self.refused(sentence, "embed", self.photos, "--model", model, *options)

    def test_what_is_no_usable_model(self):
        self.photos.add("text.onnx", b"no model")
        self.refuses_model("/no/such/model.onnx", "there is no model at /no/such/model.onnx")
        self.refuses_model(TINY_MODELS, "is a folder; wanted is an ONNX file")
        self.refuses_model(self.photos / "text.onnx", "text.onnx is not a usable embedding model", "wanted is an ONNX file")
        self.refuses_model(TINY_MODELS / "two_inputs.onnx", "its inputs are pixel_values", "wanted is one image")
        self.refuses_model(TINY_MODELS / "wrong_rank.onnx", "its input is pixel_values float32 [?, 24]")
        self.refuses_model(TINY_MODELS / "float16_input.onnx", "its input is pixel_values float16")
        self.refuses_model(TINY_MODELS / "class_scores.onnx", "its output is logits float32 [?, 8]; wanted is an embedding")
        self.refuses_model(TINY_MODELS / "too_short.onnx", "its embedding has 3 numbers; wanted are 8 to 8192")
        (self.photos / "text.onnx").unlink()

    def test_name_that_is_none(self):
        self.refuses_model("bulitin", "there is no model at bulitin; the names of models are builtin and none")
        self.refused("without a model there is nothing to do", "embed", self.photos, "--model", "none", status=2)

    def test_runtime_and_device(self):
        self.refuses_model(
            TINY_MODELS / "good.onnx", "there is no ONNX Runtime at /no/lib.so", options=["--onnxruntime", "/no/lib.so"]
        )
        self.refused(
            "--device: this version computes on the cpu only, not on gpu",
            *["embed", self.photos, "--model", TINY_MODELS / "good.onnx", "--device", "gpu"],
            status=2,
        )

    @needs_test_data
    def test_model_of_the_wrong_type(self):
        model = TEST_DATA / "models/SqueezeNet_fp16.onnx"
        self.refuses_model(model, "its input is data_0 float16 [1, 3, 224, 224]; wanted is one image, float32")
