#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "shared/base/result.h"

namespace photocluster {

// The envelope of a cache file: 8 bytes of name, version (u32), length of the content (u64) and XXH3-128 of the
// content, all little endian, then the content. A file that was torn, changed in one byte or written by another
// version is told apart from a good one before a byte of its content is interpreted.
// `name`: exactly 8 characters.
std::string Seal(std::string_view name, std::uint32_t version, std::string_view content);

// The content. Errors: kUnsupported for another version, kDamaged for everything else.
Result<std::string_view> Unseal(std::string_view name, std::uint32_t version, std::string_view bytes);

}  // namespace photocluster
