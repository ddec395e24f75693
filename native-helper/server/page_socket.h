#pragma once
#include <memory>
#include <string>

#include "native-helper/server/net.h"
#include "shared/protocol/message.h"

namespace photocluster {

// Who takes what pages say. Called on the socket thread; must not block.
class PageListener {
 public:
  virtual ~PageListener() = default;
  virtual void OnMessage(const std::shared_ptr<WebSocket>& page, PageMessage message) = 0;
  virtual void OnGone(const std::shared_ptr<WebSocket>& page) = 0;
};

// One page's WebSocket: its messages, read and in the order that the protocol wants. A page that says something else
// than shared/protocol/message.h is hung up on. Socket thread.
class PageSocket : public WebSocketListener {
 public:
  PageSocket(PageListener& listener, std::shared_ptr<WebSocket> socket)
      : listener_(listener), socket_(std::move(socket)) {}

  void OnText(std::string text) override;
  void OnClosed() override { listener_.OnGone(socket_); }

 private:
  void HangUp();

  PageListener& listener_;
  std::shared_ptr<WebSocket> socket_;
  bool greeted_ = false;
  bool ended_ = false;  // what it still says is not listened to
};

// A message as it is sent.
std::shared_ptr<const std::string> TextOf(const HelperMessage& message);

}  // namespace photocluster
