#include "shared/session/fold_files.h"

#include <gtest/gtest.h>

namespace photocluster {
namespace {

TEST(FoldFiles, CompanionsGoWithTheRecordAndOthersStay) {
  Photo photo;
  photo.place = "a.jpg";
  photo.companions = {{"a.dng", {}}, {"a.xmp", {}}};
  Record record;
  record.dst = "Roof/a.jpg";
  record.companions = {{"a.dng", "Roof/a.dng", Fingerprint{.high = 1, .low = 2}}};
  MoveFiles(photo, record);
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
  photo.place = "Roof/a.jpg";
  const PhotoId there = state.AddPhoto(photo);
  Record record;
  record.seq = 5;
  record.dst = "Roof/a.jpg";
  EXPECT_TRUE(CheckFree(state, record, there).ok());
  const Result<void> free = CheckFree(state, record, PhotoId());
  ASSERT_FALSE(free.ok());
  EXPECT_EQ(free.error().code, ErrorCode::kDamaged);
  EXPECT_NE(free.error().detail.find("record 5"), std::string::npos);
}

}  // namespace
}  // namespace photocluster
