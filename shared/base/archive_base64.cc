#include "shared/base/archive_base64.h"

#include <cereal/external/base64.hpp>

namespace photocluster {

std::string Base64(std::string_view bytes) {
  return cereal::base64::encode(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
}

Result<std::string> FromBase64(std::string_view text) {
  // cereal's decoder stops silently at what it does not know: only a text that comes out again was base64.
  std::string bytes = cereal::base64::decode(std::string(text));
  if (Base64(bytes) != text) return Error{ErrorCode::kBadInput, "expected base64"};
  return bytes;
}

}  // namespace photocluster
