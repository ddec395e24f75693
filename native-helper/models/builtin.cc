#include "native-helper/models/builtin.h"

// The assembler takes the file in as it is: a list of numbers for the compiler would be five times as long and would
// have to be written anew with every change.
asm(R"(
    .pushsection .rodata
    .balign 64
photocluster_builtin_begin:
    .incbin ")" PHOTOCLUSTER_BUILTIN_ONNX R"("
photocluster_builtin_end:
    .byte 0
    .popsection
)");

extern "C" {
extern const char photocluster_builtin_begin[] __attribute__((visibility("hidden")));
extern const char photocluster_builtin_end[] __attribute__((visibility("hidden")));
}

namespace photocluster {

std::string_view BuiltinModel() {
  return {photocluster_builtin_begin, static_cast<std::size_t>(photocluster_builtin_end - photocluster_builtin_begin)};
}

}  // namespace photocluster
