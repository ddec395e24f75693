#include "shared/base/archive_binary.h"

#include <gtest/gtest.h>

#include <cereal/archives/portable_binary.hpp>
#include <cereal/types/array.hpp>
#include <cereal/types/map.hpp>
#include <cereal/types/optional.hpp>
#include <cereal/types/string.hpp>
#include <cereal/types/vector.hpp>
#include <sstream>

#include "tests/core/base/archive_sample.h"

namespace photocluster {
namespace {

using archive_sample::Everything;

TEST(ArchiveBinary, EachKindComesBack) {
  const Result<Everything> read = FromBinary<Everything>(ToBinary(archive_sample::Full()));
  ASSERT_TRUE(read.ok()) << read.error().detail;
  EXPECT_EQ(read.value(), archive_sample::Full());
  EXPECT_EQ(FromBinary<Everything>(ToBinary(Everything{})).value(), Everything{});
}

TEST(ArchiveBinary, OptionalsThatHoldNothingComeBackAsTheyAre) {
  Everything value;
  value.photo = Fingerprint{};
  value.run = archive_sample::RunId();
  EXPECT_EQ(FromBinary<Everything>(ToBinary(value)).value(), value);
}

struct Part {
  std::optional<std::int16_t> number;
  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(number));
  }
};

struct Portable {
  bool flag = true;
  std::int64_t wide = -2;
  double real = 0.1;
  std::string text = "Снег";
  archive_sample::Act act = archive_sample::Act::kCopy;
  std::vector<std::int16_t> numbers = {1, -1, 300};
  std::vector<std::string> texts = {"", "a"};
  std::array<Part, 2> parts = {Part{}, Part{7}};
  std::map<std::string, double> scores = {{"a", 1}, {"b", 2}};

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(flag), NVP(wide), NVP(real), NVP(text), NVP(act), NVP(numbers), NVP(texts), NVP(parts), NVP(scores));
  }
};

TEST(ArchiveBinary, BytesAreThoseOfCerealsPortableBinary) {
  std::ostringstream stream;
  {
    cereal::PortableBinaryOutputArchive archive(stream, cereal::PortableBinaryOutputArchive::Options::LittleEndian());
    archive(Portable{});
  }
  EXPECT_EQ(ToBinary(Portable{}), stream.str());
}

TEST(ArchiveBinary, BytesAreFixed) {
  EXPECT_EQ(ToBinary(std::string("ab")), std::string("\1\2\0\0\0\0\0\0\0ab", 11));
  EXPECT_EQ(ToBinary(std::optional<std::uint16_t>(258)), std::string("\1\0\2\1", 4));
  EXPECT_EQ(ToBinary(std::optional<std::uint16_t>()), "\1\1");
  EXPECT_EQ(ToBinary(Fingerprint{1, 2}), std::string("\1\1\0\0\0\0\0\0\0\2\0\0\0\0\0\0\0", 17));
  EXPECT_EQ(ToBinary(archive_sample::Command{archive_sample::Undo{}}), std::string("\1\1\0\0\0", 5));
}

}  // namespace
}  // namespace photocluster
