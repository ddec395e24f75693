#include "native-helper/server/page_socket.h"

#include <utility>
#include <variant>

#include "shared/base/archive_json.h"
#include "shared/protocol/message.h"

namespace photocluster {
namespace {

Outcome CarriedOut(RootService& root, EmbeddingService& embedding, Request& request) {
  Outcome outcome;
  if (request.command) {
    outcome = root.Do(std::move(*request.command));
    outcome.records.clear();  // they have come before, in an event
  }
  if (request.pause_embedding) {
    const Result<void> paused = embedding.SetPaused(*request.pause_embedding);
    if (!paused.ok()) outcome.error = paused.error();
  }
  return outcome;
}

}  // namespace

void PageSocket::OnText(std::string text) {
  if (ended_) return;
  Result<PageMessage> parsed = FromJson<PageMessage>(text, kMaxBodyBytes);
  if (!parsed.ok()) return HangUp();
  PageMessage message = std::move(parsed).value();
  const auto* greeting = std::get_if<Hello>(&message);
  if ((greeting != nullptr) == std::exchange(greeted_, true)) return HangUp();  // once, and first
  ended_ = greeting && greeting->protocol != kProtocolVersion;                  // it is told so, and that is all
  root_.Post([&root = root_, &embedding = embedding_, socket = socket_, message = std::move(message)]() mutable {
    if (const auto* hello = std::get_if<Hello>(&message)) return root.AddPage(socket, *hello, embedding.progress());
    Request& request = std::get<Request>(message);
    Answer answer;
    answer.id = request.id;
    answer.outcome = CarriedOut(root, embedding, request);
    socket->Send(std::make_shared<const std::string>(ToJson(HelperMessage(std::move(answer)))));
  });
}

void PageSocket::HangUp() {
  ended_ = true;
  socket_->Close();
}

void PageSocket::OnClosed() {
  root_.Post([&root = root_, socket = socket_] { root.RemovePage(socket.get()); });
}

}  // namespace photocluster
