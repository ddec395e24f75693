#include "shared/session/fold_files.h"

#include <gtest/gtest.h>

#include "tests/support/photos.h"

namespace photocluster {
namespace {

TEST(FoldFiles, CompanionsGoWithTheRecordAndOthersStay) {
  Photo photo;
  photo.place = test::Kept("a.jpg");
  photo.companions.Set({{"a.dng", {}}, {"a.xmp", {}}});
  Record record;
  record.dst = "Roof/a.jpg";
  record.companions = {{"a.dng", "Roof/a.dng", Fingerprint{.high = 1, .low = 2}}};
  State state;
  MoveFiles(state, photo, record);
  EXPECT_EQ(photo.place, "Roof/a.jpg");
  EXPECT_EQ(photo.companions[0].place, "Roof/a.dng");
  EXPECT_EQ(photo.companions[0].fingerprint, (Fingerprint{.high = 1, .low = 2}));
  EXPECT_EQ(photo.companions[1].place, "a.xmp");
  TakeCompanions(photo, record);
  ASSERT_EQ(photo.companions.size(), 1u);
  EXPECT_EQ(photo.companions[0].place, "a.dng");
}

TEST(FoldFiles, APlaceThatAnotherPhotoHasIsNotFree) {
  State state;
  Photo photo;
  photo.place = test::Kept("Roof/a.jpg");
  const PhotoId there = state.AddPhoto(photo);
  Record record;
  record.seq = 5;
  record.src = "a.jpg";
  record.dst = "Roof/a.jpg";
  EXPECT_TRUE(CheckPlaces(state, record, there).ok());
  const Result<void> free = CheckPlaces(state, record, PhotoId());
  ASSERT_FALSE(free.ok());
  EXPECT_EQ(free.error().code, ErrorCode::kDamaged);
  EXPECT_NE(free.error().detail.find("record 5"), std::string::npos);
}

TEST(FoldFiles, ARecordThatNamesNoPlaceForItsPhotoHasNoEffect) {
  State state;
  Photo photo;
  photo.place = test::Kept("a.jpg");
  const PhotoId id = state.AddPhoto(photo);
  for (const auto& [src, dst] : {std::pair("", "a.jpg"), {"a.jpg", ""}, {"", ""}}) {
    Record record;
    record.op = Op::kAssign;
    record.src = src;
    record.dst = dst;
    const Result<void> named = CheckPlaces(state, record, id);
    ASSERT_FALSE(named.ok());
    EXPECT_NE(named.error().detail.find("a photo, which it does not name"), std::string::npos);
  }
}

}  // namespace
}  // namespace photocluster
