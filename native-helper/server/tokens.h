#pragma once
#include <cstdint>
#include <mutex>
#include <set>
#include <string>
#include <string_view>

#include "shared/base/result.h"

namespace photocluster {

// Who may come in: a page with the cookie, which it got for a one-time token in its address; a tool with the token of
// the private address file. Any thread.
//
// The cookie is an HMAC of the port under a secret of this user that stays on disk, so that an open page goes on after
// a restart, and a page of another user's helper never fits.
class Tokens {
 public:
  Tokens(std::string secret, std::uint16_t port);

  std::string cookie_name() const { return "photocluster-" + std::to_string(port_); }
  const std::string& cookie_value() const { return cookie_; }
  const std::string& page_key() const { return page_key_; }  // of the header that only the page knows
  const std::string& bearer() const { return bearer_; }      // of this start

  std::string NewOneTime();
  bool TakeOneTime(std::string_view token);  // true once for each that was made

  // `cookies`: the value of a Cookie header. `authorization`: of an Authorization header.
  bool HasCookie(std::string_view cookies) const;
  bool HasBearer(std::string_view authorization) const;

 private:
  std::uint16_t port_;
  std::string cookie_;
  std::string page_key_;
  std::string bearer_;
  std::mutex mutex_;
  std::set<std::string, std::less<>> one_time_;
};

// Takes as long for a text that is wrong at its beginning as for one that is wrong at its end.
bool SameSecret(std::string_view a, std::string_view b);

// The secret of this user in the file `path`, made at first use, readable for the user alone. Errors: those of the file
// system; kRefused for a file that others may read.
Result<std::string> UserSecret(const std::string& path);

}  // namespace photocluster
