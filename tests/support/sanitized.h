#pragma once

namespace photocluster::test {

// Whether AddressSanitizer is compiled in, with which everything takes ten times as long.
#if defined(__SANITIZE_ADDRESS__)  // g++
inline constexpr bool kSanitized = true;
#elif defined(__has_feature)  // clang
inline constexpr bool kSanitized = __has_feature(address_sanitizer);
#else
inline constexpr bool kSanitized = false;
#endif

}  // namespace photocluster::test
