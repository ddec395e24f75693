#pragma once
#include <string>

namespace photocluster {

// The double nearest to `number`, which has the form that JSON gives to numbers; infinite when it is too big for one.
// rapidjson's own conversion was tried: Debian's version fails its assertions and shifts out of range on numbers such
// as 0.00000e3, and without its full precision a double does not read back as itself.
double NearestDouble(std::string number);

}  // namespace photocluster
