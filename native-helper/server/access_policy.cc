#include "native-helper/server/access_policy.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <utility>

#include "native-helper/server/answers.h"
#include "native-helper/server/content_policy.h"
#include "native-helper/server/original_answers.h"
#include "native-helper/server/target.h"

namespace photocluster {
namespace {

HttpResponse Forbidden(const char* detail) { return FaultAnswer(403, {ErrorCode::kRefused, detail}); }

constexpr std::array<std::string_view, 3> kHosts = {"127.0.0.1", "localhost", "[::1]"};

bool IsThisComputer(std::string_view host, std::uint16_t port) {
  const std::string number = ":" + std::to_string(port);
  return std::any_of(kHosts.begin(), kHosts.end(),
                     [&](std::string_view name) { return host == std::string(name) + number; });
}

bool ChangesNothing(const HttpRequest& head) { return head.method == "GET" || head.method == "HEAD"; }
bool IsNavigation(const HttpRequest& head) { return FindHeader(head.headers, "Sec-Fetch-Mode") == "navigate"; }
bool IsUpgrade(const HttpRequest& head) { return HasHeader(head.headers, "Upgrade"); }

std::string PathOf(const HttpRequest& head) {
  const std::optional<Target> target = ParseTarget(head.target);
  return target ? target->path : "";
}

bool HasBody(const HttpRequest& head) {
  if (HasHeader(head.headers, "Transfer-Encoding")) return true;
  return FindHeader(head.headers, "Content-Length").value_or("0") != "0";
}

bool IsTooLong(const HttpRequest& head) {
  const auto text = FindHeader(head.headers, "Content-Length");
  if (!text) return HasHeader(head.headers, "Content-Length");  // said twice
  std::uint64_t length = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), length);
  return error != std::errc() || length > kMaxBodyBytes;
}

std::optional<HttpResponse> RefuseLength(const HttpRequest& head) {
  if (IsTooLong(head)) return FaultAnswer(413, {ErrorCode::kBadInput, "the request is longer than 16 MiB"});
  if (!ChangesNothing(head) || !HasBody(head)) return std::nullopt;
  return FaultAnswer(413, {ErrorCode::kBadInput, "a request that only asks has no body"});
}

bool BringsOneTimeToken(const HttpRequest& head) {
  const std::optional<Target> target = ParseTarget(head.target);
  return head.method == "GET" && target && target->path == "/" && target->Find("token") && !IsUpgrade(head);
}

std::string_view HostOf(std::string_view origin) {
  origin.remove_prefix(std::min(origin.find("//") + 2, origin.size()));
  const std::size_t port = origin.find(':', origin.starts_with('[') ? origin.find(']') : 0);
  return origin.substr(0, port);
}

bool IsOnThisComputer(std::string_view origin) {
  return std::find(kHosts.begin(), kHosts.end(), HostOf(origin)) != kHosts.end();
}

// "http://localhost:5173/some/page" -> "http://localhost:5173"
std::string_view OriginOf(std::string_view address) {
  const std::size_t host = address.find("//");
  return host == address.npos ? "" : address.substr(0, address.find('/', host + 2));
}

}  // namespace

bool IsOrigin(std::string_view text) {
  const std::size_t host = text.find("//");
  if (text.substr(0, host) != "http:" && text.substr(0, host) != "https:") return false;
  constexpr std::string_view kPlain = "-.:[]0123456789abcdefghijklmnopqrstuvwxyz";
  const std::string_view rest = text.substr(host + 2);
  return !HostOf(text).empty() && rest.find_first_not_of(kPlain) == rest.npos;
}

AccessPolicy::AccessPolicy(const Tokens& tokens, Options options) : tokens_(tokens), options_(std::move(options)) {}

bool AccessPolicy::IsAllowed(std::string_view origin) const {
  const std::vector<std::string>& allowed = options_.allowed_origins;
  return std::find(allowed.begin(), allowed.end(), origin) != allowed.end();
}

bool AccessPolicy::IsPictureOfAllowedPage(const HttpRequest& head) const {
  if (head.method != "GET" || PathOf(head) != "/image" || HasHeader(head.headers, "Origin")) return false;
  const std::string_view page = OriginOf(FindHeader(head.headers, "Referer").value_or(""));
  return FindHeader(head.headers, "Sec-Fetch-Dest") == "image" && IsAllowed(page) && IsOnThisComputer(page);
}

bool AccessPolicy::IsOriginalClient(const HttpRequest& head) const {
  if (IsUpgrade(head)) return false;
  if (IsPictureOfAllowedPage(head)) return true;
  const std::string_view origin = FindHeader(head.headers, "Origin").value_or("");
  return IsAllowed(origin) && IsOnThisComputer(origin) && original::IsRoute(PathOf(head));
}

std::optional<HttpResponse> AccessPolicy::Refuse(const HttpRequest& head) const {
  const auto host = FindHeader(head.headers, "Host");
  if (!host || !IsThisComputer(*host, options_.port)) {
    return Forbidden("the host of the address is not this computer");
  }
  const std::string home = "127.0.0.1:" + std::to_string(options_.port);
  if (*host != home && ChangesNothing(head) && IsNavigation(head) && ParseTarget(head.target)) {
    return HttpResponse{.status = 307,
                        .headers = {{"Location", "http://" + home + head.target}, {"Cache-Control", "no-store"}}};
  }
  if (std::optional<HttpResponse> refusal = RefuseLength(head)) return refusal;
  return RefuseStranger(head);
}

std::optional<HttpResponse> AccessPolicy::RefuseStranger(const HttpRequest& head) const {
  const auto origin = FindHeader(head.headers, "Origin");
  const bool is_own = origin == "http://" + std::string(FindHeader(head.headers, "Host").value_or(""));
  const bool has_origin = HasHeader(head.headers, "Origin");
  if (has_origin && !is_own && !IsAllowed(origin.value_or(""))) {
    return Forbidden("pages of other sites are not let in");
  }
  if (has_origin && !is_own && head.method == "OPTIONS" && HasHeader(head.headers, "Access-Control-Request-Method")) {
    return Preflight(head);
  }
  if (tokens_.HasBearer(FindHeader(head.headers, "Authorization").value_or(""))) return std::nullopt;
  if (IsOriginalClient(head)) return std::nullopt;
  if (has_origin && !is_own) return Forbidden("this origin needs the token of the private address file");
  if (BringsOneTimeToken(head)) return std::nullopt;
  return RefusePage(head);
}

// What comes with the cookie, from the page itself.
std::optional<HttpResponse> AccessPolicy::RefusePage(const HttpRequest& head) const {
  if (!tokens_.HasCookie(FindHeader(head.headers, "Cookie").value_or(""))) {
    const auto wanted = FindHeader(head.headers, "Accept");
    if (wanted && wanted->find("text/html") != wanted->npos) {
      return SentencePage(403, "This address needs its token: run <code>photocluster link</code> for a fresh one.");
    }
    return Forbidden("the cookie or the token is missing; run `photocluster link` for a fresh address");
  }
  const std::string_view site = FindHeader(head.headers, "Sec-Fetch-Site").value_or("same-origin");
  if (site != "same-origin" && site != "none" && !IsNavigation(head)) {
    return Forbidden("pages of other sites are not let in");
  }
  const bool has_origin = HasHeader(head.headers, "Origin");
  if (IsUpgrade(head) && !has_origin) return Forbidden("a WebSocket needs Origin");
  if (ChangesNothing(head)) return std::nullopt;
  const auto key = FindHeader(head.headers, kPageHeader);
  if (has_origin && key && SameSecret(*key, tokens_.page_key())) return std::nullopt;
  return Forbidden("a request that changes something needs Origin and the page's header");
}

// AddHeaders says whom it is for.
HttpResponse AccessPolicy::Preflight(const HttpRequest&) const {
  return {.status = 204,
          .headers = {{"Access-Control-Allow-Methods", "GET, POST"},
                      {"Access-Control-Allow-Headers", "Content-Type, Authorization"},
                      {"Access-Control-Max-Age", "600"}}};
}

void AccessPolicy::AddHeaders(const HttpRequest& head, HttpResponse& response) const {
  const std::string path = PathOf(head);
  const auto origin = FindHeader(head.headers, "Origin");
  const bool is_allowed = origin && IsAllowed(*origin);
  const bool is_shared = is_allowed || IsPictureOfAllowedPage(head);
  for (const auto& [name, value] : {std::pair<const char*, std::string>{"Content-Security-Policy", ContentPolicy(path)},
                                    {"Cross-Origin-Opener-Policy", "same-origin"},
                                    {"Cross-Origin-Embedder-Policy", "require-corp"},
                                    {"Cross-Origin-Resource-Policy", is_shared ? "cross-origin" : "same-origin"},
                                    {"X-Content-Type-Options", "nosniff"},
                                    {"Referrer-Policy", "no-referrer"}}) {
    response.headers.push_back({name, value});
  }
  if (!options_.allowed_origins.empty()) response.headers.push_back({"Vary", "Origin, Referer, Sec-Fetch-Dest"});
  if (is_allowed) response.headers.push_back({"Access-Control-Allow-Origin", std::string(*origin)});
}

}  // namespace photocluster
