#pragma once
#include <optional>
#include <string>

#include "native-helper/server/address_file.h"
#include "shared/protocol/command.h"
#include "shared/protocol/outcome.h"

namespace photocluster {

// A root that a running helper holds, as a tool of the same user sees it.
class RemoteRoot {
 public:
  // `path`: real path of the root; "" for any helper. Nothing when none answers.
  static std::optional<RemoteRoot> Find(const std::string& path);

  // As Root::Do. An error of the connection, or a refusal of the helper, is the Outcome's error.
  Outcome Do(const Command& command) const;
  // A fresh address with its one-time token.
  Result<std::string> NewAddress() const;
  const Address& address() const { return address_; }

 private:
  explicit RemoteRoot(Address address) : address_(std::move(address)) {}
  Result<std::string> Post(const std::string& target, std::string body) const;

  Address address_;
};

}  // namespace photocluster
