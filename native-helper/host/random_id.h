#pragma once
#include <string>

namespace photocluster {

// 128 random bits of the operating system as 32 lower-case hexadecimal digits: the id of a root or of a
// writer. Any thread.
std::string RandomId();

}  // namespace photocluster
