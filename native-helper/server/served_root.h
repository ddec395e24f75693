#pragma once
#include <memory>

#include "native-helper/server/embedding_service.h"
#include "native-helper/server/page_socket.h"
#include "native-helper/server/preview_service.h"
#include "native-helper/server/recent_folders.h"
#include "native-helper/server/root_service.h"

namespace photocluster {

// The pages of one root: their messages to its strand, the answers back.
class RootPages : public PageListener {
 public:
  RootPages(RootService& root, EmbeddingService& embedding) : root_(root), embedding_(embedding) {}

  void OnMessage(const std::shared_ptr<WebSocket>& page, PageMessage message) override;
  void OnGone(const std::shared_ptr<WebSocket>& page) override;

 private:
  RootService& root_;
  EmbeddingService& embedding_;
};

// A root that is served, with all that belongs to it alone.
class ServedRoot {
 public:
  ServedRoot(std::shared_ptr<Root> root, const Root::Options& options, TaskPool& pool, const RecentFolders& recent);

  RootService& root() { return root_; }
  EmbeddingService& embedding() { return embedding_; }
  PreviewService& previews() { return previews_; }
  RootPages& pages() { return pages_; }

  // Settles; then nothing is done any more.
  void Stop();

 private:
  void NoteAsRecent();

  const RecentFolders& recent_;
  RootService root_;
  EmbeddingService embedding_;
  PreviewService previews_;
  RootPages pages_;
};

}  // namespace photocluster
