#include "native-helper/server/served_root.h"

#include <utility>
#include <variant>

#include "native-helper/host/private_files.h"

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
  if (request.open) outcome.error = Error{ErrorCode::kRefused, "a folder is open already: " + root.root().path()};
  return outcome;
}

}  // namespace

void RootPages::OnMessage(const std::shared_ptr<WebSocket>& page, PageMessage message) {
  root_.Post([&root = root_, &embedding = embedding_, page, message = std::move(message)]() mutable {
    if (const auto* hello = std::get_if<Hello>(&message)) return root.AddPage(page, *hello, embedding.progress());
    Request& request = std::get<Request>(message);
    Answer answer;
    answer.id = request.id;
    answer.outcome = CarriedOut(root, embedding, request);
    page->Send(TextOf(std::move(answer)));
  });
}

void RootPages::OnGone(const std::shared_ptr<WebSocket>& page) {
  root_.Post([&root = root_, page] { root.RemovePage(page.get()); });
}

ServedRoot::ServedRoot(std::shared_ptr<Root> root, const Root::Options& options, TaskPool& pool,
                       const RecentFolders& recent)
    : recent_(recent),
      root_(std::move(root), options),
      embedding_(root_),
      previews_(root_, pool, PreviewCache(CacheFolder() + "/previews")),
      pages_(root_, embedding_) {
  root_.Post([this] {
    root_.SetListener([this] { embedding_.NoticeChange(); });
    NoteAsRecent();
    root_.Watch();
  });
}

void ServedRoot::Stop() {
  root_.Post([this] {
    embedding_.Quit();
    root_.Settle();
    NoteAsRecent();
  });
  root_.Stop();
}

// Not being offered the next time is no reason to trouble anybody today.
void ServedRoot::NoteAsRecent() {
  const Totals totals = root_.root().session().state().totals();
  RecentFolder folder;
  folder.path = root_.root().path();
  folder.photos = totals.photos();
  folder.queue = totals.queue;
  folder.at_ms = root_.root().clock().Now().at_ms;
  (void)recent_.Note(folder);
}

}  // namespace photocluster
