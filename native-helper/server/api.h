#pragma once
#include "native-helper/server/embedding_service.h"
#include "native-helper/server/root_service.h"
#include "native-helper/server/router.h"

namespace photocluster {

// The routes below /api/v1 but for previews and the WebSocket. README.md of this room lists them.
void AddApiRoutes(Router& router, RootService& root, TaskPool& pool);

// The records of a log with seq < before (0: all), the newest `count` of them, oldest first.
std::vector<Record> RecordsBefore(std::string_view log, Seq before, std::size_t count);
inline constexpr std::uint64_t kMostRecords = 1000;

}  // namespace photocluster
