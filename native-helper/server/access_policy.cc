#include "native-helper/server/access_policy.h"

#include <charconv>
#include <string>

#include "native-helper/server/answers.h"
#include "native-helper/server/target.h"

namespace photocluster {
namespace {

constexpr char kContentPolicy[] =
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob:; "
    "worker-src 'self'; connect-src 'self'; font-src 'self'; manifest-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'";

HttpResponse Forbidden(const char* detail) { return FaultAnswer(403, {ErrorCode::kRefused, detail}); }

bool IsThisComputer(std::string_view host, std::uint16_t port) {
  const std::string number = std::to_string(port);
  return host == "127.0.0.1:" + number || host == "localhost:" + number;
}

bool IsTooLong(const HttpRequest& head) {
  const auto text = FindHeader(head.headers, "Content-Length");
  if (!text) return HasHeader(head.headers, "Content-Length");  // said twice
  std::uint64_t length = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), length);
  return error != std::errc() || length > kMaxBodyBytes;
}

bool ChangesNothing(const HttpRequest& head) { return head.method == "GET" || head.method == "HEAD"; }

bool HasBody(const HttpRequest& head) {
  if (HasHeader(head.headers, "Transfer-Encoding")) return true;
  return FindHeader(head.headers, "Content-Length").value_or("0") != "0";
}

bool BringsOneTimeToken(const HttpRequest& head) {
  const std::optional<Target> target = ParseTarget(head.target);
  return head.method == "GET" && target && target->path == "/" && target->Find("token");
}

}  // namespace

std::optional<HttpResponse> RefusalOf(const HttpRequest& head, const Tokens& tokens, std::uint16_t port) {
  const auto host = FindHeader(head.headers, "Host");
  if (!host || !IsThisComputer(*host, port)) return Forbidden("the host of the address is not this computer");
  const bool has_origin = HasHeader(head.headers, "Origin");
  if (has_origin && FindHeader(head.headers, "Origin") != "http://" + std::string(*host)) {
    return Forbidden("pages of other sites are not let in");
  }
  if (IsTooLong(head)) return FaultAnswer(413, {ErrorCode::kBadInput, "the request is longer than 16 MiB"});
  if (ChangesNothing(head) && HasBody(head)) {
    return FaultAnswer(413, {ErrorCode::kBadInput, "a request that only asks has no body"});
  }
  if (tokens.HasBearer(FindHeader(head.headers, "Authorization").value_or(""))) return std::nullopt;
  if (BringsOneTimeToken(head)) return std::nullopt;
  if (!tokens.HasCookie(FindHeader(head.headers, "Cookie").value_or(""))) {
    const auto wanted = FindHeader(head.headers, "Accept");
    if (wanted && wanted->find("text/html") != wanted->npos) {
      return SentencePage(403, "This address needs its token: run <code>photocluster link</code> for a fresh one.");
    }
    return Forbidden("the cookie or the token is missing; run `photocluster link` for a fresh address");
  }
  if (ChangesNothing(head) || (has_origin && FindHeader(head.headers, kPageHeader) == "1")) return std::nullopt;
  return Forbidden("a request that changes something needs Origin and the page's header");
}

void AddSecurityHeaders(HttpResponse& response) {
  for (const auto& [name, value] : {std::pair{"Content-Security-Policy", kContentPolicy},
                                    {"Cross-Origin-Opener-Policy", "same-origin"},
                                    {"Cross-Origin-Embedder-Policy", "require-corp"},
                                    {"Cross-Origin-Resource-Policy", "same-origin"},
                                    {"X-Content-Type-Options", "nosniff"},
                                    {"Referrer-Policy", "no-referrer"}}) {
    response.headers.push_back({name, value});
  }
}

}  // namespace photocluster
