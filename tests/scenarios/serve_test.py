"""A helper that serves a folder: found, let in, asked, used by other commands, killed and started again."""

import json
import os
import signal
import time

from helper import Helper, Page
from program import TINY_MODELS, ProgramTest, command, picture

TINY = TINY_MODELS / "good.onnx"


class Serving(ProgramTest):
    def setUp(self):
        self.photos = self.folder()
        self.private = self.folder()
        for number in range(6):
            self.photos.add(f"P{number}.png", picture(number, number % 3))
        self.page = self.private / "page"
        self.private.add("page/index.html", b"<!doctype html><p>the page")
        self.before = self.photos.contents()

    def tearDown(self):
        self.assertEqual(self.photos.contents(), self.before)

    def serve(self, *options):
        helper = Helper(self.photos, self.private, *options, page=self.page)
        self.addCleanup(helper.end)
        return helper

    def post(self, helper, *commands):
        status, _, body = helper.ask(
            "POST", "/api/v1/commands", "".join(commands).encode(), Authorization=helper.bearer()
        )
        self.assertEqual(status, 200, body)
        return [json.loads(line) for line in body.decode().splitlines()]

    def test_address_works_once_and_link_gives_another(self):
        helper = self.serve()
        cookie = helper.cookie()
        self.assertEqual(helper.ask("GET", "/", Cookie=cookie, Accept="text/html")[2], b"<!doctype html><p>the page")
        self.assertEqual(helper.ask("GET", f"/?{helper.address.query}")[0], 403)
        fresh = helper.run("link", self.photos)
        self.assertEqual(fresh.returncode, 0, fresh.stderr)
        self.assertEqual(helper.ask("GET", "/?" + fresh.stdout.strip().partition("?")[2])[0], 303)
        self.assertEqual(os.stat(helper.private_address()).st_mode & 0o777, 0o600)

    def test_commands_of_scripts_and_of_other_commands_reach_the_page(self):
        helper = self.serve()
        page = Page(helper, helper.cookie())
        outcomes = self.post(helper, command("assign", places=["P0.png"], cluster="Roof"))
        self.assertEqual(outcomes[0]["records"][-1]["dst"], "Roof/P0.png")
        self.assertEqual(page.read()["event"]["records"], outcomes[0]["records"])
        undone = helper.run("undo", self.photos)
        self.assertEqual(undone.returncode, 0, undone.stderr)
        self.assertIn("Roof/P0.png -> P0.png", undone.stdout)
        self.assertEqual(page.read()["event"]["records"][0]["op"], "undo")
        done = helper.run("do", self.photos, commands=command("skip", places=["P1.png"]))
        self.assertEqual(json.loads(done.stdout)["op"], "skip")
        self.assertEqual(page.read()["event"]["records"][0]["src"], "P1.png")
        self.assertEqual(helper.run("embed", self.photos, "--model", TINY).returncode, 3)

    def test_a_moment_after_the_last_action_everything_is_on_disk(self):
        helper = self.serve()
        self.post(helper, command("assign", places=["P0.png"], cluster="Roof"))
        while helper.state()["settled"] != helper.state()["seq"]:
            time.sleep(0.05)
        self.assert_same_state(self.photos)
        self.assertEqual(self.done("replay", self.photos, "--hash").strip(), helper.state()["hash"])

    def test_open_page_goes_on_after_a_kill(self):
        helper = self.serve()
        cookie = helper.cookie()
        page = Page(helper, cookie)
        self.post(helper, command("assign", places=["P0.png"], cluster="Roof"))
        before = helper.state()
        helper.running.kill()
        helper.end()
        again = self.serve("--port", helper.port)
        back = Page(again, cookie, run=page.welcome["run"], event=1)
        self.assertTrue(back.welcome["snapshot"], "the events of the former run count for nothing")
        self.assertEqual(again.state()["hash"], before["hash"])
        self.assert_files_where_the_log_says(self.photos)

    def test_page_that_was_away_gets_what_it_lacks(self):
        helper = self.serve()
        cookie = helper.cookie()
        page = Page(helper, cookie)
        page.close()
        for number in range(5):
            self.post(helper, command("skip", places=[f"P{number}.png"]))
        for event in range(6):
            back = Page(helper, cookie, run=page.welcome["run"], event=event)
            self.assertFalse(back.welcome["snapshot"])
            self.assertEqual([back.read()["event"]["event"] for _ in range(event, 5)], list(range(event + 1, 6)))
            back.close()

    def test_signals_end_in_good_order(self):
        for sign in (signal.SIGINT, signal.SIGTERM):
            helper = self.serve()
            self.post(helper, command("skip", places=["P0.png"]))
            address = helper.private_address()
            self.assertEqual(helper.stop(sign), 0)
            self.assertEqual(helper.out, "stopped; everything is on disk\n")
            self.assertFalse(address.exists())
            self.assert_same_state(self.photos)

    def test_log_names_each_batch_and_figures_stand_behind_the_token(self):
        helper = self.serve("--log-level", "info", "--log-json")
        self.post(helper, command("assign", places=["P0.png"], cluster="Roof"))
        self.assertEqual(helper.ask("GET", "/metrics")[0], 403)
        status, _, figures = helper.ask("GET", "/metrics", Authorization=helper.bearer())
        self.assertEqual(status, 200)
        self.assertIn(f'photocluster_photos{{root="{self.photos}",kind="manual"}} 1\n', figures.decode())
        helper.stop(signal.SIGTERM)
        line = json.loads(helper.err)
        self.assertEqual((line["level"], line["message"], line["root"]), ("info", "assign Roof", str(self.photos)))
        self.assertEqual(line["records"], 3)

    def test_port_or_folder_in_use_is_refused_in_one_sentence(self):
        helper = self.serve()
        elsewhere = Helper(self.folder(), self.private, "--port", helper.port)
        self.assertEqual(elsewhere.running.wait(60), 1)
        elsewhere.end()
        self.assertEqual(elsewhere.err.count("\n"), 1, elsewhere.err)
        self.assertIn("is taken by another program", elsewhere.err)
        self.refused("is in use by process", "serve", self.photos, "--no-open", status=3)

    def test_folder_that_vanishes_and_comes_back(self):
        helper = self.serve()
        away = f"{self.photos}-away"
        os.rename(self.photos, away)
        refused = self.post(helper, command("skip", places=["P0.png"]))
        self.assertIn("is not there any more", refused[0]["error"]["detail"])
        os.rename(away, self.photos)
        self.assertNotIn("error", self.post(helper, command("skip", places=["P0.png"]))[0])

    def test_embedding_runs_beside_commands_and_its_vectors_are_served(self):
        helper = self.serve("--model", TINY)
        page = Page(helper, helper.cookie())
        if page.welcome["snapshot"]:
            status, _, _ = helper.ask("GET", "/api/v1/snapshot", Authorization=helper.bearer())
            self.assertEqual(status, 200)
        self.post(helper, command("assign", places=["P0.png"], cluster="Roof"))
        page.until(lambda event: event.get("embedding", {}).get("finished"))
        model = self.photos.status()["model"]
        status, headers, body = helper.ask("GET", f"/api/v1/vectors?model={model}", Authorization=helper.bearer())
        self.assertEqual((status, headers["X-Vector-Count"]), (200, "6"))
        stored = (self.photos / f".clustering/embeddings/{model}.pce").read_bytes()
        self.assertEqual(body[:256], stored[:256], "the same header")
        status, headers, _ = helper.ask(
            "GET", f"/api/v1/vectors?model={model}&from=4", Authorization=helper.bearer()
        )
        self.assertEqual(headers["X-Vector-Count"], "2")
        self.assertEqual(self.photos.status()["embedded"], 6)

    def test_model_that_cannot_be_used_is_said_and_the_folder_is_served(self):
        helper = self.serve("--model", "/no/such/model.onnx")
        self.assertEqual(helper.state()["seq"], 0)
        self.assertEqual(helper.stop(signal.SIGTERM), 0)
        self.assertIn("/no/such/model.onnx", helper.err)

    def test_previews_are_pictures_and_what_is_none_is_said(self):
        self.photos.add("text.jpg", b"no picture")
        self.before = self.photos.contents()
        helper = self.serve()
        bearer = helper.bearer()
        for side in (256, 512, 2048):
            status, headers, body = helper.ask(
                "GET", f"/api/v1/previews/-/{side}?place=P0.png", Authorization=bearer
            )
            self.assertEqual((status, headers["Content-Type"]), (200, "image/jpeg"))
            self.assertTrue(body.startswith(b"\xff\xd8"))
        known = headers["ETag"].strip('"')
        status, headers, _ = helper.ask(
            "GET", f"/api/v1/previews/{known}/256?place=P0.png", Authorization=bearer
        )
        self.assertIn("immutable", headers["Cache-Control"])
        status, _, body = helper.ask("GET", "/api/v1/previews/-/256?place=text.jpg", Authorization=bearer)
        self.assertEqual(status, 422)
        self.assertEqual(json.loads(body)["code"], "unsupported")
        self.assertEqual(helper.ask("GET", "/api/v1/previews/-/256?place=../x.png", Authorization=bearer)[0], 404)
