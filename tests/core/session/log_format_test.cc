// The worked example of shared/journal/FORMAT.md is what the program writes, and reads as the text says.
#include <gtest/gtest.h>

#include "shared/journal/file_names.h"
#include "shared/journal/log_reader.h"
#include "shared/session/fold.h"
#include "tests/support/test_data.h"
#include "tests/support/world.h"

namespace photocluster::test {
namespace {

// The first block of this language in FORMAT.md.
std::string Block(const std::string& language) {
  const std::string text = ReadFile(std::string(PHOTOCLUSTER_SOURCE_DIR) + "/shared/journal/FORMAT.md");
  const std::string head = "```" + language + "\n";
  const std::size_t begin = text.find(head);
  const std::size_t end = text.find("```", begin + head.size());
  EXPECT_NE(begin, std::string::npos) << "FORMAT.md has no block of " << language;
  return begin == std::string::npos ? "" : text.substr(begin + head.size(), end - begin - head.size());
}

TEST(LogFormat, TheExampleIsWhatTheProgramWrites) {
  World world;
  for (const char* place : {"IMG_0007.jpg", "IMG_0007.xmp", "IMG_0012.jpg", "IMG_0013.jpg"}) {
    world.Put(place, std::string("the content of ") + place);
  }
  MemoryHost host(world);
  world.StrangerAt("Снег/IMG_0012.jpg");
  for (const char* command :
       {R"({"assign":{"places":["IMG_0007.jpg"],"cluster":"Снег"}})",
        R"({"assign":{"places":["IMG_0012.jpg"],"cluster":"Снег"}})", R"({"trash":{"places":["IMG_0013.jpg"]}})",
        R"({"undo":{}})", R"({"settings":{"layout":"root"}})"}) {
    ASSERT_FALSE(host.Do(command).error) << command;
  }
  EXPECT_EQ(Block("jsonl"), world.Content(kLogFile));
  host.Settle();
  EXPECT_EQ(Block("json"), world.Content(kSummaryFile));
}

TEST(LogFormat, TheExampleReadsAsTheTextSays) {
  const LogContent content = ReadLog(Block("jsonl"));
  EXPECT_TRUE(content.problems.empty());
  ASSERT_EQ(content.records.size(), 8u);
  State state;
  for (const Record& record : content.records) {
    const Result<void> folded = Fold(state, record);
    ASSERT_TRUE(folded.ok()) << folded.error().detail;
  }
  const ClusterId snow = state.FindCluster("Снег");
  ASSERT_TRUE(snow.has_value());
  EXPECT_EQ(state.clusters().members(snow), 2u);
  for (const char* place : {"Снег/IMG_0007.jpg", "Снег/IMG_0012__dup1.jpg"}) {
    const PhotoId id = state.Find(place);
    ASSERT_TRUE(id.has_value()) << place;
    EXPECT_EQ(state.photo(id).decision.membership, Membership::kManual);
    EXPECT_EQ(state.photo(id).home, "");
  }
  EXPECT_EQ(state.photo(state.Find("Снег/IMG_0007.jpg")).companions[0].place, "Снег/IMG_0007.xmp");
  ASSERT_TRUE(state.Find("IMG_0013.jpg").has_value());
  EXPECT_EQ(state.photo(state.Find("IMG_0013.jpg")).decision, PhotoDecision{});
  EXPECT_EQ(state.settings().layout(), Layout::kRoot);
  EXPECT_EQ(state.root_id(), "00112233445566778899aabbccddeeff");
}

}  // namespace
}  // namespace photocluster::test
