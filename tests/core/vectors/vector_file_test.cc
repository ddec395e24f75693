#include "shared/vectors/vector_file.h"

#include <gtest/gtest.h>

#include <cstdio>

#include "shared/base/hash.h"

namespace photocluster {
namespace {

constexpr std::size_t kHeaderSize = 512;
const VectorFileHead kHead = {"tiny-0123456789ab", 3};

Vector VectorOf(double x, double y, double z) {
  const double values[] = {x, y, z};
  return Quantise(std::span<const double>(values)).value();
}

VectorEntry With(std::uint64_t photo, const Vector& vector) { return {{photo, photo + 1}, vector, {}}; }
VectorEntry Without(std::uint64_t photo, std::string_view reason) { return {{photo, photo + 1}, {}, reason}; }
bool Has(const Matrix& matrix, std::uint64_t photo) { return matrix.Find({photo, photo + 1}).has_value(); }

std::string Block(const std::vector<VectorEntry>& entries) { return VectorBlock(3, entries); }

// Three blocks: photos 1 and 2; 3, and 4 without a vector; 5.
struct Sample {
  const Vector a = VectorOf(1, 2, 3), b = VectorOf(-1, 0, 0);
  const std::string blocks[3] = {Block({With(1, a), With(2, b)}), Block({With(3, a), Without(4, "not an image")}),
                                 Block({With(5, b)})};
  const std::string file = VectorFileHeader(kHead) + blocks[0] + blocks[1] + blocks[2];

  std::size_t end_of_block(std::size_t i) const {
    std::size_t end = kHeaderSize;
    for (std::size_t k = 0; k <= i; ++k) end += blocks[k].size();
    return end;
  }
};

TEST(VectorFileTest, EverythingWrittenIsRead) {
  const Sample sample;
  Matrix matrix;
  const VectorFileContent content = ReadVectorFile(sample.file, matrix).value();
  EXPECT_EQ(content.head, kHead);
  EXPECT_EQ(content.good_length, sample.file.size());
  EXPECT_EQ(content.damaged_blocks, 0U);
  EXPECT_EQ(content.refused_vectors, 0U);
  EXPECT_EQ(content.without, (std::vector<NoVector>{{{4, 5}, "not an image"}}));
  ASSERT_EQ(matrix.dimension(), 3U);
  ASSERT_EQ(matrix.row_count(), 4U);
  const VectorView row = matrix.Row(matrix.Find({3, 4}));
  EXPECT_EQ(Vector(row.begin(), row.end()), sample.a);
}

std::string FromHex(std::string_view hex) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
    bytes += static_cast<char>(digit(hex[i]) * 16 + digit(hex[i + 1]));
  }
  return bytes;
}

TEST(VectorFileTest, BytesAreThoseOfTheReadmesExample) {
  const std::string head = VectorFileHeader({"m", 2});
  ASSERT_EQ(head.size(), kHeaderSize);
  EXPECT_EQ(head.substr(0, 17), FromHex("504345480100010002000000000000006d"));
  EXPECT_EQ(head.substr(17, 231), std::string(231, '\0'));
  EXPECT_EQ(head.substr(248, 8), FromHex("9661c1470d4801db"));
  EXPECT_EQ(head.substr(0, 256), head.substr(256));

  const Vector vector = Quantise(std::span<const double>(std::vector<double>{0, -1})).value();
  const VectorEntry entries[] = {{{0x1122, 0x33}, vector, {}}, {{0x1123, 0x44}, {}, "not a photo"}};
  EXPECT_EQ(VectorBlock(2, entries), FromHex("504345423300000096729711db279da68c11ccb7187a7021"
                                             "22110000000000003300000000000000000000000180"
                                             "231100000000000044000000000000000b006e6f7420612070686f746f"));
}

TEST(VectorFileTest, FirstVectorStoredWins) {
  const Sample sample;
  Matrix matrix(3);
  matrix.Add({1, 2}, sample.b);
  const std::string file =
      VectorFileHeader(kHead) + Block({With(1, sample.a), With(2, sample.a)}) + Block({With(2, sample.b)});
  ASSERT_TRUE(ReadVectorFile(file, matrix).ok());
  const VectorView one = matrix.Row(matrix.Find({1, 2})), two = matrix.Row(matrix.Find({2, 3}));
  EXPECT_EQ(Vector(one.begin(), one.end()), sample.b);
  EXPECT_EQ(Vector(two.begin(), two.end()), sample.a);
}

TEST(VectorFileTest, VectorWinsOverAReasonAndTheFirstReasonOverLaterOnes) {
  const Sample sample;
  Matrix matrix;
  const std::string file = VectorFileHeader(kHead) + Block({Without(1, "damaged"), Without(2, "first")}) +
                           Block({With(1, sample.a), Without(2, "second")});
  const VectorFileContent content = ReadVectorFile(file, matrix).value();
  EXPECT_EQ(content.without, (std::vector<NoVector>{{{2, 3}, "first"}}));
  EXPECT_TRUE(Has(matrix, 1));
}

TEST(VectorFileTest, TruncatedTailIsLeftOutAtEveryByte) {
  const Sample sample;
  for (std::size_t length = kHeaderSize; length <= sample.file.size(); ++length) {
    Matrix matrix;
    const VectorFileContent content = ReadVectorFile(sample.file.substr(0, length), matrix).value();
    std::size_t good = kHeaderSize;
    std::size_t blocks = 0;
    while (blocks < 3 && sample.end_of_block(blocks) <= length) good = sample.end_of_block(blocks++);
    EXPECT_EQ(content.good_length, good) << length;
    EXPECT_EQ(content.damaged_blocks, good == length ? 0U : 1U) << length;
    EXPECT_EQ(Has(matrix, 1), blocks >= 1);
    EXPECT_EQ(Has(matrix, 3), blocks >= 2);
    EXPECT_EQ(Has(matrix, 5), blocks >= 3);

    // Cut there, the file can be appended to.
    Matrix again;
    const std::string appended = sample.file.substr(0, content.good_length) + Block({With(9, sample.a)});
    const VectorFileContent whole = ReadVectorFile(appended, again).value();
    EXPECT_EQ(whole.damaged_blocks, 0U);
    EXPECT_EQ(whole.good_length, appended.size());
    EXPECT_EQ(again.row_count(), matrix.row_count() + 1);
  }
}

TEST(VectorFileTest, AppendedBehindATornTailIsStillRead) {
  const Sample sample;
  for (std::size_t torn = 1; torn < sample.blocks[1].size(); ++torn) {
    Matrix matrix;
    const std::string file = VectorFileHeader(kHead) + sample.blocks[0] + sample.blocks[1].substr(0, torn);
    // What a torn block announced hides as many bytes behind it; what comes after those is read.
    const VectorFileContent content = ReadVectorFile(file + sample.blocks[1] + sample.blocks[2], matrix).value();
    EXPECT_TRUE(Has(matrix, 1));
    EXPECT_TRUE(Has(matrix, 5)) << torn;
    EXPECT_GE(content.damaged_blocks, 1U);
  }
}

TEST(VectorFileTest, OneChangedByteCostsAtMostItsBlock) {
  const Sample sample;
  for (std::size_t at = 0; at < sample.file.size(); ++at) {
    for (const char flip : {'\x01', '\x80', '\xff'}) {
      std::string file = sample.file;
      file[at] = static_cast<char>(file[at] ^ flip);
      Matrix matrix;
      const Result<VectorFileContent> content = ReadVectorFile(file, matrix);
      ASSERT_TRUE(content.ok()) << at;
      EXPECT_EQ(content.value().head, kHead);
      const bool in_head = at < kHeaderSize;
      EXPECT_EQ(content.value().damaged_blocks, in_head ? 0U : 1U) << at;
      EXPECT_EQ(Has(matrix, 2), in_head || at >= sample.end_of_block(0)) << at;
      EXPECT_EQ(Has(matrix, 3), at < sample.end_of_block(0) || at >= sample.end_of_block(1)) << at;
      EXPECT_EQ(Has(matrix, 5), at < sample.end_of_block(1)) << at;
    }
  }
}

TEST(VectorFileTest, FileWithoutAGoodHeadIsDamaged) {
  const Sample sample;
  Matrix matrix;
  EXPECT_EQ(ReadVectorFile("", matrix).error().code, ErrorCode::kDamaged);
  EXPECT_EQ(ReadVectorFile(std::string(2000, 'x'), matrix).error().code, ErrorCode::kDamaged);
  EXPECT_EQ(ReadVectorFile(sample.file.substr(0, kHeaderSize - 1), matrix).error().code, ErrorCode::kDamaged);
  std::string both = sample.file;
  both[8] = 9;
  both[256 + 8] = 9;
  EXPECT_EQ(ReadVectorFile(both, matrix).error().code, ErrorCode::kDamaged);
}

// The header with two bytes of it replaced and its checks made anew.
std::string HeaderWith(std::size_t at, std::uint16_t number) {
  std::string head = VectorFileHeader(kHead).substr(0, 248);
  head[at] = static_cast<char>(number & 0xff);
  head[at + 1] = static_cast<char>(number >> 8);
  const std::uint64_t check = Xxh3_64(head);
  for (int i = 0; i < 8; ++i) head += static_cast<char>(check >> (8 * i) & 0xff);
  return head + head;
}

TEST(VectorFileTest, NewerVersionIsUnsupportedAndAnImpossibleModelIsDamaged) {
  EXPECT_EQ(ReadVectorFileHead(HeaderWith(4, 1)).value(), kHead);
  EXPECT_EQ(ReadVectorFileHead(HeaderWith(4, 2)).error().code, ErrorCode::kUnsupported);
  EXPECT_EQ(ReadVectorFileHead(HeaderWith(6, 0)).error().code, ErrorCode::kDamaged) << "no name";
  EXPECT_EQ(ReadVectorFileHead(HeaderWith(6, 233)).error().code, ErrorCode::kDamaged) << "name too long";
  EXPECT_EQ(ReadVectorFileHead(HeaderWith(8, 0)).error().code, ErrorCode::kDamaged) << "no components";
  EXPECT_EQ(ReadVectorFileHead(HeaderWith(8, 8193)).error().code, ErrorCode::kDamaged) << "too many";
}

TEST(VectorFileTest, VectorsOutOfRangeAreRefusedAndTheOthersRead) {
  const Sample sample;
  Vector too_long = VectorOf(1, 0, 0);
  too_long[1] = 500;
  Vector below = VectorOf(-1, 0, 0);
  below[0] = -32768;
  Matrix matrix;
  const std::string file =
      VectorFileHeader(kHead) +
      Block({With(1, too_long), With(2, sample.a), With(3, below), With(4, Vector(16)), {{}, sample.a, {}}});
  const VectorFileContent content = ReadVectorFile(file, matrix).value();
  EXPECT_EQ(content.refused_vectors, 3U);
  EXPECT_EQ(content.damaged_blocks, 0U);
  EXPECT_FALSE(Has(matrix, 1));
  EXPECT_TRUE(Has(matrix, 2));
  EXPECT_FALSE(Has(matrix, 3));
  EXPECT_TRUE(Has(matrix, 4)) << "short, but within the range";
}

TEST(VectorFileTest, MatrixOfAnotherDimensionIsKept) {
  const Sample sample;
  Matrix other(20);
  EXPECT_TRUE(ReadVectorFile(sample.file, other).ok()) << "without rows it takes the file's dimension";
  EXPECT_EQ(other.dimension(), 3U);
  Matrix filled(2);
  filled.Add({1, 1}, VectorOf(1, 0, 0));
  const Result<VectorFileContent> content = ReadVectorFile(sample.file, filled);
  ASSERT_FALSE(content.ok());
  EXPECT_EQ(content.error().code, ErrorCode::kBadInput);
  EXPECT_EQ(filled.row_count(), 1U);
}

TEST(VectorFileTest, OverlongReasonIsCut) {
  Matrix matrix;
  const std::string reason(70000, 'r');
  const std::string file = VectorFileHeader(kHead) + Block({Without(1, reason)});
  const VectorFileContent content = ReadVectorFile(file, matrix).value();
  ASSERT_EQ(content.without.size(), 1U);
  EXPECT_EQ(content.without[0].reason.size(), kMaxReason);
}

TEST(VectorFileTest, LongestModelIdAndDimensionSurvive) {
  const VectorFileHead head = {std::string(kMaxModelId, 'n'), kMaxDimension};
  EXPECT_EQ(ReadVectorFileHead(VectorFileHeader(head)).value(), head);
}

}  // namespace
}  // namespace photocluster
