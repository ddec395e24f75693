#pragma once
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "native-helper/server/net.h"
#include "native-helper/server/target.h"

namespace photocluster {

// Which function answers a request. Filled before the server starts; Answer on the socket thread.
class Router {
 public:
  using Route = std::function<void(const HttpRequest&, const Target&, Respond)>;

  // `path` ending in '/' stands for all below it. The longest that fits is taken. A
  // HEAD is answered as its GET; its body is not sent.
  void Add(const std::string& method, const std::string& path, Route route);
  std::vector<std::pair<std::string, std::string>> Routes() const;  // method, path; as they were added
  void Answer(const HttpRequest& request, const Respond& respond) const;

 private:
  struct Entry {
    std::string method;
    std::string path;
    Route route;
  };
  std::vector<Entry> entries_;
};

}  // namespace photocluster
