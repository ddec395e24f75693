#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "native-helper/server/net.h"
#include "native-helper/server/tokens.h"

namespace photocluster {

// Who is let in, decided by the header of a request, for HTTP and WebSocket alike.
//
// - Host names this computer by 127.0.0.1, localhost or [::1]: a page of another site that lets its own name point here
//   (DNS rebinding) sends its own. A navigation to one of the other names is sent to 127.0.0.1, where the cookie is.
// - Origin, where it is sent, is the page's own or one that was allowed by --allow-origin.
// - The only ways in: the token of the private address file as `Authorization: Bearer`; the cookie; a one-time token at
//   `/?token=…`; for pages of allowed origins on this computer the calls of the original program's API.
// - With the cookie, what changes something also needs the page's own Origin and a header whose value only the page
//   knows (`GET /api/v1/key`), which a form cannot send; a WebSocket needs the Origin.
// - A declared length above kMaxBodyBytes is refused unread.
//
// Any thread.
class AccessPolicy {
 public:
  struct Options {
    std::uint16_t port = 0;
    std::vector<std::string> allowed_origins = {};  // as IsOrigin takes them
  };
  AccessPolicy(const Tokens& tokens, Options options);

  // The answer to a request that goes no further: a refusal, or what browsers ask before a request (CORS preflight).
  // Nothing when it may go on. Does not take a one-time token.
  std::optional<HttpResponse> Refuse(const HttpRequest& head) const;

  // Puts on every answer what browsers are to be told: the content security policy, isolation, no sniffing, and who
  // else may read it. `head`: of the request that is answered.
  void AddHeaders(const HttpRequest& head, HttpResponse& response) const;

 private:
  std::optional<HttpResponse> RefuseStranger(const HttpRequest& head) const;
  std::optional<HttpResponse> RefusePage(const HttpRequest& head) const;
  HttpResponse Preflight(const HttpRequest& head) const;
  bool IsAllowed(std::string_view origin) const;
  // An allowed page on this computer makes a call of the original's API.
  bool IsOriginalClient(const HttpRequest& head) const;
  bool IsPictureOfAllowedPage(const HttpRequest& head) const;

  const Tokens& tokens_;
  Options options_;
};

inline constexpr char kPageHeader[] = "X-Photocluster";

// Whether `--allow-origin` may take it: http or https, a host and perhaps a port, nothing behind.
bool IsOrigin(std::string_view text);

}  // namespace photocluster
