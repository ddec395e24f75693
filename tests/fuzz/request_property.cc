#include "tests/fuzz/request_property.h"

#include <algorithm>

#include "native-helper/server/access_policy.h"
#include "native-helper/server/router.h"
#include "native-helper/server/target.h"

namespace photocluster::test {
namespace {

constexpr std::uint16_t kPort = 8000;
constexpr char kAllowed[] = "http://localhost:5173";

// "GET / HTTP/1.1\r\nName: value\r\n"; anything that is not so is left out.
HttpRequest ReadRequest(std::string_view bytes) {
  HttpRequest request;
  bool is_first = true;
  while (!bytes.empty()) {
    const std::size_t end = bytes.find('\n');
    std::string_view line = bytes.substr(0, end);
    bytes = end == bytes.npos ? "" : bytes.substr(end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (is_first) {
      const std::size_t space = line.find(' ');
      request.method = line.substr(0, space);
      if (space != line.npos)
        request.target = line.substr(space + 1, line.rfind(' ') - std::min(line.rfind(' '), space) - 1);
    } else if (const std::size_t colon = line.find(": "); colon != line.npos) {
      request.headers.push_back({std::string(line.substr(0, colon)), std::string(line.substr(colon + 2))});
    }
    is_first = false;
  }
  return request;
}

// The same tokens in each run, so that a fuzzer may learn them.
class Fixed {
 public:
  Fixed() : tokens("secret", kPort), access(tokens, {.port = kPort, .allowed_origins = {kAllowed}}) {
    for (const char* path : {"/", "/session", "/api/", "/api/v1/log", "/api/v1/previews/"}) AddRoute("GET", path);
    for (const char* path : {"/assign", "/api/v1/commands"}) AddRoute("POST", path);
  }
  Tokens tokens;
  AccessPolicy access;
  Router router;

 private:
  void AddRoute(const char* method, const char* path) {
    router.Add(method, path,
               [](const HttpRequest&, const Target&, const Respond& respond) { respond({.status = 200}); });
  }
};

bool Has(const HttpRequest& request, const char* name, std::string_view part) {
  return std::any_of(request.headers.begin(), request.headers.end(), [&](const HttpHeader& header) {
    return FindHeader({header}, name) && header.value.find(part) != std::string::npos;
  });
}

bool HasAWayIn(const Fixed& fixed, const HttpRequest& request) {
  return Has(request, "Cookie", fixed.tokens.cookie_value()) || Has(request, "Authorization", fixed.tokens.bearer()) ||
         request.target.find("token") != std::string::npos || request.target.find('%') != std::string::npos ||
         Has(request, "Origin", kAllowed) || Has(request, "Referer", kAllowed);
}

}  // namespace

std::string WrongInRequest(std::string_view bytes) {
  static const Fixed fixed;
  const HttpRequest request = ReadRequest(bytes);
  std::optional<HttpResponse> refusal = fixed.access.Refuse(request);
  if (!refusal && !HasAWayIn(fixed, request)) return "a stranger comes in";
  if (!refusal && !FindHeader(request.headers, "Host")) return "a request without a host comes in";
  HttpResponse answer = refusal.value_or(HttpResponse());
  fixed.access.AddHeaders(request, answer);
  if (const auto reader = FindHeader(answer.headers, "Access-Control-Allow-Origin"); reader && *reader != kAllowed) {
    return "an answer may be read by " + std::string(*reader);
  }
  for (const HttpHeader& header : answer.headers) {
    if (header.value.find_first_of("\r\n") != std::string::npos) return "a header of two lines: " + header.name;
  }
  int answers = 0;
  fixed.router.Answer(request, [&](const HttpResponse&) { ++answers; });
  if (answers != 1) return "answered " + std::to_string(answers) + " times";
  const std::optional<Target> target = ParseTarget(request.target);
  if (!target) return "";
  if (!target->path.starts_with('/') || target->path.find('\0') != std::string::npos) return "path " + target->path;
  const std::optional<Target> again = ParseTarget(PercentEncoded(target->path));
  return again && again->path == target->path ? "" : "another path when written again: " + target->path;
}

}  // namespace photocluster::test
