#pragma once
#include <chrono>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

#include "native-helper/host/embedding_run.h"
#include "native-helper/server/root_service.h"
#include "shared/protocol/message.h"

namespace photocluster {

// Embedding in the background of a root that is served. The work is done on threads of its own; its outcomes come to
// the root's strand in small batches, of which at most two wait, so that Commands come in between.
//
// All methods belong to the strand. To be destroyed after it has ended.
class EmbeddingService {
 public:
  explicit EmbeddingService(RootService& root) : root_(root) {}

  void Begin(std::unique_ptr<EmbeddingModel> model);
  void Refuse(const Error& error);  // the model cannot be used; pages are told
  // Error: kNotFound without a model.
  Result<void> SetPaused(bool paused);
  // To be called after each Command: a run for another model, or another opening of the root, makes no sense.
  void NoticeChange();
  // Nothing without a model.
  const std::optional<EmbeddingProgress>& progress() const { return progress_; }
  void PublishProgress();

  // Stores what was done; the thread ends soon, and what it still brings is ignored.
  void Quit();

 private:
  struct Running;

  void StartRun(const std::vector<std::string>& but_not_only);
  void Work(const std::shared_ptr<Running>& running);
  void TakeBatch(const std::shared_ptr<Running>& running, std::vector<EmbedOutcome> batch);
  void EndRun(const std::shared_ptr<Running>& running, const Result<void>& result);
  void Tell(Running& running);
  void Fail(const Error& error);

  RootService& root_;
  std::unique_ptr<EmbeddingModel> model_;
  std::optional<EmbeddingProgress> progress_;
  bool paused_ = false;
  std::shared_ptr<Running> running_;
  std::jthread thread_;
};

}  // namespace photocluster
