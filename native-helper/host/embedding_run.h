#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "native-helper/embedding/embedder.h"
#include "native-helper/host/root.h"
#include "shared/base/result.h"
#include "shared/protocol/observation.h"

namespace photocluster {

struct EmbeddingCounts {
  std::size_t embedded = 0;
  std::size_t found_again = 0;          // known by their fingerprint: only that was read
  std::size_t not_shown = 0;            // cannot be decoded
  std::size_t no_vector = 0;            // the model gives none
  std::vector<std::string> unreadable;  // one sentence each; tried again next time
};

// Embeds the photos of a root that have no vector yet and stores the vectors as they come, so that a run can end at
// any moment, also by kill -9, and the next one goes on. Vectors are kept by fingerprint: a photo that was renamed,
// copied, touched or moved by hand is found again by reading at most 192 KiB of it.
//
//   the root's thread                       any other thread
//     Prepare
//                                             Embed: reads photos, decodes, infers
//     Take, Take, …       ◀──── outcomes ─────┘
//     Flush
//
// Execute does all of it on one thread. Meanwhile Commands may be carried out: a photo that was moved between its
// reading and Take keeps its vector, one that was moved before it could be read is looked at by the next run.
class EmbeddingRun {
 public:
  // Makes `model` the model of the root (a Record, when it was another) and finds out what is to be done. Reads no
  // photo. Neither root nor model is owned.
  static Result<EmbeddingRun> Prepare(Root& root, const EmbeddingModel& model);

  std::size_t total() const { return places_.size(); }  // photos to look at
  const std::vector<std::string>& places() const { return places_; }

  // Any thread; the run has to stay where it is. Errors and `deliver` as EmbedPhotos.
  Result<void> Embed(std::stop_token stop, const std::function<Result<void>(EmbedOutcome)>& deliver) const;

  // Errors: vectors cannot be stored; kCancelled when the root has another model by now. What was stored stays.
  Result<void> Take(EmbedOutcome outcome);
  Result<void> Flush();
  const EmbeddingCounts& counts() const { return counts_; }
  // What Take told the Session since the last call.
  std::vector<Observation> TakeObservations() { return std::exchange(observations_, {}); }

  // `go_on` is called after each photo on the calling thread and returns false to stop. Errors: the model fails, or
  // vectors cannot be stored; what was stored stays.
  Result<EmbeddingCounts> Execute(const std::function<bool()>& go_on);

 private:
  EmbeddingRun(Root& root, const EmbeddingModel& model) : root_(&root), model_(&model) {}

  void Observe(const EmbedOutcome& outcome, const Error* verdict);
  bool IsStillThere(const EmbedOutcome& outcome) const;

  Root* root_;
  const EmbeddingModel* model_;
  std::vector<std::string> places_;                                       // sorted
  std::unordered_set<std::string> first_;                                 // of them: what others wait for
  std::unordered_set<Fingerprint, FingerprintHash> stored_;               // a vector, or that there is none
  std::unordered_map<Fingerprint, std::int64_t, FingerprintHash> taken_;  // of photos that were read: their copies'
  EmbeddingCounts counts_;
  std::vector<Observation> observations_;
  std::vector<EmbedOutcome> unstored_;
  std::chrono::steady_clock::time_point flushed_;
};

}  // namespace photocluster
