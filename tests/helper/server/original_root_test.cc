#include "native-helper/server/original_root.h"

#include "tests/helper/server/server_fixtures.h"

namespace photocluster {
namespace {

class OriginalRootTest : public test::RootServiceFixture {
 protected:
  void SetUp() override {
    RootServiceFixture::SetUp();
    original_ = std::make_unique<OriginalRoot>(*service_, OriginalAutoMove::kOnlySay);
  }
  std::string Path(const std::string& place) const { return folder_.path() + "/" + place; }
  std::vector<std::string> Queue() {
    return On([&] { return original_->Queue(0, 60).queue; });
  }
  std::string Session() {
    std::promise<HttpResponse> answer;
    On([&] {
      original_->AnswerSession({.manual_only = true, .rule = {}, .limit = 60},
                               [&](HttpResponse given) { answer.set_value(std::move(given)); });
    });
    return answer.get_future().get().body;
  }
  HttpResponse Assign(const std::string& place) {
    return On([&] { return original_->Assign(place, "Roof"); });
  }
  HttpResponse Undo() {
    return On([&] { return original_->Undo(); });
  }

  std::unique_ptr<OriginalRoot> original_;
};

TEST_F(OriginalRootTest, WindowOfTheQueueSaysWhetherThereIsMore) {
  const original::Window window = On([&] { return original_->Queue(1, 1); });
  EXPECT_EQ(window.queue, std::vector<std::string>{Path("b.jpg")});
  EXPECT_EQ(window.queue_total, 3U);
  EXPECT_TRUE(window.queue_has_more);
  EXPECT_FALSE(On([&] { return original_->Queue(2, 60); }).queue_has_more);
  EXPECT_FALSE(On([&] { return original_->Queue(UINT64_MAX, UINT64_MAX); }).queue_has_more);
}

TEST_F(OriginalRootTest, AssignedPhotoLiesBesideAndSaysWhereItIs) {
  folder_.Write("Roof/a.jpg", "another one");
  EXPECT_EQ(Assign("a.jpg").body, "{\"status\":\"ok\",\"path_after\":\"" + Path("Roof/a__dup1.jpg") + "\"}");
  EXPECT_EQ(Assign("a.jpg").status, 404U);
  EXPECT_EQ(folder_.Content("Roof/a.jpg"), "another one");
}

TEST_F(OriginalRootTest, UndoTakesBackTheNewestDecisionOfAPhotoWhateverCameSinceAndShowsItFirst) {
  ASSERT_EQ(Assign("b.jpg").status, 200U);
  ASSERT_EQ(On([&] { return original_->Delete("c.jpg"); }).status, 200U);
  ASSERT_EQ(On([&] { return original_->Skip(); }).status, 200U);
  ASSERT_EQ(On([&] { return original_->Shuffle(); }).status, 200U);
  EXPECT_NE(Undo().body.find("\"cluster\":\"__deleted__\",\"restored_path\":\"" + Path("c.jpg")), std::string::npos);
  EXPECT_EQ(Queue().front(), Path("c.jpg"));
  EXPECT_NE(Undo().body.find("\"cluster\":\"Roof\",\"restored_path\":\"" + Path("b.jpg")), std::string::npos);
  EXPECT_EQ(Queue().front(), Path("b.jpg"));
  EXPECT_EQ(Undo().status, 400U);
  EXPECT_NE(Session().find("\"known_clusters\":[\"Roof\"]"), std::string::npos) << "its cluster stays, as it did there";
}

TEST_F(OriginalRootTest, AdoptedPhotosAreInNoCount) {
  folder_.Write("Roof/old.jpg", "was there before");
  Open();
  original_ = std::make_unique<OriginalRoot>(*service_, OriginalAutoMove::kOnlySay);
  ASSERT_EQ(Assign("a.jpg").status, 200U);
  const std::string session = Session();
  EXPECT_NE(session.find(R"("manual_labeled":1,"deleted":0,"queue_length":2,)"), std::string::npos) << session;
  EXPECT_NE(session.find(R"("cluster_counts":{"Roof":1},"state_counts":{"Roof":1},)"), std::string::npos) << session;
}

}  // namespace
}  // namespace photocluster
