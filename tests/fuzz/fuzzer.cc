// One fuzzer: libFuzzer calls it with bytes, PHOTOCLUSTER_PROPERTY is what must hold of them.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#ifndef PHOTOCLUSTER_PROPERTY_HEADER
#define PHOTOCLUSTER_PROPERTY_HEADER "tests/support/fuzz_properties.h"
#endif
#include PHOTOCLUSTER_PROPERTY_HEADER

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string wrong = photocluster::test::PHOTOCLUSTER_PROPERTY({reinterpret_cast<const char*>(data), size});
  if (wrong.empty()) return 0;
  std::fprintf(stderr, "WRONG: %s\n", wrong.c_str());
  std::abort();
}
