#pragma once
#include <string_view>

namespace photocluster {

// The ONNX file builtin.onnx, which is part of the program: a model that needs no download and no path. Valid until the
// program ends.
inline constexpr std::string_view kBuiltinName = "builtin";
std::string_view BuiltinModel();

}  // namespace photocluster
