#pragma once
#include <string_view>

#include "native-helper/sample/image.h"

namespace photocluster {

// Prints digits, capital letters and `/ : - . *` (a degree) into a picture as cameras do: letters of 3 x 5 dots, each
// `dot` pixels wide.
void Print(Canvas& canvas, std::string_view text, int x, int y, int dot, Rgb colour);

}  // namespace photocluster
