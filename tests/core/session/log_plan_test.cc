#include "shared/session/log_plan.h"

#include <gtest/gtest.h>

#include "shared/base/archive_json.h"
#include "shared/journal/file_names.h"
#include "tests/support/session_checks.h"

namespace photocluster::test {
namespace {

std::vector<std::string> Json(const LogPlan& plan) {
  std::vector<std::string> commands;
  for (const Command& command : plan.commands) commands.push_back(ToJson(command));
  return commands;
}

// Two folders with the same photos; the first is sorted.
class LogPlanTest : public testing::Test {
 protected:
  LogPlanTest() {
    for (World* world : {&sorted_, &copy_}) {
      for (const char* place : {"1.jpg", "2.jpg", "3.jpg", "4.jpg"}) world->Put(place);
    }
    MemoryHost host(sorted_);
    for (const char* command : {R"({"assign":{"places":["2.jpg","1.jpg"],"cluster":"A"}})",
                                R"({"trash":{"places":["3.jpg"]}})", R"({"skip":{"places":["4.jpg"]}})"}) {
      EXPECT_FALSE(host.Do(command).error) << command;
    }
    Opening opening;
    opening.log = sorted_.Content(kLogFile);
    log_ = Session::Open(std::move(opening));
  }
  LogPlan Plan() const {
    const MemoryHost here(copy_);
    std::map<std::string, Fingerprint> contents;
    for (std::uint32_t id = 0; id < here.state().photo_count(); ++id) {
      const std::string place(here.state().photo(PhotoId(id)).place);
      if (copy_.Has(place)) contents.emplace(place, FingerprintOfContent(copy_.Content(place)));
    }
    return PlanOfLog(log_->state(), here.state(), contents);
  }

  World sorted_;
  mutable World copy_;
  std::unique_ptr<Session> log_;
};

TEST_F(LogPlanTest, WhatTheLogDecidedIsDecidedForEqualPhotos) {
  const LogPlan plan = Plan();
  EXPECT_EQ(Json(plan), (std::vector<std::string>{R"({"assign":{"places":["1.jpg","2.jpg"],"cluster":"A"}})",
                                                  R"({"trash":{"places":["3.jpg"]}})"}));
  EXPECT_EQ(plan.photos, 3u);
  EXPECT_EQ(plan.decided, 3u);
  EXPECT_EQ(plan.absent + plan.unread + plan.ambiguous, 0u);
}

TEST_F(LogPlanTest, WhatIsDecidedHereStays) {
  ASSERT_FALSE(MemoryHost(copy_).Do(R"({"assign":{"places":["1.jpg"],"cluster":"B"}})").error);
  const LogPlan plan = Plan();
  EXPECT_EQ(Json(plan), (std::vector<std::string>{R"({"assign":{"places":["2.jpg"],"cluster":"A"}})",
                                                  R"({"trash":{"places":["3.jpg"]}})"}));
  EXPECT_EQ(plan.absent, 1u);
}

TEST_F(LogPlanTest, AFolderWithoutThePhotosHasNothingToDecide) {
  copy_ = World();
  const LogPlan plan = Plan();
  EXPECT_TRUE(plan.commands.empty());
  EXPECT_EQ(plan.absent, 3u);
}

}  // namespace
}  // namespace photocluster::test
