#pragma once
#include <memory>
#include <string>

#include "native-helper/server/embedding_service.h"
#include "native-helper/server/root_service.h"

namespace photocluster {

// One page's WebSocket: its messages to the strand, the answers back. A page that says something else than
// shared/protocol/message.h is hung up on. Socket thread.
class PageSocket : public WebSocketListener {
 public:
  PageSocket(RootService& root, EmbeddingService& embedding, std::shared_ptr<WebSocket> socket)
      : root_(root), embedding_(embedding), socket_(std::move(socket)) {}

  void OnText(std::string text) override;
  void OnClosed() override;

 private:
  void HangUp();

  RootService& root_;
  EmbeddingService& embedding_;
  std::shared_ptr<WebSocket> socket_;
  bool greeted_ = false;
  bool ended_ = false;  // what it still says is not listened to
};

}  // namespace photocluster
