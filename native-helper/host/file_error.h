#pragma once
#include <string>

#include "shared/base/result.h"

namespace photocluster {

// The one place where an errno becomes an Error. `attempt` says what was tried and on which file:
// FileError(EACCES, "cannot move a.jpg to Roof/a.jpg") is kDenied with the detail
// "cannot move a.jpg to Roof/a.jpg: permission denied".
Error FileError(int error_number, const std::string& attempt);

// The reason alone, in lower case: "permission denied".
std::string FileErrorReason(int error_number);

}  // namespace photocluster
