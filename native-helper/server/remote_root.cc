#include "native-helper/server/remote_root.h"

#include <utility>

#include "native-helper/server/http_client.h"
#include "shared/base/archive_json.h"

namespace photocluster {
namespace {

// An Error as it comes: Result<Error> would be no Result.
struct Fault {
  Error error;

  template <class Archive>
  void serialize(Archive& archive) {
    error.serialize(archive);
  }
};

HttpRequest Authorised(const Address& address, const char* method, const std::string& target) {
  return {method, target, {{"Authorization", "Bearer " + address.token}, {"Content-Type", "application/json"}}, {}};
}

}  // namespace

std::optional<RemoteRoot> RemoteRoot::Find(const std::string& path) {
  const std::optional<Address> address = FindHelper(path);
  if (!address) return std::nullopt;
  // Its process may be another program's by now.
  const auto port = static_cast<std::uint16_t>(address->port);
  const Result<HttpResponse> answer = Fetch(port, Authorised(*address, "GET", "/api/v1/state"));
  if (!answer.ok()) return std::nullopt;
  const bool shows_first_page = path.empty() && answer.value().status == 404;
  if (answer.value().status != 200 && !shows_first_page) return std::nullopt;
  return RemoteRoot(*address);
}

Result<std::string> RemoteRoot::Post(const std::string& target, std::string body) const {
  HttpRequest request = Authorised(address_, "POST", target);
  request.body = std::move(body);
  HttpResponse response = TRY(Fetch(static_cast<std::uint16_t>(address_.port), request));
  if (response.status == 200) return std::move(response.body);
  const Result<Fault> fault = FromJson<Fault>(response.body);
  if (fault.ok()) return fault.value().error;
  return Error{ErrorCode::kIo, "the helper answers with status " + std::to_string(response.status)};
}

Outcome RemoteRoot::Do(const Command& command) const {
  const Result<std::string> text = Post("/api/v1/commands", ToJson(command) + "\n");
  Outcome outcome;
  if (!text.ok()) {
    outcome.error = text.error();
    return outcome;
  }
  const Result<Outcome> answer = FromJson<Outcome>(text.value(), text.value().size());
  if (answer.ok()) return answer.value();
  outcome.error = answer.error();
  return outcome;
}

Result<std::string> RemoteRoot::NewAddress() const {
  std::string address = TRY(Post("/api/v1/link", ""));
  if (address.ends_with('\n')) address.pop_back();
  return address;
}

}  // namespace photocluster
