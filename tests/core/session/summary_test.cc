#include "shared/session/summary.h"

#include <gtest/gtest.h>

#include "shared/base/archive_json.h"
#include "tests/support/photos.h"

namespace photocluster {
namespace {

class SummaryTest : public testing::Test {
 protected:
  SummaryTest() {
    state_.ReplaceVectors(Matrix(3));
    state_.SetSetting("model", std::string("clip-0123456789ab"), 2);
    for (const char* name : {"Roof", "Empty", "Снег"}) state_.SetCreatedBy(state_.NameCluster(name), 2);
    Add("1.jpg", Membership::kManual, "Roof");
    Add("2.jpg", Membership::kAuto, "Roof");
    Add("3.jpg", Membership::kAdopted, "Снег");
    Add("4.jpg", Membership::kTrashed, "");
    Add("5.jpg", Membership::kQueue, "");
    AddVector(0, {1, 0, 0});
    AddVector(1, {0.6, -0.8, 0});
  }
  void Add(const std::string& place, Membership membership, const std::string& cluster) {
    Photo photo;
    photo.place = test::Kept(place);
    photo.listed = true;
    photo.fingerprint = {1, state_.photo_count() + 1};
    photo.decision.membership = membership;
    if (!cluster.empty()) photo.decision.cluster = state_.FindCluster(cluster);
    state_.AddPhoto(std::move(photo));
  }
  void AddVector(std::uint32_t id, const std::vector<double>& values) {
    state_.AddVector(state_.photo(PhotoId(id)).fingerprint, Quantise(std::span<const double>(values)).value());
    state_.Change(PhotoId(id), [](Photo&) {});
  }
  std::string Text() const { return SummaryText(SummaryOf(state_, 12)); }

  State state_;
};

TEST_F(SummaryTest, TheOriginalsKeysComeFirstAndComponentsHaveSixDecimals) {
  EXPECT_EQ(Text(), R"({
  "clusters": {
    "Empty": [],
    "Roof": [[0.894436, -0.447218, 0.000000]],
    "Снег": []
  },
  "counts": {
    "Empty": 0,
    "Roof": 2,
    "Снег": 1
  },
  "manual_total": 1,
  "auto_total": 1,
  "deleted_total": 1,
  "format": 1,
  "settled": 12,
  "model": "clip-0123456789ab",
  "vectors": {
    "Empty": 0,
    "Roof": 2,
    "Снег": 0
  }
}
)");
}

TEST_F(SummaryTest, ComponentsAreRoundedByIntegersAndReachOne) {
  state_.ReplaceVectors(Matrix(1));
  AddVector(2, {-1});
  EXPECT_NE(Text().find("[-1.000000]"), std::string::npos);
}

TEST_F(SummaryTest, ReadsBack) {
  const Result<Summary> read = FromJson<Summary>(Text());
  ASSERT_TRUE(read.ok()) << read.error().detail;
  EXPECT_EQ(SummaryText(read.value()), Text());
}

TEST_F(SummaryTest, AMissingPhotoCountsAsItWasDecided) {
  const std::string before = Text();
  state_.Change(PhotoId(0), [](Photo& photo) { photo.listed = false; });
  EXPECT_EQ(Text(), before);
}

TEST_F(SummaryTest, TheSameToTheByteIsTheSame) {
  EXPECT_EQ(CheckSummary(Text(), SummaryOf(state_, 12)), SummaryCheck::kSame);
  EXPECT_EQ(CheckSummary(Text() + " ", SummaryOf(state_, 12)), SummaryCheck::kDifferent);
}

TEST_F(SummaryTest, MoreVectorsThanItCountsMakeItStale) {
  const std::string before = Text();
  AddVector(2, {0, 0, 1});
  EXPECT_EQ(CheckSummary(before, SummaryOf(state_, 12)), SummaryCheck::kStale);
}

TEST_F(SummaryTest, AnythingElseIsDifferent) {
  const std::string before = Text();
  state_.ReplaceVectors(Matrix(3));  // fewer vectors than it counts
  EXPECT_EQ(CheckSummary(before, SummaryOf(state_, 12)), SummaryCheck::kDifferent);
  for (const char* text : {"", "{}", "[]", "x", "{\"clusters\":7}"}) {
    EXPECT_EQ(CheckSummary(text, SummaryOf(state_, 12)), SummaryCheck::kDifferent) << text;
  }
}

TEST_F(SummaryTest, AChangedCentroidOrMemberIsDifferentAlsoWhenAnotherClusterIsStale) {
  const std::string before = Text();
  AddVector(2, {0, 0, 1});
  std::string changed = before;
  changed.replace(changed.find("0.894436"), 8, "0.894437");
  EXPECT_EQ(CheckSummary(changed, SummaryOf(state_, 12)), SummaryCheck::kDifferent);
  changed = before;
  changed.replace(changed.find("\"Roof\": 2"), 9, "\"Roof\": 3");
  EXPECT_EQ(CheckSummary(changed, SummaryOf(state_, 12)), SummaryCheck::kDifferent);
}

}  // namespace
}  // namespace photocluster
