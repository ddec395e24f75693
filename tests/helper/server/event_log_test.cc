#include "native-helper/server/event_log.h"

#include <gtest/gtest.h>

#include <sstream>

namespace photocluster {
namespace {

constexpr Instant kNow{.at_ms = 1'764'532'343'456, .utc_offset_minutes = 0};

Outcome Assigned() {
  Outcome outcome;
  outcome.records.resize(2);
  outcome.records[0].seq = 17;
  outcome.records[0].op = Op::kCreate;
  outcome.records[1].seq = 18;
  outcome.records[1].op = Op::kAssign;
  outcome.records[1].cluster = "Roof";
  return outcome;
}

std::string Told(const Outcome& outcome, EventLog::Options options) {
  std::ostringstream out;
  EventLog(out, options).Tell("/photos", outcome, kNow);
  return out.str();
}

TEST(EventLog, NamesTheBatchAndWhatItDid) {
  EXPECT_EQ(Told(Assigned(), {LogLevel::kInfo, false}), "2025-11-30 19:52:23 INFO  batch 17: assign Roof, 2 records\n");
  EXPECT_EQ(Told(Assigned(), {LogLevel::kInfo, true}),
            R"({"ts":"2025-11-30T19:52:23.456","level":"info","root":"/photos","batch":17,"records":2,)"
            R"("message":"assign Roof"})"
            "\n");
  EXPECT_EQ(Told(Assigned(), {LogLevel::kError, false}), "");
}

TEST(EventLog, WhatWentWrongIsAlwaysTold) {
  Outcome outcome = Assigned();
  outcome.failures.push_back({18, "a.jpg", {ErrorCode::kNoSpace, "the disk is full"}});
  EXPECT_EQ(Told(outcome, {}), "2025-11-30 19:52:23 ERROR batch 17: a.jpg was not moved: the disk is full\n");
  Outcome refused;
  refused.error = Error{ErrorCode::kBadInput, "no"};
  EXPECT_EQ(Told(refused, {}), "2025-11-30 19:52:23 ERROR no\n");
}

TEST(EventLog, NameOfAPhotoMakesNoLineOfItsOwn) {
  Outcome outcome = Assigned();
  outcome.records[1].cluster = "x\n2025 ERROR \x1b[2J";
  EXPECT_EQ(Told(outcome, {LogLevel::kInfo, false}),
            "2025-11-30 19:52:23 INFO  batch 17: assign x?2025 ERROR ?[2J, 2 records\n");
}

}  // namespace
}  // namespace photocluster
