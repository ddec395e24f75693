#include "native-helper/server/page_socket.h"

#include <utility>
#include <variant>

#include "shared/base/archive_json.h"

namespace photocluster {

void PageSocket::OnText(std::string text) {
  if (ended_) return;
  Result<PageMessage> parsed = FromJson<PageMessage>(text, kMaxBodyBytes);
  if (!parsed.ok()) return HangUp();
  PageMessage message = std::move(parsed).value();
  const auto* greeting = std::get_if<Hello>(&message);
  if ((greeting != nullptr) == std::exchange(greeted_, true)) return HangUp();  // once, and first
  ended_ = greeting && greeting->protocol != kProtocolVersion;                  // it is told so, and that is all
  listener_.OnMessage(socket_, std::move(message));
}

void PageSocket::HangUp() {
  ended_ = true;
  socket_->Close();
}

std::shared_ptr<const std::string> TextOf(const HelperMessage& message) {
  return std::make_shared<const std::string>(ToJson(message));
}

}  // namespace photocluster
