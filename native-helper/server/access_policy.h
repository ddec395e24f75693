#pragma once
#include <cstdint>
#include <optional>

#include "native-helper/server/net.h"
#include "native-helper/server/tokens.h"

namespace photocluster {

// Who is let in, decided by the header of a request. The only way in without cookie or token is `/?token=…`.
//
// - Host names this computer by 127.0.0.1 or localhost: a page of another site that lets its own name point here
//   (DNS rebinding) sends its own.
// - Origin, where it is sent, is the page's own: no other site's page may ask, whatever cookies the browser adds.
// - A request that changes something and comes with the cookie also has Origin and a header that a form cannot send.
// - A declared length above kMaxBodyBytes is refused unread.
// Nothing when the request may go on. Does not take a one-time token.
std::optional<HttpResponse> RefusalOf(const HttpRequest& head, const Tokens& tokens, std::uint16_t port);

// Puts on every answer what browsers are to be told: the content security policy, isolation, no sniffing.
void AddSecurityHeaders(HttpResponse& response);

inline constexpr char kPageHeader[] = "X-Photocluster";  // "1"

}  // namespace photocluster
