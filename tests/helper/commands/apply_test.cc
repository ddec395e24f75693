#include "tests/helper/commands/commands_test.h"

namespace photocluster {
namespace {

// One folder is sorted; another one holds the same photos under other names.
class ApplyTest : public test::CommandsTest {
 protected:
  void SetUp() override {
    AddPhotos({"a.jpg", "a.xmp", "b.jpg", "c.jpg", "May/d.jpg"});
    for (const char* place : {"a.jpg", "c.jpg", "May/d.jpg"}) {
      copy_.Write(std::string("copied/") + place, folder_.Content(place));
    }
    copy_.Write("copied/a.xmp", "rated since");
    copy_.Write("new.jpg", "only here");
    ASSERT_EQ(Do(R"({"assign":{"places":["a.jpg","May/d.jpg"],"cluster":"Roof"}}
                    {"assign":{"places":["b.jpg"],"cluster":"Снег"}}
                    {"trash":{"places":["c.jpg"]}})"),
              0)
        << err_;
  }
  std::string Log() const { return folder_ / ".clustering/actions.jsonl"; }
  int Apply() { return Run({"apply", Log(), copy_.path()}); }

  test::TemporaryFolder copy_;
};

TEST_F(ApplyTest, PhotosOfTheSameContentAreDecidedAlikeAndTakenBack) {
  EXPECT_EQ(Apply(), 0) << err_;
  EXPECT_TRUE(out_.starts_with("decided about 3 photos of 4 in the log; photocluster undo ROOT --since ")) << out_;
  EXPECT_EQ(err_, "photocluster: 1 photo of the log: none here that is not decided has the same content\n");
  EXPECT_EQ(copy_.Names("copied/Roof"), "a.jpg a.xmp");
  EXPECT_EQ(copy_.Content("copied/Roof/a.xmp"), "rated since");
  EXPECT_EQ(copy_.Names("copied/May/Roof"), "d.jpg");
  EXPECT_EQ(copy_.Names(".clustering/trash/copied"), "c.jpg");
  EXPECT_TRUE(copy_.Has("new.jpg"));

  const std::size_t at = out_.find("--since ") + 8;
  const std::string since = out_.substr(at, out_.find(' ', at) - at);
  EXPECT_EQ(Run({"undo", copy_.path(), "--since", since}), 0) << err_;
  EXPECT_EQ(copy_.Names("copied"), "May a.jpg a.xmp c.jpg");
}

TEST_F(ApplyTest, ASecondTimeNothingIsDone) {
  ASSERT_EQ(Apply(), 0) << err_;
  const std::string log = copy_.Content(".clustering/actions.jsonl");
  EXPECT_EQ(Apply(), 0) << err_;
  EXPECT_EQ(out_, "decided about 0 photos of 4 in the log\n");
  EXPECT_EQ(copy_.Content(".clustering/actions.jsonl"), log);
}

TEST_F(ApplyTest, TheLayoutGoesAlongWhereNothingIsDecided) {
  ASSERT_EQ(Do(R"({"settings":{"layout":"root"}})"), 0) << err_;
  EXPECT_EQ(Apply(), 0) << err_;
  EXPECT_EQ(copy_.Names("Roof"), "a.jpg a.xmp d.jpg");
}

TEST_F(ApplyTest, EqualPhotosThatWentDifferentWaysAreToldByTheirNames) {
  const test::TemporaryFolder first, second;
  for (const test::TemporaryFolder* folder : {&first, &second}) {
    for (const char* place : {"x.jpg", "y.jpg"}) folder->Write(place, "equal");
  }
  second.Write("z.jpg", "equal");
  const std::string commands =
      R"({"assign":{"places":["x.jpg"],"cluster":"A"}}
         {"assign":{"places":["y.jpg"],"cluster":"B"}})";
  ASSERT_EQ(Run({"do", first.path()}, commands), 0) << err_;
  EXPECT_EQ(Run({"apply", first / ".clustering/actions.jsonl", second.path()}), 0) << err_;
  EXPECT_EQ(second.Names("A"), "x.jpg");
  EXPECT_EQ(second.Names("B"), "y.jpg");
  EXPECT_TRUE(second.Has("z.jpg"));
  EXPECT_NE(err_.find("1 photo here with a content that was decided in different ways"), std::string::npos) << err_;
}

TEST_F(ApplyTest, WhatIsNoLogIsRefused) {
  EXPECT_EQ(Run({"apply", folder_ / "no such file", copy_.path()}), 1);
  EXPECT_NE(err_.find("cannot read"), std::string::npos) << err_;
  EXPECT_EQ(Run({"apply", copy_ / "new.jpg", copy_.path()}), 1);
  EXPECT_NE(err_.find("is no log of this program"), std::string::npos) << err_;
  EXPECT_FALSE(copy_.Has(".clustering"));
}

}  // namespace
}  // namespace photocluster
