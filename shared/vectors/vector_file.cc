#include "shared/vectors/vector_file.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <unordered_set>

#include "shared/base/hash.h"

namespace photocluster {
namespace {

static_assert(std::endian::native == std::endian::little, "numbers are copied as they lie in memory");

constexpr std::string_view kHeadMagic = "PCEH";
constexpr std::uint16_t kVersion = 1;
constexpr std::size_t kHeadCheckAt = 16 + kMaxModelId;
constexpr std::size_t kHeadSize = kHeadCheckAt + 8;  // and it stands twice

constexpr std::string_view kBlockMagic = "PCEB";
constexpr std::size_t kBlockHeadSize = 24;
constexpr std::size_t kEntryHeadSize = 18;

template <class Number>
void Put(std::string& out, Number number) {
  char bytes[sizeof(Number)];
  std::memcpy(bytes, &number, sizeof(Number));
  out.append(bytes, sizeof(Number));
}

// REQUIRES: at + sizeof(Number) <= bytes.size()
template <class Number>
Number Get(std::string_view bytes, std::size_t at) {
  Number number;
  std::memcpy(&number, bytes.data() + at, sizeof(Number));
  return number;
}

Result<VectorFileHead> ReadHead(std::string_view bytes) {
  if (bytes.substr(0, kHeadMagic.size()) != kHeadMagic) {
    return Error{ErrorCode::kDamaged, "the file does not begin as a file of vectors does"};
  }
  if (Get<std::uint64_t>(bytes, kHeadCheckAt) != Xxh3_64(bytes.substr(0, kHeadCheckAt))) {
    return Error{ErrorCode::kDamaged, "the head of the file of vectors fails its check"};
  }
  const auto version = Get<std::uint16_t>(bytes, 4);
  if (version != kVersion) {
    return Error{ErrorCode::kUnsupported, "the file of vectors has version " + std::to_string(version) +
                                              ", this program reads version " + std::to_string(kVersion)};
  }
  const auto length = Get<std::uint16_t>(bytes, 6);
  const auto dimension = Get<std::uint32_t>(bytes, 8);
  if (length == 0 || length > kMaxModelId || dimension == 0 || dimension > kMaxDimension) {
    return Error{ErrorCode::kDamaged, "the head of the file of vectors names an impossible model"};
  }
  return VectorFileHead{std::string(bytes.substr(16, length)), dimension};
}

// Where the next block begins, judged by its head alone, at `from` or later.
std::size_t FindBlock(std::string_view bytes, std::size_t from) {
  for (std::size_t at = bytes.find(kBlockMagic, from); at != bytes.npos; at = bytes.find(kBlockMagic, at + 1)) {
    if (bytes.size() - at < kBlockHeadSize) break;
    if (Get<std::uint64_t>(bytes, at + 16) == Xxh3_64(bytes.substr(at, 16))) return at;
  }
  return bytes.npos;
}

// Makes `matrix` one of this dimension with room for what a file of `file_bytes` bytes can hold.
Result<void> MakeRoom(Matrix& matrix, std::size_t dimension, std::size_t file_bytes) {
  if (matrix.dimension() != dimension) {
    if (matrix.row_count() != 0) {
      return Error{ErrorCode::kBadInput, "the file holds vectors of " + std::to_string(dimension) +
                                             " components, wanted are " + std::to_string(matrix.dimension())};
    }
    matrix = Matrix(dimension);
  }
  matrix.Reserve(matrix.row_count() + file_bytes / (kEntryHeadSize + dimension * sizeof(std::int16_t)));
  return {};
}

class Reader {
 public:
  Reader(VectorFileContent& content, Matrix& matrix) : content_(content), matrix_(matrix), vector_(matrix.padded()) {}

  // False when an entry does not fit its block; the entries before it count.
  bool ReadEntries(std::string_view payload) {
    const std::size_t vector_bytes = matrix_.dimension() * sizeof(std::int16_t);
    while (!payload.empty()) {
      if (payload.size() < kEntryHeadSize) return false;
      const Fingerprint fingerprint{Get<std::uint64_t>(payload, 0), Get<std::uint64_t>(payload, 8)};
      const std::size_t reason_bytes = Get<std::uint16_t>(payload, 16);
      const std::size_t body_bytes = reason_bytes == 0 ? vector_bytes : reason_bytes;
      if (payload.size() - kEntryHeadSize < body_bytes) return false;
      const std::string_view body = payload.substr(kEntryHeadSize, body_bytes);
      if (reason_bytes == 0) {
        ReadVector(fingerprint, body);
      } else if (without_.insert(fingerprint).second) {
        content_.without.push_back({fingerprint, std::string(body)});
      }
      payload.remove_prefix(kEntryHeadSize + body_bytes);
    }
    return true;
  }

 private:
  void ReadVector(const Fingerprint& fingerprint, std::string_view body) {
    std::memcpy(vector_.data(), body.data(), body.size());
    if (fingerprint.known() && IsUnitVector(vector_, matrix_.dimension())) {
      matrix_.Add(fingerprint, vector_);
    } else {
      ++content_.refused_vectors;
    }
  }

  VectorFileContent& content_;
  Matrix& matrix_;
  Vector vector_;  // its padding stays zero
  std::unordered_set<Fingerprint, FingerprintHash> without_;
};

}  // namespace

std::string VectorFileHeader(const VectorFileHead& head) {
  std::string copy(kHeadMagic);
  Put(copy, kVersion);
  Put(copy, static_cast<std::uint16_t>(head.model.size()));
  Put(copy, head.dimension);
  Put(copy, std::uint32_t{0});
  copy += head.model;
  copy.resize(kHeadCheckAt, '\0');
  Put(copy, Xxh3_64(copy));
  return copy + copy;
}

std::string VectorBlock(std::uint32_t dimension, std::span<const VectorEntry> entries) {
  std::string payload;
  payload.reserve(entries.size() * (kEntryHeadSize + dimension * sizeof(std::int16_t)));
  for (const VectorEntry& entry : entries) {
    Put(payload, entry.fingerprint.high);
    Put(payload, entry.fingerprint.low);
    if (!entry.vector.empty()) {
      Put(payload, std::uint16_t{0});
      payload.append(reinterpret_cast<const char*>(entry.vector.data()), dimension * sizeof(std::int16_t));
    } else {
      const std::string_view reason = entry.reason.substr(0, kMaxReason);
      Put(payload, static_cast<std::uint16_t>(reason.size()));
      payload += reason;
    }
  }
  std::string block(kBlockMagic);
  Put(block, static_cast<std::uint32_t>(payload.size()));
  Put(block, Xxh3_64(payload));
  Put(block, Xxh3_64(block));
  return block + payload;
}

Result<VectorFileHead> ReadVectorFileHead(std::string_view bytes) {
  if (bytes.size() < 2 * kHeadSize) return Error{ErrorCode::kDamaged, "the head of the file of vectors is cut off"};
  Result<VectorFileHead> first = ReadHead(bytes.substr(0, kHeadSize));
  if (first.ok()) return first;
  Result<VectorFileHead> second = ReadHead(bytes.substr(kHeadSize, kHeadSize));
  return second.ok() ? second : first;
}

std::size_t WholeLength(std::string_view bytes) {
  static_assert(kVectorFileHeader == 2 * kHeadSize);
  if (bytes.size() < kVectorFileHeader) return 0;
  std::size_t whole = kVectorFileHeader;
  while (bytes.size() - whole >= kBlockHeadSize) {
    const std::size_t length = Get<std::uint32_t>(bytes, whole + 4);
    if (bytes.size() - whole - kBlockHeadSize < length) break;
    whole += kBlockHeadSize + length;
  }
  return whole;
}

Result<VectorFileContent> ReadVectorFile(std::string_view bytes, Matrix& matrix) {
  VectorFileContent content;
  content.head = TRY(ReadVectorFileHead(bytes));
  TRY(MakeRoom(matrix, content.head.dimension, bytes.size()));
  Reader reader(content, matrix);
  std::size_t at = 2 * kHeadSize;
  content.good_length = at;
  bool inside_damaged_block = false;
  while (at < bytes.size()) {
    const std::size_t block = FindBlock(bytes, at);
    if (block != at && !inside_damaged_block) ++content.damaged_blocks;
    inside_damaged_block = false;
    if (block == bytes.npos) break;
    const std::size_t payload_at = block + kBlockHeadSize;
    const std::size_t length = Get<std::uint32_t>(bytes, block + 4);
    if (bytes.size() - payload_at < length) {
      // Torn. If it was appended to all the same, good blocks may follow inside what it announces.
      ++content.damaged_blocks;
      inside_damaged_block = true;
      at = payload_at;
      continue;
    }
    const std::string_view payload = bytes.substr(payload_at, length);
    at = payload_at + length;
    if (Get<std::uint64_t>(bytes, block + 8) == Xxh3_64(payload) && reader.ReadEntries(payload)) {
      content.good_length = at;
    } else {
      ++content.damaged_blocks;
    }
  }
  std::erase_if(content.without, [&](const NoVector& entry) { return matrix.Find(entry.fingerprint).has_value(); });
  return content;
}

}  // namespace photocluster
