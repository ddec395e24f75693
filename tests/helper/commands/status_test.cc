#include "shared/base/archive_json.h"
#include "tests/helper/commands/commands_test.h"

namespace photocluster {
namespace {

class StatusTest : public test::CommandsTest {};

TEST_F(StatusTest, EmptyFolder) {
  EXPECT_EQ(Run({"status", path()}), 0);
  EXPECT_EQ(out_, "0 photos\nnot embedded yet: run `photocluster embed`\n0 records in the log, settled up to 0\n");
  EXPECT_EQ(folder_.Names(""), "") << "reading makes nothing";
}

TEST_F(StatusTest, NamesWhatThereIs) {
  AddPhotos({"a.jpg", "b.jpg", "c.jpg", "d.jpg", "Roof/e.jpg"});
  folder_.Write("notes.txt", "");
  folder_.Write("@eaDir/thumb.jpg", "");
  Embed({{"a.jpg", 0}, {"b.jpg", 5}});
  ASSERT_EQ(Do("{\"assign\":{\"places\":[\"a.jpg\"],\"cluster\":\"Roof\"}}\n{\"trash\":{\"places\":[\"d.jpg\"]}}"), 0)
      << err_;
  std::filesystem::remove(folder_ / "Roof/e.jpg");
  EXPECT_EQ(Run({"status", path()}), 0);
  EXPECT_EQ(out_,
            "5 photos: 2 in the queue, 1 in clusters, 1 in the trash, 1 missing\n"
            "in clusters: 1 by hand\n"
            "2 embedded with angles-0123456789ab\n"
            "6 records in the log, settled up to 6\n"
            "1 other files\n"
            "cluster Roof: 2\n"
            "left alone: @eaDir: a folder of another program\n");
}

TEST_F(StatusTest, JsonIsOneObjectWithStableKeys) {
  AddPhotos({"a.jpg"});
  ASSERT_EQ(Do(R"({"assign":{"places":["a.jpg"],"cluster":"Снег"}})"), 0);
  EXPECT_EQ(Run({"status", path(), "--json"}), 0);
  EXPECT_EQ(out_,
            R"({"photos":1,"queue":0,"assigned":1,"manual":1,"auto":0,"adopted":0,"imported":0,"trashed":0,)"
            R"("not_shown":0,"missing":0,"no_vector":0,"embedded":0,"model":"","clusters":{"Снег":1},"records":3,)"
            R"("settled":3,"other_files":0,"not_shown_photos":[],"left_alone":[],"file_mode":"move","waiting":[]})"
            "\n");
}

TEST_F(StatusTest, ListsThePhotosWhoseFilesHaveNotGoneAlong) {
  AddPhotos({"a.jpg"});
  ASSERT_EQ(Do("{\"settings\":{\"file_mode\":\"at_end\"}}\n{\"trash\":{\"places\":[\"a.jpg\"]}}"), 0);
  EXPECT_EQ(Run({"status", path(), "--json"}), 0);
  EXPECT_NE(out_.find(R"("file_mode":"at_end","waiting":[{"place":"a.jpg","goal":".clustering/trash/a.jpg"}])"),
            std::string::npos)
      << out_;
  EXPECT_EQ(Run({"status", path()}), 0);
  EXPECT_NE(out_.find("1 photo waits to be moved to where it belongs: "), std::string::npos) << out_;
}

TEST_F(StatusTest, PhotosThatCannotBeDecodedAreNamedWithTheReason) {
  AddPhotos({"a.jpg", "b.jpg"});
  {
    auto root = Root::Open(path(), {.access = Access::kWrite});
    ASSERT_TRUE(root.ok());
    const KnownFile file{"b.jpg", 0, 0, {}};
    const auto probed = root.value()->photos().Probe({&file, 1});
    ASSERT_TRUE(probed.ok());
    Observation seen;
    seen.place = "b.jpg";
    seen.size = probed.value()[0].size;
    seen.mtime_ms = probed.value()[0].mtime_ms;
    seen.fingerprint = probed.value()[0].fingerprint;
    seen.not_shown = "it is no image";
    root.value()->session().Observe(seen);
    ASSERT_FALSE(root.value()->Settle().error);
  }
  EXPECT_EQ(Run({"status", path()}), 0);
  EXPECT_TRUE(out_.starts_with("2 photos: 1 in the queue, 1 not shown\n")) << out_;
  EXPECT_TRUE(out_.ends_with("not shown: b.jpg: it is no image\n")) << out_;
  EXPECT_EQ(Run({"status", path(), "--json"}), 0);
  EXPECT_NE(out_.find(R"("not_shown_photos":[{"place":"b.jpg","reason":"it is no image"}])"), std::string::npos)
      << out_;
}

}  // namespace
}  // namespace photocluster
