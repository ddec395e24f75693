#include "native-helper/server/embedding_service.h"

#include <algorithm>
#include <semaphore>
#include <utility>

namespace photocluster {
namespace {

constexpr std::size_t kBatchPhotos = 32;
constexpr auto kBatchEvery = std::chrono::milliseconds(250);
constexpr std::ptrdiff_t kBatchesWaiting = 2;

}  // namespace

struct EmbeddingService::Running {
  Running(std::shared_ptr<Root> in, EmbeddingRun prepared) : root(std::move(in)), run(std::move(prepared)) {}

  std::shared_ptr<Root> root;
  EmbeddingRun run;
  std::stop_source stop;
  std::counting_semaphore<kBatchesWaiting> places{kBatchesWaiting};
  std::size_t done = 0;
  std::size_t done_before = 0;  // by earlier runs of this start
  std::size_t vectors = 0;      // that pages know of
  std::chrono::steady_clock::time_point begun = std::chrono::steady_clock::now();
};

void EmbeddingService::Begin(std::unique_ptr<EmbeddingModel> model) {
  model_ = std::move(model);
  progress_.emplace();
  StartRun({});
}

void EmbeddingService::Refuse(const Error& error) {
  progress_.emplace();
  Fail(error);
}

void EmbeddingService::Fail(const Error& error) {
  progress_->error = error;
  progress_->per_second = 0;
  PublishProgress();
}

void EmbeddingService::PublishProgress() {
  if (!progress_) return;
  Event event;
  event.embedding = progress_;
  root_.Publish(std::move(event));
}

// `but_not_only`: places that a run has just looked at; when no other one is left there is nothing to do.
void EmbeddingService::StartRun(const std::vector<std::string>& but_not_only) {
  progress_->error.reset();  // NoticeChange, which follows a Command, must not begin a second run
  if (root_.root().session().state().settings().model() != model_->id()) {  // as a Command, so that pages follow
    Settings settings;
    settings.model = model_->id();
    if (const Outcome outcome = root_.Do(settings); outcome.error) return Fail(*outcome.error);
  }
  const std::shared_ptr<Root> root = root_.shared_root();
  Result<EmbeddingRun> prepared = EmbeddingRun::Prepare(*root, *model_);
  if (!prepared.ok()) return Fail(prepared.error());
  const std::vector<std::string>& places = prepared.value().places();
  const bool is_done = std::includes(but_not_only.begin(), but_not_only.end(), places.begin(), places.end());
  const std::size_t before = progress_->done;
  progress_->total = is_done ? before : before + places.size();
  progress_->finished = is_done;
  progress_->paused = false;
  if (is_done) {
    progress_->per_second = 0;
    PublishProgress();
    return root_.Settle();
  }
  running_ = std::make_shared<Running>(root, std::move(prepared).value());
  running_->done_before = before;
  running_->vectors = root->session().state().vectors().row_count();
  PublishProgress();
  if (thread_.joinable()) thread_.join();  // it has posted its end already
  thread_ = std::jthread([this, running = running_] { Work(running); });
}

// On the thread of its own.
void EmbeddingService::Work(const std::shared_ptr<Running>& running) {
  std::vector<EmbedOutcome> batch;
  auto sent = std::chrono::steady_clock::now();
  const auto send = [&]() -> Result<void> {
    while (!running->places.try_acquire_for(std::chrono::milliseconds(50))) {
      if (running->stop.stop_requested()) return Error{ErrorCode::kCancelled, "embedding was stopped"};
    }
    root_.Post([this, running, outcomes = std::exchange(batch, {})]() mutable {
      TakeBatch(running, std::move(outcomes));
      running->places.release();
    });
    sent = std::chrono::steady_clock::now();
    return {};
  };
  Result<void> result = running->run.Embed(running->stop.get_token(), [&](EmbedOutcome outcome) -> Result<void> {
    batch.push_back(std::move(outcome));
    const bool due = batch.size() >= kBatchPhotos || std::chrono::steady_clock::now() - sent >= kBatchEvery;
    return due ? send() : Result<void>();
  });
  if (!batch.empty()) {
    if (const Result<void> last = send(); !last.ok() && result.ok()) result = last;
  }
  root_.Post([this, running, result = std::move(result)] { EndRun(running, result); });
}

void EmbeddingService::TakeBatch(const std::shared_ptr<Running>& running, std::vector<EmbedOutcome> batch) {
  if (running != running_) return;
  for (EmbedOutcome& outcome : batch) {
    const Result<void> taken = running->run.Take(std::move(outcome));
    ++running->done;
    if (taken.ok()) continue;
    running->stop.request_stop();
    running_ = nullptr;
    Tell(*running);  // what was observed holds
    return Fail(taken.error());
  }
  Tell(*running);
  if (running->root->session().CanCompareImported()) root_.NoticeChanges();
}

// One event: what was seen, what is stored by now, how far it is.
void EmbeddingService::Tell(Running& running) {
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - running.begun).count();
  progress_->done = running.done_before + running.done;
  progress_->per_second = seconds > 0 ? static_cast<double>(running.done) / seconds : 0;
  Event event;
  event.observations = running.run.TakeObservations();
  event.embedding = progress_;
  const std::size_t vectors = running.root->session().state().vectors().row_count();
  if (std::exchange(running.vectors, vectors) != vectors) event.vectors = VectorsStored{model_->id(), vectors};
  root_.Publish(std::move(event));
}

void EmbeddingService::EndRun(const std::shared_ptr<Running>& running, const Result<void>& result) {
  if (running != running_) return;  // nobody waits for it
  const Result<void> flushed = running->run.Flush();
  Tell(*running);
  running_ = nullptr;
  if (!flushed.ok()) return Fail(flushed.error());
  if (!result.ok() && result.error().code != ErrorCode::kCancelled) return Fail(result.error());
  if (result.ok()) root_.NoticeChanges();
  if (!paused_) return StartRun(result.ok() ? running->run.places() : std::vector<std::string>());
  progress_->per_second = 0;
  PublishProgress();
  root_.Settle();
}

Result<void> EmbeddingService::SetPaused(bool paused) {
  if (!model_) return Error{ErrorCode::kNotFound, "there is no model to embed with: start with --model FILE"};
  const bool is_so = paused == paused_ && (paused || running_ || progress_->finished);
  if (is_so) return {};
  paused_ = paused;
  progress_->paused = paused;
  if (running_) {
    if (paused) running_->stop.request_stop();  // when it has ended it begins again, unless paused by then
    PublishProgress();
  } else if (!paused) {
    StartRun({});
  } else {
    PublishProgress();
  }
  return {};
}

void EmbeddingService::NoticeChange() {
  if (!running_) {
    const bool may_begin = model_ && progress_->error && progress_->error->code == ErrorCode::kDisagrees &&
                           !root_.root().session().disagreement();
    if (may_begin) StartRun({});
    return;
  }
  const bool other_root = running_->root != root_.shared_root();
  const bool other_model = running_->root->session().state().settings().model() != model_->id();
  if (!other_root && !other_model) return;
  running_->stop.request_stop();
  running_ = nullptr;
  if (other_root) return root_.Post([this] { StartRun({}); });
  Fail({ErrorCode::kCancelled, "another model was chosen for this folder; start again to embed with it"});
}

void EmbeddingService::Quit() {
  paused_ = true;
  if (!running_) return;
  running_->stop.request_stop();
  // What cannot be stored is embedded again.
  static_cast<void>(running_->run.Flush());
  running_ = nullptr;
}

}  // namespace photocluster
