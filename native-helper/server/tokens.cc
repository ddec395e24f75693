#include "native-helper/server/tokens.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <array>
#include <utility>

#include "native-helper/host/private_files.h"
#include "native-helper/host/random_id.h"

namespace photocluster {
namespace {

std::string Hmac(const std::string& secret, const std::string& text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
  unsigned size = 0;
  HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()),
       reinterpret_cast<const unsigned char*>(text.data()), text.size(), bytes.data(), &size);
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string hex;
  for (unsigned i = 0; i < size; ++i) hex += {kDigits[bytes[i] >> 4], kDigits[bytes[i] & 15]};
  return hex;
}

constexpr std::size_t kSecretDigits = 64;

}  // namespace

bool SameSecret(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

Tokens::Tokens(std::string secret, std::uint16_t port)
    : port_(port),
      cookie_(Hmac(secret, "page " + std::to_string(port))),
      page_key_(Hmac(secret, "key " + std::to_string(port))),
      bearer_(RandomId() + RandomId()) {}

std::string Tokens::NewOneTime() {
  const std::string token = RandomId();
  const std::lock_guard lock(mutex_);
  one_time_.insert(token);
  return token;
}

bool Tokens::TakeOneTime(std::string_view token) {
  const std::lock_guard lock(mutex_);
  for (auto at = one_time_.begin(); at != one_time_.end(); ++at) {
    if (!SameSecret(*at, token)) continue;
    one_time_.erase(at);
    return true;
  }
  return false;
}

bool Tokens::HasCookie(std::string_view cookies) const {
  const std::string name = cookie_name() + "=";
  while (!cookies.empty()) {
    const std::size_t end = cookies.find(';');
    std::string_view cookie = cookies.substr(0, end);
    cookie.remove_prefix(std::min(cookie.find_first_not_of(' '), cookie.size()));
    if (cookie.starts_with(name) && SameSecret(cookie.substr(name.size()), cookie_)) return true;
    cookies = end == cookies.npos ? "" : cookies.substr(end + 1);
  }
  return false;
}

bool Tokens::HasBearer(std::string_view authorization) const {
  constexpr std::string_view kScheme = "Bearer ";
  return authorization.starts_with(kScheme) && SameSecret(authorization.substr(kScheme.size()), bearer_);
}

Result<std::string> UserSecret(const std::string& path) {
  const Result<std::string> found = ReadPrivateFile(path);
  if (found.ok() && found.value().size() == kSecretDigits) return found.value();
  if (!found.ok() && found.error().code != ErrorCode::kNotFound) return found.error();
  const std::string secret = RandomId() + RandomId();
  TRY(WritePrivateFile(path, secret));
  return secret;
}

}  // namespace photocluster
