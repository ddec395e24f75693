#include "native-helper/host/embedding_run.h"

#include <algorithm>
#include <utility>

#include "shared/protocol/command.h"

namespace photocluster {
namespace {

// How much work a kill may cost.
constexpr std::size_t kFlushPhotos = 256;
constexpr auto kFlushEvery = std::chrono::seconds(2);

// The root's photos for the embedder. Probe and Read of the store may be called from any thread.
class StoreReader : public PhotoReader {
 public:
  explicit StoreReader(PhotoStore& photos) : photos_(photos) {}

  Result<Identity> Identify(const std::string& place) override {
    const KnownFile file{place, 0, 0, {}};
    const std::vector<ProbedFile> probed = TRY(photos_.Probe({&file, 1}));
    if (probed.empty()) return Error{ErrorCode::kNotFound, place + " is not there any more"};
    return Identity{.length = probed[0].size, .fingerprint = probed[0].fingerprint};
  }

  Result<std::string> Read(const std::string& place, std::uint64_t) override { return photos_.Read(place); }

 private:
  PhotoStore& photos_;
};

bool NeedsLook(const Session& session, const Photo& photo) {
  if (photo.place.empty() || !photo.listed || photo.left_alone || !photo.not_shown.empty()) return false;
  if (photo.decision.membership == Membership::kTrashed) return false;
  if (!photo.looked_at || !photo.fingerprint.known()) return true;  // new, or changed in place
  return !photo.row.has_value() && !session.NoVectorReason(photo.fingerprint);
}

}  // namespace

Result<EmbeddingRun> EmbeddingRun::Prepare(Root& root, const EmbeddingModel& model) {
  Session& session = root.session();
  if (session.disagreement()) return *session.disagreement();
  if (session.state().settings().model() != model.id()) {
    Settings settings;
    settings.model = model.id();
    const Outcome outcome = root.Do(settings);
    if (outcome.error) return *outcome.error;
  }
  if (session.state().vectors().dimension() != model.dimension()) TRY(root.UseModel(model.id(), model.dimension()));

  EmbeddingRun run(root, model);
  const State& state = session.state();
  for (std::size_t i = 0; i < state.photo_count(); ++i) {
    const Photo& photo = state.photo(PhotoId(static_cast<std::uint32_t>(i)));
    if (NeedsLook(session, photo)) run.places_.push_back(photo.place);
    if (photo.looked_at && photo.taken_ms.has_value())
      run.taken_.emplace(photo.fingerprint, photo.taken_ms.value_or(0));
  }
  std::sort(run.places_.begin(), run.places_.end());
  for (std::string& place : session.PhotosToCompare()) run.first_.insert(std::move(place));
  const Matrix& vectors = state.vectors();
  for (std::size_t i = 0; i < vectors.row_count(); ++i) {
    run.stored_.insert(vectors.fingerprint(RowId(static_cast<std::uint32_t>(i))));
  }
  for (const auto& [fingerprint, reason] : session.without_vector()) run.stored_.insert(fingerprint);
  run.flushed_ = std::chrono::steady_clock::now();
  return run;
}

Result<void> EmbeddingRun::Embed(std::stop_token stop, const std::function<Result<void>(EmbedOutcome)>& deliver) const {
  std::vector<std::string> places = places_;
  std::stable_partition(places.begin(), places.end(),
                        [this](const std::string& place) { return first_.contains(place); });
  EmbedJob job;
  job.places = places;
  job.stored = stored_;
  StoreReader reader(root_->photos());
  return EmbedPhotos(*model_, reader, job, std::move(stop), deliver);
}

Result<EmbeddingCounts> EmbeddingRun::Execute(const std::function<bool()>& go_on) {
  std::stop_source stop;
  const Result<void> done = Embed(stop.get_token(), [&](EmbedOutcome outcome) {
    const Result<void> taken = Take(std::move(outcome));
    if (taken.ok() && !go_on()) stop.request_stop();
    return taken;
  });
  TRY(Flush());
  if (!done.ok() && done.error().code != ErrorCode::kCancelled) return done.error();
  return counts_;
}

Result<void> EmbeddingRun::Take(EmbedOutcome outcome) {
  const Error* error = std::get_if<Error>(&outcome.result);
  if (!outcome.fingerprint.known()) {
    if (error) counts_.unreadable.push_back(error->detail);
    return {};
  }
  // A verdict on the content: the decoder's, or ("no vector") the model's.
  const bool no_vector = error && error->code == ErrorCode::kBadInput;
  Observe(outcome, no_vector ? nullptr : error);
  if (!error && std::holds_alternative<AlreadyStored>(outcome.result)) {
    ++counts_.found_again;
    return {};
  }
  if (error && !no_vector) {
    ++counts_.not_shown;
    return {};
  }
  ++(no_vector ? counts_.no_vector : counts_.embedded);
  unstored_.push_back(std::move(outcome));
  const bool due = std::chrono::steady_clock::now() - flushed_ > kFlushEvery;
  return due || unstored_.size() >= kFlushPhotos ? Flush() : Result<void>();
}

void EmbeddingRun::Observe(const EmbedOutcome& outcome, const Error* verdict) {
  Session& session = root_->session();
  const PhotoId id = session.state().Find(outcome.place);
  if (!id.has_value()) return;  // a Command moved it meanwhile
  const Photo& known = session.state().photo(id);
  if (known.named && known.fingerprint != outcome.fingerprint && !IsStillThere(outcome)) return;
  Observation observation{.place = outcome.place,
                          .size = outcome.length,
                          .mtime_ms = known.mtime_ms,
                          .fingerprint = outcome.fingerprint,
                          .taken_ms = outcome.facts.taken_ms,
                          .not_shown = verdict ? verdict->detail : ""};
  if (const auto twin = taken_.find(outcome.fingerprint); !observation.taken_ms && twin != taken_.end()) {
    observation.taken_ms = twin->second;
  }
  session.Observe(observation);
  observations_.push_back(std::move(observation));
}

// What disagrees with the log was edited in place, unless a Command brought another photo to this place meanwhile.
bool EmbeddingRun::IsStillThere(const EmbedOutcome& outcome) const {
  const KnownFile file{outcome.place, 0, 0, {}};
  const Result<std::vector<ProbedFile>> now = root_->photos().Probe({&file, 1});
  return now.ok() && now.value().size() == 1 && now.value()[0].fingerprint == outcome.fingerprint;
}

// Stored first, then known to the Session: what it counts on is on disk.
Result<void> EmbeddingRun::Flush() {
  if (root_->session().state().settings().model() != model_->id()) {
    unstored_.clear();
    return Error{ErrorCode::kCancelled, "another model was chosen for this folder"};
  }
  std::vector<VectorEntry> entries;
  for (const EmbedOutcome& outcome : unstored_) {
    VectorEntry entry{outcome.fingerprint, {}, {}};
    if (const auto* vector = std::get_if<Vector>(&outcome.result)) entry.vector = *vector;
    if (const auto* error = std::get_if<Error>(&outcome.result)) entry.reason = error->detail;
    entries.push_back(entry);
  }
  TRY(root_->StoreVectors(entries));
  for (const EmbedOutcome& outcome : unstored_) {
    if (const auto* vector = std::get_if<Vector>(&outcome.result)) {
      root_->session().AddVector(outcome.fingerprint, *vector);
    } else {
      root_->session().AddNoVector(outcome.fingerprint, std::get<Error>(outcome.result).detail);
    }
  }
  unstored_.clear();
  flushed_ = std::chrono::steady_clock::now();
  return {};
}

}  // namespace photocluster
