#pragma once
#include <string>
#include <string_view>

namespace photocluster::test {

// What must hold of any request, as HTTP writes it, up to the end of its header: gives what does not, or "". Nobody
// comes in without one of the ways in, no answer tells a stranger's page that it may read, every address that is
// understood is written again the same and leads to a route or an answer that says no.
std::string WrongInRequest(std::string_view bytes);

}  // namespace photocluster::test
