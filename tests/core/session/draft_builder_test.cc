#include "shared/session/draft_builder.h"

#include <gtest/gtest.h>

#include "tests/support/photos.h"

namespace photocluster {
namespace {

using Places = std::vector<std::string>;

class DraftBuilderTest : public testing::Test {
 protected:
  PhotoId Add(const std::string& place, const Places& companions = {}) {
    Photo photo;
    photo.place = test::Kept(place);
    photo.listed = true;
    photo.fingerprint = Fingerprint{1, state_.photo_count() + 1};
    std::vector<Companion> with;
    for (const std::string& companion : companions) with.push_back({companion, {}});
    photo.companions.Set(std::move(with));
    return state_.AddPhoto(std::move(photo));
  }
  ClusterId AddCluster(const std::string& name) {
    const ClusterId id = state_.NameCluster(name);
    state_.SetCreatedBy(id, 2);
    return id;
  }

  State state_;
};

TEST_F(DraftBuilderTest, APhotoThatStaysIsNamedWithItsFingerprint) {
  const PhotoId id = Add("a/1.jpg");
  DraftBuilder draft(state_);
  draft.AddStaying(Op::kSkip, id);
  const Draft made = draft.Take();
  ASSERT_EQ(made.records.size(), 1u);
  EXPECT_EQ(made.records[0].src, "a/1.jpg");
  EXPECT_EQ(made.records[0].dst, "a/1.jpg");
  EXPECT_EQ(made.records[0].act, Act::kNone);
  EXPECT_EQ(made.records[0].photo, (Fingerprint{1, 1}));
  EXPECT_EQ(made.photos, std::vector<PhotoId>{id});
}

TEST_F(DraftBuilderTest, APhotoThatMovesTakesItsCompanionsAndNamesTheFoldersItNeeds) {
  const PhotoId id = Add("1.jpg", {"1.dng", "1.xmp"});
  state_.names().Add("a/Roof/1.dng");
  DraftBuilder draft(state_);
  draft.AddMoving(Op::kAssign, id, InFolder("a/Roof", PlacesOf(state_.photo(id))), "__dup");
  const Record record = draft.Take().records[0];
  EXPECT_EQ(record.act, Act::kMove);
  EXPECT_EQ(record.dst, "a/Roof/1__dup1.jpg");
  EXPECT_EQ(record.companions,
            (std::vector<CompanionMove>{{"1.dng", "a/Roof/1__dup1.dng", {}}, {"1.xmp", "a/Roof/1__dup1.xmp", {}}}));
  EXPECT_EQ(record.made, (Places{"a", "a/Roof"}));
}

TEST_F(DraftBuilderTest, APhotoThatLiesWhereItBelongsIsNotMoved) {
  const PhotoId id = Add("Roof/1.jpg");
  DraftBuilder draft(state_);
  EXPECT_EQ(draft.AddMoving(Op::kAssign, id, {"Roof/1.jpg", {}}, "__dup").act, Act::kNone);
}

TEST_F(DraftBuilderTest, WhatIsDecidedMovesFilesInTheModeMoveAlone) {
  const PhotoId id = Add("1.jpg");
  const auto act = [&] { return DraftBuilder(state_).AddDeciding(Op::kAssign, id, {"Roof/1.jpg", {}}, "__dup").act; };
  EXPECT_EQ(act(), Act::kMove);
  for (const char* mode : {"at_end", "none"}) {
    state_.SetSetting("file_mode", mode, 2);
    EXPECT_EQ(act(), Act::kNone) << mode;
  }
}

TEST_F(DraftBuilderTest, AnExistingClusterGivesItsOwnSpellingAndNoRecord) {
  AddCluster("Снег");
  DraftBuilder draft(state_);
  const Result<std::string> name = draft.Cluster("  CHEГ ", {});
  ASSERT_TRUE(name.ok()) << name.error().detail;
  EXPECT_EQ(name.value(), "Снег");
  EXPECT_TRUE(draft.empty());
}

TEST_F(DraftBuilderTest, ANewClusterAdoptsUndecidedPhotosOfFoldersOfItsNameExceptThoseNamed) {
  const PhotoId adopted = Add("a/ROOF/1.jpg");
  const PhotoId excepted = Add("a/ROOF/2.jpg");
  Add("a/ROOF/deeper/3.jpg");
  Add("ROOF.jpg");
  const PhotoId decided = Add("Roof/4.jpg");
  const ClusterId wall = AddCluster("Wall");
  state_.Change(decided, [&](Photo& photo) { photo.decision = {Membership::kManual, wall, 3, {}}; });
  DraftBuilder draft(state_);
  ASSERT_TRUE(draft.Cluster("Roof", {excepted}).ok());
  const Draft made = draft.Take();
  ASSERT_EQ(made.records.size(), 2u);
  EXPECT_EQ(made.records[0].op, Op::kCreate);
  EXPECT_EQ(made.records[1].op, Op::kAdopt);
  EXPECT_EQ(made.photos, (std::vector<PhotoId>{PhotoId(), adopted}));
}

TEST_F(DraftBuilderTest, ANameThatCannotBeAFolderMakesNothing) {
  DraftBuilder draft(state_);
  EXPECT_EQ(draft.Cluster("a/b", {}).error().code, ErrorCode::kBadName);
  EXPECT_TRUE(draft.empty());
}

TEST_F(DraftBuilderTest, PhotosAreFoundInTheOrderGiven) {
  const PhotoId first = Add("1.jpg");
  const PhotoId second = Add("2.jpg");
  EXPECT_EQ(PhotosAt(state_, {"2.jpg", "1.jpg"}).value(), (std::vector<PhotoId>{second, first}));
  state_.Change(first, [](Photo& photo) { photo.listed = false; });
  EXPECT_EQ(PhotosAt(state_, {"2.jpg", "1.jpg"}).error().detail, "there is no photo at \"1.jpg\"");
  EXPECT_EQ(PhotosAt(state_, {"2.jpg", "2.jpg"}).error().detail, "places: \"2.jpg\" is named twice");
  EXPECT_EQ(PhotosAt(state_, {}).error().code, ErrorCode::kBadInput);
}

}  // namespace
}  // namespace photocluster
