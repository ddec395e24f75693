#pragma once
#include <string>

namespace photocluster {

// 32 hexadecimal digits that are the same at every start of this computer and on no other. Made by SHA-256 from
// /etc/machine-id, which is to be kept secret (machine-id(5)), or from the computer's name where that file is
// missing, as in some containers. Any thread.
std::string MachineId();

}  // namespace photocluster
