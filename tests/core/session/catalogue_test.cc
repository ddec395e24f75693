#include "shared/session/catalogue.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/photos.h"

namespace photocluster {
namespace {

using Places = std::vector<std::string>;

Catalogue Sample() {
  return {{"a/1.jpg", {.size = 10, .mtime_ms = -5, .fingerprint = {1, 2}, .taken_ms = 77, .not_shown = ""}},
          {"Снег/2.jpg", {.size = 20, .mtime_ms = 6, .fingerprint = {3, 4}, .taken_ms = {}, .not_shown = "torn"}}};
}

// A folder as a host lists it; a path that ends in / is an empty folder.
Listing Listed(Places paths) {
  std::sort(paths.begin(), paths.end());
  Listing listing;
  for (const std::string& path : paths) {
    listing.files.push_back({path, 10, -5});
    const std::string folder = path.substr(0, path.find_last_of('/') == std::string::npos ? 0 : path.rfind('/'));
    if (!folder.empty() && folder[0] != '.') listing.folders.push_back(folder);
  }
  listing.folders.erase(std::unique(listing.folders.begin(), listing.folders.end()), listing.folders.end());
  return listing;
}

const Photo& At(const State& state, const std::string& place) {
  const PhotoId id = state.Find(place);
  EXPECT_TRUE(id.has_value()) << place;
  return state.photo(id);
}

Places CompanionsOf(const Photo& photo) {
  Places places;
  for (const Companion& companion : photo.companions) places.push_back(companion.place);
  return places;
}

// A photo as the fold of a log leaves it.
PhotoId AddLogged(State& state, const std::string& place, const Places& companions = {}) {
  Photo photo;
  photo.place = test::Kept(place);
  photo.named = true;
  photo.fingerprint = {9, 9};
  std::vector<Companion> with;
  for (const std::string& companion : companions) with.push_back({companion, {8, 8}});
  photo.companions.Set(std::move(with));
  return state.AddPhoto(std::move(photo));
}

TEST(Catalogue, ReadsBackAsItWasWritten) {
  const Result<Catalogue> back = ReadCatalogue(CatalogueBytes(Sample()));
  ASSERT_TRUE(back.ok()) << back.error().detail;
  EXPECT_EQ(back.value(), Sample());
  EXPECT_TRUE(ReadCatalogue(CatalogueBytes({})).ok());
}

TEST(Catalogue, EachChangedByteAndEachShorterFileIsNoticed) {
  const std::string bytes = CatalogueBytes(Sample());
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    std::string changed = bytes;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_FALSE(ReadCatalogue(changed).ok()) << "byte " << i;
    EXPECT_FALSE(ReadCatalogue(bytes.substr(0, i)).ok()) << i << " bytes";
  }
}

TEST(Catalogue, UnitsOfAFolderBecomePhotosAndTheRestIsCounted) {
  State state;
  const std::size_t others =
      AttachListing(state, Listed({"a/1.jpg", "a/1.dng", "a/1.xmp", "a/notes.txt", "2.png", "film.mp4"}), {});
  EXPECT_EQ(others, 2u);
  EXPECT_EQ(state.totals().queue, 2u);
  EXPECT_EQ(CompanionsOf(At(state, "a/1.jpg")), (Places{"a/1.dng", "a/1.xmp"}));
  EXPECT_EQ(At(state, "a/1.jpg").home, "a");
  for (const char* name : {"a/1.XMP", "a/notes.txt", "FILM.mp4", "A"}) {
    EXPECT_TRUE(state.names().Contains(name)) << name << " is no free name";
  }
  EXPECT_TRUE(state.HasFolder("a"));
}

TEST(Catalogue, WhatIsKnownOfAFileHoldsWhileSizeAndTimeAreTheSame) {
  for (const std::uint64_t size : {std::uint64_t{10}, std::uint64_t{11}}) {
    State state;
    Catalogue catalogue = Sample();
    catalogue["a/1.jpg"].size = size;
    AttachListing(state, Listed({"a/1.jpg"}), catalogue);
    EXPECT_EQ(At(state, "a/1.jpg").fingerprint.known(), size == 10);
    EXPECT_EQ(At(state, "a/1.jpg").taken_ms.has_value(), size == 10);
    EXPECT_EQ(At(state, "a/1.jpg").mtime_ms, -5);
  }
}

TEST(Catalogue, APhotoThatCannotBeShownIsNotAskedAbout) {
  State state;
  AttachListing(state, Listed({"a/1.jpg"}),
                {{"a/1.jpg", {.size = 10, .mtime_ms = -5, .fingerprint = {}, .taken_ms = {}, .not_shown = "no JPEG"}}});
  EXPECT_EQ(state.totals().queue, 0u);
  EXPECT_EQ(state.totals().not_shown, 1u);
}

TEST(Catalogue, ItsSilenceAboutAFingerprintDoesNotEraseTheLogs) {
  State state;
  AddLogged(state, "a/1.jpg");
  AttachListing(state, Listed({"a/1.jpg"}),
                {{"a/1.jpg", {.size = 10, .mtime_ms = -5, .fingerprint = {}, .taken_ms = {}, .not_shown = "torn"}}});
  EXPECT_EQ(At(state, "a/1.jpg").fingerprint, (Fingerprint{9, 9}));
}

TEST(Catalogue, PhotosOfTheLogThatAreNotListedAreMissing) {
  State state;
  const PhotoId id = AddLogged(state, "Roof/1.jpg");
  const ClusterId roof = state.NameCluster("Roof");
  state.Change(id, [&](Photo& photo) { photo.decision = {Membership::kManual, roof, 3, {}}; });
  AttachListing(state, Listed({"2.jpg"}), {});
  EXPECT_EQ(state.totals().missing, 1u);
  EXPECT_FALSE(At(state, "Roof/1.jpg").listed);
}

TEST(Catalogue, APhotosCompanionsAreThoseBesideItNow) {
  State state;
  AddLogged(state, "1.jpg", {"1.aae", "1.dng"});
  AttachListing(state, Listed({"1.jpg", "1.dng", "1.xmp"}), {});
  const Photo& photo = At(state, "1.jpg");
  EXPECT_EQ(CompanionsOf(photo), (Places{"1.dng", "1.xmp"}));
  EXPECT_EQ(photo.companions[0].fingerprint, (Fingerprint{8, 8}));
  EXPECT_FALSE(photo.companions[1].fingerprint.known());
}

TEST(Catalogue, AFileThatWasDecidedByItselfStaysAPhotoOfItsOwn) {
  State state;
  AddLogged(state, "1.dng");
  AddLogged(state, "notes.txt");
  EXPECT_EQ(AttachListing(state, Listed({"1.jpg", "1.dng", "notes.txt"}), {}), 0u);
  EXPECT_TRUE(At(state, "1.dng").listed);
  EXPECT_TRUE(At(state, "1.jpg").companions.empty());
  EXPECT_TRUE(At(state, "notes.txt").listed);
}

TEST(Catalogue, InTheTrashOnlyWhatTheLogPutThereIsAPhoto) {
  State state;
  AddLogged(state, ".clustering/trash/1.jpg", {".clustering/trash/1.xmp"});
  AttachListing(state,
                Listed({".clustering/trash/1.jpg", ".clustering/trash/1.xmp", ".clustering/trash/2.jpg", "3.jpg"}), {});
  EXPECT_EQ(CompanionsOf(At(state, ".clustering/trash/1.jpg")), Places{".clustering/trash/1.xmp"});
  EXPECT_FALSE(state.Find(".clustering/trash/2.jpg").has_value());
  EXPECT_TRUE(state.names().Contains(".clustering/trash/2.jpg"));
}

TEST(Catalogue, WhatTheStateKnowsComesBackAtTheNextOpening) {
  State state;
  const Catalogue catalogue = {
      {"1.jpg", {.size = 10, .mtime_ms = -5, .fingerprint = {1, 1}, .taken_ms = 7, .not_shown = ""}},
      {"2.jpg", {.size = 10, .mtime_ms = -5, .fingerprint = {2, 2}, .taken_ms = {}, .not_shown = "torn"}},
      {"gone.jpg", {.size = 10, .mtime_ms = -5, .fingerprint = {3, 3}, .taken_ms = {}, .not_shown = ""}}};
  AttachListing(state, Listed({"1.jpg", "2.jpg", "unread.jpg"}), catalogue);
  Catalogue expected = catalogue;
  expected.erase("gone.jpg");
  EXPECT_EQ(CatalogueOf(state), expected);
}

TEST(Catalogue, WhereTheTimeIsAnotherTheFileIsToBeReadAgainAndTheEntryStaysUntilThen) {
  for (const std::int64_t other : {-5 + 1000, -5 - 2000, -5 + 3'600'000}) {
    State state;
    Catalogue catalogue = Sample();
    catalogue["a/1.jpg"].mtime_ms = other;
    AttachListing(state, Listed({"a/1.jpg"}), catalogue);
    const Photo& photo = At(state, "a/1.jpg");
    EXPECT_FALSE(photo.looked_at);
    EXPECT_FALSE(photo.fingerprint.known()) << "nothing is taken for certain that was not read";
    EXPECT_EQ(photo.mtime_ms, -5);
    EXPECT_EQ(CatalogueOf(state, WithoutFile(state, catalogue)).at("a/1.jpg"), catalogue.at("a/1.jpg"));
  }
}

TEST(Catalogue, WhatTheLogSaysOfAContentStays) {
  State state;
  AddLogged(state, "a/1.jpg");
  Catalogue catalogue = Sample();
  catalogue["a/1.jpg"].mtime_ms = 6;
  AttachListing(state, Listed({"a/1.jpg"}), catalogue);
  EXPECT_EQ(At(state, "a/1.jpg").fingerprint, (Fingerprint{9, 9}));
  EXPECT_FALSE(At(state, "a/1.jpg").taken_ms.has_value()) << "it is that of another content";
}

TEST(Catalogue, APhotoOfAnotherTimeMayHaveBeenMended) {
  State state;
  AttachListing(state, Listed({"1.jpg"}),
                {{"1.jpg", {.size = 10, .mtime_ms = 6, .fingerprint = {1, 1}, .taken_ms = {}, .not_shown = "torn"}}});
  EXPECT_EQ(state.totals().queue, 1u);
}

TEST(Catalogue, WhatNoFileBearsOutIsKeptUntilItsContentIsReadSomewhere) {
  const auto entry = [](std::uint64_t number, std::int64_t mtime_ms) {
    return CatalogueEntry{
        .size = 10, .mtime_ms = mtime_ms, .fingerprint = {number, number}, .taken_ms = 7, .not_shown = ""};
  };
  const Catalogue before = {
      {"1.jpg", entry(1, -5)}, {"away.jpg", entry(2, -5)}, {"old.jpg", entry(3, -5)}, {"touched.jpg", entry(4, 6)}};
  State state;
  AttachListing(state, Listed({"1.jpg", "new.jpg", "touched.jpg"}), before);
  const Catalogue earlier = WithoutFile(state, before);
  EXPECT_EQ(earlier, (Catalogue{{"away.jpg", entry(2, -5)}, {"old.jpg", entry(3, -5)}, {"touched.jpg", entry(4, 6)}}));
  EXPECT_EQ(CatalogueOf(state, earlier), before) << "nothing was read";

  state.Change(state.Find("new.jpg"), [](Photo& photo) {  // that was old.jpg
    photo.looked_at = true;
    photo.SetFingerprint({3, 3});
    photo.taken_ms = 7;
  });
  state.Change(state.Find("touched.jpg"), [](Photo& photo) {
    photo.looked_at = true;
    photo.SetFingerprint({5, 5});  // another one by now
    photo.taken_ms = 7;
  });
  Catalogue after = {
      {"1.jpg", entry(1, -5)}, {"away.jpg", entry(2, -5)}, {"new.jpg", entry(3, -5)}, {"touched.jpg", entry(5, -5)}};
  EXPECT_EQ(CatalogueOf(state, earlier), after);
}

}  // namespace
}  // namespace photocluster
