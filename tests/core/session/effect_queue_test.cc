#include "shared/session/effect_queue.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace photocluster {
namespace {

TEST(EffectQueue, EffectsAreCarriedOutInOrderEachWithItsAnswer) {
  EffectQueue queue;
  std::vector<std::string> done;
  for (const char* name : {"a", "b"}) {
    queue.Push(RemoveFolderEffect{name}, [&done, name](const EffectResult& result) {
      done.push_back(std::string(name) + (result.error ? " failed" : ""));
    });
  }
  EXPECT_EQ(std::get<RemoveFolderEffect>(queue.Front()).folder, "a");
  queue.Complete({});
  EXPECT_EQ(std::get<RemoveFolderEffect>(queue.Front()).folder, "b");
  queue.Complete({.error = Error{ErrorCode::kIo, "no"}, .probed = {}});
  EXPECT_TRUE(queue.empty());
  EXPECT_EQ(done, (std::vector<std::string>{"a", "b failed"}));
}

TEST(EffectQueue, AnAnswerMayAskForMore) {
  EffectQueue queue;
  queue.Push(SyncEffect{},
             [&](const EffectResult&) { queue.Push(RemoveFolderEffect{"x"}, [](const EffectResult&) {}); });
  queue.Complete({});
  ASSERT_FALSE(queue.empty());
  EXPECT_EQ(std::get<RemoveFolderEffect>(queue.Front()).folder, "x");
}

}  // namespace
}  // namespace photocluster
