#include "native-helper/server/router.h"

#include <utility>

#include "native-helper/server/answers.h"

namespace photocluster {
namespace {

bool Fits(const std::string& path, const std::string& pattern) {
  return pattern.ends_with('/') ? path.starts_with(pattern) : path == pattern;
}

}  // namespace

void Router::Add(const std::string& method, const std::string& path, Route route) {
  entries_.push_back({method, path, std::move(route)});
}

std::vector<std::pair<std::string, std::string>> Router::Routes() const {
  std::vector<std::pair<std::string, std::string>> routes;
  for (const Entry& entry : entries_) routes.emplace_back(entry.method, entry.path);
  return routes;
}

void Router::Answer(const HttpRequest& request, const Respond& respond) const {
  const std::optional<Target> target = ParseTarget(request.target);
  if (!target) return respond(FaultAnswer(400, {ErrorCode::kBadInput, "this is no address of this server"}));
  std::size_t longest = 0;
  for (const Entry& entry : entries_) {
    if (Fits(target->path, entry.path)) longest = std::max(longest, entry.path.size());
  }
  std::string allowed;
  for (const Entry& entry : entries_) {
    if (entry.path.size() != longest || !Fits(target->path, entry.path)) continue;
    const bool fits = entry.method == request.method || (entry.method == "GET" && request.method == "HEAD");
    if (fits) return entry.route(request, *target, respond);
    allowed += (allowed.empty() ? "" : ", ") + entry.method;
  }
  if (allowed.empty()) return respond(FaultAnswer(404, {ErrorCode::kNotFound, "there is nothing at " + target->path}));
  HttpResponse refusal = FaultAnswer(405, {ErrorCode::kBadInput, "only " + allowed + " here"});
  refusal.headers.push_back({"Allow", allowed});
  respond(std::move(refusal));
}

}  // namespace photocluster
