#include "native-helper/sample/sample.h"

#include <sys/stat.h>

#include <map>
#include <set>

#include "native-helper/imaging/decode_raw.h"
#include "native-helper/sample/album.h"
#include "shared/base/hash.h"
#include "tests/helper/host/temporary_folder.h"
#include "tests/helper/imaging/test_images.h"

namespace photocluster {
namespace {

constexpr float kSmall = 0.1F;  // of the sides: a hundredth of the time

// The album is written once, small, and looked at by all tests.
class SampleTest : public test::ImagingTest {
 protected:
  static const test::TemporaryFolder& Beside() {
    static const test::TemporaryFolder folder;
    return folder;
  }
  static const SampleSummary& Summary() {
    static const SampleSummary summary = [] {
      const auto written = WriteSample(Beside() / "Demo", nullptr, {.scale = kSmall, .threads = 2});
      EXPECT_TRUE(written.ok()) << written.error().detail;
      return written.ok() ? written.value() : SampleSummary();
    }();
    return summary;
  }
  void SetUp() override { ASSERT_EQ(Summary().photos, 264); }

  static std::map<std::string, std::uint64_t> Hashes(const std::string& folder) {
    std::map<std::string, std::uint64_t> hashes;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
      if (!entry.is_regular_file()) continue;
      std::ifstream in(entry.path(), std::ios::binary);
      const std::string content{std::istreambuf_iterator<char>(in), {}};
      hashes[std::filesystem::relative(entry.path(), folder).string()] = Xxh3_64(content);
    }
    return hashes;
  }
  static std::string Content(const std::string& place) { return Beside().Content("Demo/" + place); }
};

TEST_F(SampleTest, HasWhatAFolderOfPhotosHas) {
  const auto files = Hashes(Beside() / "Demo");
  EXPECT_EQ(Summary().kinds, 8);
  EXPECT_EQ(files.size(), 264 + 4 + 6 + 2 + 1);  // photos, DNG, XMP, broken ones, a text
  EXPECT_EQ(Beside().Names(""), "Demo");
  std::set<std::uint64_t> contents;
  for (const auto& [place, hash] : files) contents.insert(hash);
  EXPECT_GE(contents.size(), files.size() - 6);  // companions may be alike
  std::uint64_t bytes = 0;
  for (const auto& [place, hash] : files) bytes += std::filesystem::file_size(Beside() / ("Demo/" + place));
  EXPECT_EQ(Summary().bytes, bytes);
}

TEST_F(SampleTest, EachPhotoIsDecodedAndSaysWhenItWasTaken) {
  for (const Shot& shot : PlanAlbum(kSmall)) {
    const auto photo = DecodePhoto(Content(shot.place), 16);
    ASSERT_TRUE(photo.ok()) << shot.place << photo.error().detail;
    const PhotoFacts& facts = photo.value().facts;
    EXPECT_EQ(facts.taken_ms, shot.taken_ms / 1000 * 1000) << shot.place;
    EXPECT_EQ(facts.orientation, shot.orientation) << shot.place;
    const bool stands = shot.height > shot.width;
    const bool is_swapped = shot.orientation >= Orientation::kTransposed;
    EXPECT_EQ(photo.value().image.height > photo.value().image.width, stands != is_swapped) << shot.place;
    struct stat found {};
    ASSERT_EQ(stat((Beside() / ("Demo/" + shot.place)).c_str(), &found), 0);
    EXPECT_EQ(found.st_mtim.tv_sec, shot.taken_ms / 1000) << shot.place;
  }
}

TEST_F(SampleTest, RawFilesShowTheSamePictureAndBrokenOnesNone) {
  for (const Shot& shot : PlanAlbum(kSmall)) {
    if (!shot.has_raw) continue;
    const auto raw = DecodeRaw(Content(shot.place.substr(0, shot.place.rfind('.')) + ".DNG"), 16);
    ASSERT_TRUE(raw && raw->ok()) << shot.place;
    const auto photo = DecodePhoto(Content(shot.place), 16);
    EXPECT_LT(test::MeanDifference(raw->value().image, photo.value().image), 1) << shot.place;
  }
  for (const char* place : {"IMG_2040.JPG", "DSC_0112.JPG"}) {
    EXPECT_GT(Content(place).size(), 50);
    EXPECT_FALSE(DecodePhoto(Content(place), 16).ok()) << place;
  }
}

TEST_F(SampleTest, IsTheSameBytesWhateverTheNumberOfThreads) {
  const test::TemporaryFolder other;
  ASSERT_TRUE(WriteSample(other / "Again", nullptr, {.scale = kSmall, .threads = 1}).ok());
  EXPECT_EQ(Hashes(other / "Again"), Hashes(Beside() / "Demo"));
}

TEST_F(SampleTest, AFolderWithSomethingInItIsLeftAsItIs) {
  const auto before = Hashes(Beside() / "Demo");
  const auto written = WriteSample(Beside() / "Demo", nullptr, {.scale = kSmall, .threads = 2});
  ASSERT_FALSE(written.ok());
  EXPECT_EQ(written.error().code, ErrorCode::kExists);
  EXPECT_EQ(Hashes(Beside() / "Demo"), before);
}

TEST_F(SampleTest, NothingIsLeftWhenItIsStopped) {
  const test::TemporaryFolder other;
  const std::atomic<bool> stop = true;
  const auto written = WriteSample(other / "Demo", &stop, {.scale = kSmall, .threads = 2});
  ASSERT_FALSE(written.ok());
  EXPECT_EQ(written.error().code, ErrorCode::kCancelled);
  EXPECT_EQ(other.Names(""), "");
}

}  // namespace
}  // namespace photocluster
