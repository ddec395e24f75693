#include "native-helper/embedding/model_id.h"

#include <openssl/evp.h>

#include <array>
#include <bit>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace photocluster {
namespace {

constexpr std::size_t kMaxNameBytes = 64;
constexpr std::size_t kHashDigits = 12;
constexpr std::size_t kReadBytes = std::size_t{1} << 20;
constexpr char kHexDigits[] = "0123456789abcdef";

class Sha256 {
 public:
  Sha256() : context_(EVP_MD_CTX_new(), EVP_MD_CTX_free) { EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr); }

  void Add(std::string_view bytes) { EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()); }

  std::string Hex() {
    std::array<unsigned char, 32> digest{};
    EVP_DigestFinal_ex(context_.get(), digest.data(), nullptr);
    std::string text;
    for (const unsigned char byte : digest) {
      text += kHexDigits[byte >> 4];
      text += kHexDigits[byte & 15];
    }
    return text;
  }

 private:
  std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> context_;
};

Error ErrorOfErrno(const std::string& path) {
  const ErrorCode code = errno == ENOENT || errno == ENOTDIR ? ErrorCode::kNotFound
                         : errno == EACCES || errno == EPERM ? ErrorCode::kDenied
                         : errno == EISDIR                   ? ErrorCode::kBadModel
                                                             : ErrorCode::kIo;
  return {code, "the model " + path + " cannot be read: " + std::generic_category().message(errno)};
}

Result<void> AddFile(const std::string& path, Sha256& hash) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"), std::fclose);
  if (file == nullptr) return ErrorOfErrno(path);
  std::vector<char> buffer(kReadBytes);
  while (const std::size_t got = std::fread(buffer.data(), 1, buffer.size(), file.get())) {
    hash.Add({buffer.data(), got});
  }
  if (std::ferror(file.get()) != 0) return ErrorOfErrno(path);
  return {};
}

// Numbers by their bits: no text form of a double depends on less.
std::string BytesOf(const PreprocessSpec& spec) {
  std::vector<double> numbers = {static_cast<double>(spec.side)};
  numbers.insert(numbers.end(), spec.mean.begin(), spec.mean.end());
  numbers.insert(numbers.end(), spec.std_dev.begin(), spec.std_dev.end());
  std::string bytes = "photocluster preprocessing 1";
  for (const double number : numbers) {
    const auto bits = std::bit_cast<std::uint64_t>(number);
    for (int shift = 0; shift < 64; shift += 8) bytes += static_cast<char>(bits >> shift & 0xff);
  }
  return bytes;
}

bool IsPlain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
}

std::string NameOf(const std::string& path) {
  std::string name;
  for (const char c : std::filesystem::path(path).stem().string()) {
    if (IsPlain(c) && !(c == '.' && name.empty())) {
      name += c;
    } else if (!name.empty() && name.back() != '-') {
      name += '-';  // one for a run of others
    }
  }
  name.resize(std::min(name.size(), kMaxNameBytes));
  while (!name.empty() && name.back() == '-') name.pop_back();
  return name.empty() ? "model" : name;
}

// `weights`: of the model's content so far.
std::string IdOf(const std::string& name, Sha256 weights, const PreprocessSpec& preprocess) {
  weights.Add(BytesOf(preprocess));
  return name + "-" + weights.Hex().substr(0, kHashDigits);
}

}  // namespace

Result<std::string> ModelId(const std::string& path, const PreprocessSpec& preprocess) {
  Sha256 hash;
  TRY(AddFile(path, hash));
  for (const char* suffix : {"_data", ".data"}) {
    std::error_code ignored;
    if (std::filesystem::is_regular_file(path + suffix, ignored)) TRY(AddFile(path + suffix, hash));
  }
  return IdOf(NameOf(path), std::move(hash), preprocess);
}

std::string ModelIdOfContent(std::string_view name, std::string_view content, const PreprocessSpec& preprocess) {
  Sha256 hash;
  hash.Add(content);
  return IdOf(std::string(name), std::move(hash), preprocess);
}

}  // namespace photocluster
