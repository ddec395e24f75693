#include "shared/session/copies.h"

#include <gtest/gtest.h>

#include "tests/support/session_checks.h"

namespace photocluster::test {
namespace {

TEST(Copies, AreFoundByPhotoAndByPlace) {
  Copies copies;
  copies.Set(PhotoId(3), {{"Roof/1.jpg", {}, 5}, {"Roof/1.xmp", {}, 2}});
  EXPECT_TRUE(copies.IsLive(PhotoId(3)));
  EXPECT_EQ(copies.At("Roof/1.xmp"), PhotoId(3));
  copies.Set(PhotoId(3), {{".clustering/trash/Roof/1.jpg", {}, 5}});
  EXPECT_FALSE(copies.IsLive(PhotoId(3)));
  EXPECT_FALSE(copies.At("Roof/1.jpg").has_value());
  copies.Set(PhotoId(3), {});
  EXPECT_TRUE(copies.all().empty());
  EXPECT_FALSE(copies.At(".clustering/trash/Roof/1.jpg").has_value());
}

// What a person does to a copy.
class CopiesByHand : public testing::Test {
 protected:
  void SetUp() override {
    for (const char* place : {"1.jpg", "1.xmp", "2.jpg"}) world_.Put(place);
    Open();
    Do(R"({"settings":{"file_mode":"copy"}})");
    Do(R"({"assign":{"places":["1.jpg","2.jpg"],"cluster":"Roof"}})");
    host_->Settle();
  }
  void Open() { host_ = std::make_unique<MemoryHost>(world_); }
  void Do(const char* command) {
    const Outcome outcome = host_->Do(command);
    EXPECT_FALSE(outcome.error) << command << ": " << outcome.error->detail;
    EXPECT_TRUE(outcome.failures.empty()) << command;
  }
  const CopyFiles& CopyOf(const char* place) { return host_->state().copies().Of(host_->state().Find(place)); }

  World world_;
  std::unique_ptr<MemoryHost> host_;
};

TEST_F(CopiesByHand, OneThatIsUntouchedIsNoPhoto) {
  Open();
  EXPECT_EQ(host_->Notice().records.size(), 0u);
  EXPECT_FALSE(host_->state().Find("Roof/1.jpg").has_value());
  EXPECT_EQ(host_->state().totals().photos(), 2u);
  EXPECT_EQ(CopyOf("1.jpg").size(), 2u);
  EXPECT_EQ(Contradiction(world_, host_->state()), "");
}

TEST_F(CopiesByHand, ADeletedOneIsForgottenAndMadeAgainWhenItIsWanted) {
  for (const bool reopens : {false, true}) {
    const std::string before = reopens ? "Wall" : "Roof";
    host_->Settle();  // or it would be an interrupted copy, which is finished
    world_.Remove(before + "/1.jpg");
    if (reopens) Open();
    EXPECT_EQ(CopyOf("1.jpg").empty(), reopens);
    Do(reopens ? R"({"assign":{"places":["1.jpg"],"cluster":"Sky"}})"
               : R"({"assign":{"places":["1.jpg"],"cluster":"Wall"}})");
    const std::string now = reopens ? "Sky" : "Wall";
    EXPECT_EQ(world_.Content(now + "/1.jpg"), world_.Content("1.jpg"));
    EXPECT_EQ(world_.Content(now + "/1.xmp"), world_.Content("1.xmp"));
    EXPECT_TRUE(world_.Has(before + "/1.xmp")) << "nothing is deleted";
  }
}

TEST_F(CopiesByHand, AnEditedOneIsAPhotoOfItsOwn) {
  world_.SetContent("Roof/1.jpg", "another picture");
  world_.SetContent("Roof/2.jpg", world_.Content("2.jpg").substr(1) + "!");  // of the same size
  Open();
  EXPECT_TRUE(host_->state().Find("Roof/1.jpg").has_value());
  Do(R"({"undo":{}})");
  EXPECT_EQ(world_.Content("Roof/1.jpg"), "another picture");
  EXPECT_EQ(world_.Content("Roof/2.jpg").back(), '!');
  EXPECT_TRUE(CopyOf("1.jpg").empty());
  EXPECT_TRUE(CopyOf("2.jpg").empty());
}

TEST_F(CopiesByHand, OneInTheTrashIsMadeAnewForAnotherContent) {
  Do(R"({"undo":{}})");
  EXPECT_TRUE(world_.Has(".clustering/trash/Roof/2.jpg"));
  world_.SetContent("2.jpg", "developed again");
  Do(R"({"assign":{"places":["1.jpg","2.jpg"],"cluster":"Roof"}})");
  EXPECT_EQ(world_.Content("Roof/2.jpg"), "developed again");
  EXPECT_TRUE(world_.Has(".clustering/trash/Roof/2.jpg"));
  EXPECT_FALSE(world_.Has(".clustering/trash/Roof/1.jpg")) << "the same content is fetched back";
}

}  // namespace
}  // namespace photocluster::test
