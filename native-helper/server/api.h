#pragma once
#include "native-helper/server/embedding_service.h"
#include "native-helper/server/root_service.h"
#include "native-helper/server/router.h"

namespace photocluster {

// The routes below /api/v1 but for previews and the WebSocket. README.md of this room lists them.
void AddApiRoutes(Router& router, RootService& root, TaskPool& pool);

inline constexpr std::uint64_t kMostRecords = 1000;  // of the log in one answer

}  // namespace photocluster
