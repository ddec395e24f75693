#pragma once
#include <string>
#include <string_view>

#include "shared/base/result.h"

namespace photocluster {

// RFC 4648 §4, with padding, in one piece.
std::string Base64(std::string_view bytes);
// Takes only what Base64() writes.
Result<std::string> FromBase64(std::string_view text);

}  // namespace photocluster
