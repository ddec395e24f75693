#pragma once
#include <cstdint>

#include "native-helper/server/net.h"
#include "shared/base/result.h"

namespace photocluster {

// Sends one request to a helper on this computer and waits for the whole response, however long the work takes.
// Errors: kNotFound when nobody listens there; kIo when the connection ends early.
Result<HttpResponse> Fetch(std::uint16_t port, const HttpRequest& request);

}  // namespace photocluster
