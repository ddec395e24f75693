#pragma once
#include <functional>
#include <string>

#include "native-helper/server/original_root.h"
#include "native-helper/server/router.h"

namespace photocluster {

// The calls of the original program's HTTP API, so that its own page drives this program unchanged. README.md of this
// room lists them.
struct OriginalDoors {
  // The open root with this real path; nulls when there is none. Socket thread.
  struct Found {
    RootService* service = nullptr;
    OriginalRoot* root = nullptr;
  };
  std::function<Found(const std::string& path)> find;
  TaskPool& pool;  // reads photos
};
void AddOriginalRoutes(Router& router, const OriginalDoors& doors);

// To everyone but a browser, at "/".
HttpResponse OriginalGreeting();

}  // namespace photocluster
