#include "native-helper/server/original_api.h"

#include <filesystem>
#include <map>
#include <utility>

#include "shared/base/path.h"
#include "shared/journal/file_names.h"
#include "tests/helper/server/original_replay.h"
#include "tests/helper/server/running_server.h"
#include "tests/support/test_data.h"

namespace photocluster {
namespace {

namespace fs = std::filesystem;

constexpr char kClientPage[] = "http://localhost:5173";
constexpr char kModel[] = "transcript-0123456789ab";
constexpr std::size_t kDimension = 512;

// A helper that the original program's page drives: no token, no cookie, its Origin.
class OriginalApiTest : public test::RunningServer {
 protected:
  void Start(OriginalAutoMove auto_move) {
    server_.reset();
    RunningServer::Start(Opened(), {.allowed_origins = {kClientPage}, .original_auto_move = auto_move});
  }
  // Instead of the photos that the fixture begins with.
  void Copy(const std::string& from) {
    server_.reset();
    for (const fs::directory_entry& entry : fs::directory_iterator(folder_.path())) fs::remove_all(entry.path());
    if (from.empty()) return;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(from)) {
      const fs::path to = folder_.path() / fs::relative(entry.path(), from);
      if (entry.is_directory()) {
        fs::create_directory(to);  // not as there: the test data may be read-only
        continue;
      }
      fs::copy_file(entry.path(), to);
      fs::permissions(to, fs::perms::owner_all);
    }
  }
  void StoreVectors() {
    rapidjson::Document vectors;
    vectors.Parse(test::ReadFile(test::TestData("original/transcripts/vectors.json")).c_str());
    auto opened = Root::Open(folder_.path(), {.access = Access::kWrite});
    ASSERT_TRUE(opened.ok());
    Root& root = *opened.value();
    Settings settings;
    settings.model = kModel;
    ASSERT_FALSE(root.Do(settings).error);
    ASSERT_TRUE(root.UseModel(kModel, kDimension).ok());
    for (const auto& [name, numbers] : std::as_const(vectors).GetObject()) {
      const std::string place = name.GetString();
      std::vector<double> values;
      for (const auto& number : numbers.GetArray()) values.push_back(number.GetDouble());
      const Result<Vector> vector = Quantise(values);
      ASSERT_TRUE(vector.ok());
      const std::string content = folder_.Content(place);
      const Fingerprint fingerprint = FingerprintOfContent(content);
      const VectorEntry entry{fingerprint, vector.value(), {}};
      ASSERT_TRUE(root.StoreVectors({&entry, 1}).ok());
      root.session().AddVector(fingerprint, vector.value());
      const Photo& photo = root.session().state().photo(root.session().state().Find(place));
      root.session().Observe({place, content.size(), photo.mtime_ms, fingerprint, {}, ""});
    }
    ASSERT_FALSE(root.Settle().error);
  }
  HttpResponse Client(HttpRequest request) {
    request.headers.push_back({"Origin", kClientPage});
    return Ask(request.method, request.target, std::move(request.headers), std::move(request.body));
  }
  HttpResponse ClientGet(const std::string& call, const std::string& parameters = "") {
    return Client({"GET", call + "?root=" + PercentEncoded(folder_.path()) + parameters, {}, ""});
  }
  HttpResponse ClientPost(const std::string& call, const std::string& fields = "") {
    return Client({"POST", call, {}, R"({"root":")" + folder_.path() + "\"" + fields + "}"});
  }
  void Replay(const std::string& name) {
    const test::Transcript transcript(name, folder_.path());
    for (std::size_t i = 0; i < transcript.size(); ++i) {
      const HttpRequest request = transcript.Request(i);
      if (request.method.empty()) continue;
      EXPECT_EQ(transcript.Difference(i, Client(request)), "") << i << ": " << request.method << " " << request.target;
    }
    EXPECT_EQ(test::Transcript::TreeOf(folder_.path(), kTrashFolder), transcript.TreeAfter());
  }
};

TEST_F(OriginalApiTest, EmptyFolderAnswersAsTheOriginalDid) {
  NEEDS_TEST_DATA();
  Copy("");
  Start(OriginalAutoMove::kAsItDid);
  Replay("empty-root");
}

TEST_F(OriginalApiTest, WorkWithoutSuggestionsGoesAsWithTheOriginal) {
  NEEDS_TEST_DATA();
  Copy(test::TestData("original/before/manual-only"));
  Start(OriginalAutoMove::kAsItDid);
  Replay("manual-only");
}

TEST_F(OriginalApiTest, SuggestionsAndAutoMoveGoAsWithTheOriginal) {
  NEEDS_TEST_DATA();
  Copy(test::TestData("original/before/suggest-and-auto-move"));
  StoreVectors();
  Start(OriginalAutoMove::kAsItDid);
  Replay("suggest-and-auto-move");
}

// The original's GET /session moved photos. Here it says what auto-move would do, and moves none.
TEST_F(OriginalApiTest, AskingForTheSessionMovesNothingAndSaysWhatAutoMoveWouldDo) {
  NEEDS_TEST_DATA();
  Copy(test::TestData("original/before/suggest-and-auto-move"));
  StoreVectors();
  Start(OriginalAutoMove::kOnlySay);
  for (const char* number : {"00", "01"}) {
    const std::string image = folder_.path() + "/inbox/IMG_00" + number + ".jpg";
    ASSERT_EQ(ClientPost("/assign", R"(,"cluster":"bonsai","image_path":")" + image + "\"").status, 200U);
  }
  const auto before = test::Transcript::TreeOf(folder_.path(), kTrashFolder);
  const std::string body = ClientGet("/session", "&threshold=0.1&min_samples=2").body;
  EXPECT_EQ(test::Transcript::TreeOf(folder_.path(), kTrashFolder), before);
  EXPECT_NE(body.find(R"("auto_move":{"moved":[],"errors":[],)"), std::string::npos) << body;
  EXPECT_NE(body.find(R"("would_move":[{"src":")" + folder_.path() + "/inbox/IMG_0002.jpg\",\"dst\":\"" +
                      folder_.path() + "/inbox/bonsai/IMG_0002.jpg\""),
            std::string::npos)
      << body;
}

// The original dropped a photo from its queue when /auto-move refused it. Here it stays.
TEST_F(OriginalApiTest, PhotoThatAutoMoveRefusesStaysInTheQueue) {
  Start(OriginalAutoMove::kOnlySay);
  EXPECT_NE(ClientPost("/auto-move").body.find(R"("moved":[],"errors":[")"), std::string::npos);
  EXPECT_NE(ClientGet("/queue").body.find("\"queue_total\":3,"), std::string::npos);
  Start(OriginalAutoMove::kAsItDid);
  EXPECT_EQ(ClientPost("/auto-move").status, 200U);
  EXPECT_NE(ClientGet("/queue").body.find("\"queue_total\":2,"), std::string::npos);
}

// The original's undo erased the line from its log. Here the record stays, and undo can be taken back.
TEST_F(OriginalApiTest, UndoErasesNoHistory) {
  Start(OriginalAutoMove::kOnlySay);
  const std::string image = folder_.path() + "/a.jpg";
  ASSERT_EQ(ClientPost("/delete", R"(,"image_path":")" + image + "\"").status, 200U);
  ASSERT_EQ(ClientPost("/undo").status, 200U);
  EXPECT_EQ(folder_.Content("a.jpg"), "a.jpg");
  const std::string log = folder_.Content(kLogFile);
  EXPECT_LT(log.find("\"op\":\"trash\""), log.find("\"op\":\"undo\""));
  EXPECT_LT(log.find("\"op\":\"undo\""), log.find("\"op\":\"first\""));
}

// The original opened any folder of the disk, for any page.
TEST_F(OriginalApiTest, RootThatIsNotOpenAndFilesThatAreNoPhotosOfItAreNotThere) {
  folder_.Write("notes.txt", "private");
  Start(OriginalAutoMove::kOnlySay);
  for (const char* root : {"/", "/etc", "", "nowhere", "/nowhere"}) {
    EXPECT_EQ(Client({"GET", std::string("/session?root=") + root, {}, ""}).status, 400U) << root;
    EXPECT_EQ(Client({"POST", "/queue/shuffle", {}, R"({"root":")" + std::string(root) + "\"}"}).status, 400U) << root;
  }
  for (const char* path : {"/notes.txt", "/.clustering/actions.jsonl", "/none.jpg"}) {
    EXPECT_EQ(ClientGet("/image", "&path=" + folder_.path() + path).status, 404U) << path;
  }
  for (const std::string& path : {std::string("/etc/passwd"), folder_.path() + "/../x.jpg", folder_.path() + "2/a.jpg",
                                  folder_.path(), std::string("a.jpg")}) {
    EXPECT_EQ(ClientGet("/image", "&path=" + path).status, 400U) << path;
  }
  EXPECT_EQ(ClientGet("/image", "&path=" + folder_.path() + "/a.jpg").body, "a.jpg");
}

TEST_F(OriginalApiTest, WhatDoesNotFitIsToldWithTheNameOfTheField) {
  Start(OriginalAutoMove::kOnlySay);
  EXPECT_EQ(Client({"POST", "/assign", {}, "nonsense"}).status, 422U);
  EXPECT_EQ(Client({"POST", "/assign", {}, R"({"root":7})"}).status, 422U);
  EXPECT_NE(ClientPost("/delete").body.find(R"("loc":["body","image_path"])"), std::string::npos);
  for (const char* wrong :
       {"threshold=much", "threshold=nan", "min_samples=-1", "queue_limit=0", "manual_only=perhaps"}) {
    EXPECT_EQ(ClientGet("/session", std::string("&") + wrong).status, 422U) << wrong;
  }
  EXPECT_EQ(ClientGet("/queue", "&offset=-1").status, 422U);
}

TEST_F(OriginalApiTest, OtherRootsAndNoFolderAtAllAreNotOpen) {
  server_.reset();
  RunningServer::Start(nullptr, {.allowed_origins = {kClientPage}});
  EXPECT_EQ(ClientGet("/session").status, 400U);
  EXPECT_EQ(ClientPost("/undo").status, 400U);
  EXPECT_EQ(Client({"GET", "/", {}, ""}).body, R"({"status":"ok","info":"Use /session to drive the React UI."})");
}

}  // namespace
}  // namespace photocluster
