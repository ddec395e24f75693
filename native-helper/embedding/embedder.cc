#include "native-helper/embedding/embedder.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace photocluster {
namespace {

constexpr std::size_t kPhotosAhead = 8;
constexpr std::uint64_t kBytesAhead = std::uint64_t{256} << 20;

std::size_t WorkerCount(int wanted) {
  return wanted > 0 ? static_cast<std::size_t>(wanted) : std::max(1U, std::thread::hardware_concurrency());
}

// A photo under way.
struct Photo {
  std::string content;  // empty once it is done
  EmbedOutcome outcome;
  bool done = false;
};

// One run. All threads share what stands below `mutex_`; none holds it while it works on a photo.
class Pipeline {
 public:
  Pipeline(const EmbeddingModel& model, PhotoReader& reader, const EmbedJob& job)
      : model_(model), reader_(reader), job_(job), photos_(2 * WorkerCount(job.workers) + kPhotosAhead) {}

  Result<void> Run(std::stop_token stop, const std::function<Result<void>(EmbedOutcome)>& deliver);

 private:
  // The threads' loops; each returns when there is nothing left for it to do or the run has ended.
  void ReadPhotos();
  void WorkOnPhotos();
  Result<void> Deliver(const std::function<Result<void>(EmbedOutcome)>& deliver);

  Photo& At(std::size_t index) { return photos_[index % photos_.size()]; }
  void End(Error error);  // the first one counts

  Photo ReadOne(const std::string& place);
  Result<void> WorkOnOne(std::string content, std::span<float> tensor, EmbedOutcome& outcome) const;

  const EmbeddingModel& model_;
  PhotoReader& reader_;
  const EmbedJob& job_;

  std::mutex mutex_;
  std::condition_variable work_;     // wakes workers: a photo to work on, or none will come
  std::condition_variable changed_;  // wakes the reading and the delivering thread: a photo done or gone
  std::vector<Photo> photos_;        // a ring: photo i is in photos_[i % size] from when it is read until delivered
  std::size_t read_ = 0;             // photos read so far
  std::size_t delivered_ = 0;
  bool all_read_ = false;
  std::deque<std::size_t> to_work_on_;
  std::uint64_t bytes_ = 0;  // of content under way
  std::optional<Error> ended_;
};

Result<void> Pipeline::Run(std::stop_token stop, const std::function<Result<void>(EmbedOutcome)>& deliver) {
  const std::stop_callback on_stop(stop, [this] { End({ErrorCode::kCancelled, "embedding was stopped"}); });
  std::vector<std::jthread> threads;  // joined before anything else goes
  threads.emplace_back([this] { ReadPhotos(); });
  for (std::size_t i = 0; i < WorkerCount(job_.workers); ++i) threads.emplace_back([this] { WorkOnPhotos(); });
  Result<void> delivered = Deliver(deliver);
  if (!delivered.ok()) End(delivered.error());
  return delivered;
}

void Pipeline::End(Error error) {
  const std::lock_guard lock(mutex_);
  if (!ended_) ended_ = std::move(error);
  work_.notify_all();
  changed_.notify_all();
}

void Pipeline::ReadPhotos() {
  for (const std::string& place : job_.places) {
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] {
        const bool room = read_ - delivered_ < photos_.size() && bytes_ < kBytesAhead;
        return ended_ || room;
      });
      if (ended_) return;
    }
    Photo photo = ReadOne(place);
    const std::lock_guard lock(mutex_);
    bytes_ += photo.content.size();
    if (!photo.done) {
      to_work_on_.push_back(read_);
      work_.notify_one();
    }
    At(read_++) = std::move(photo);
    changed_.notify_all();
  }
  const std::lock_guard lock(mutex_);
  all_read_ = true;
  work_.notify_all();
}

Photo Pipeline::ReadOne(const std::string& place) {
  Photo photo;
  EmbedOutcome& outcome = photo.outcome;
  outcome.place = place;
  photo.done = true;
  if (!job_.stored.empty()) {
    const Result<PhotoReader::Identity> identity = reader_.Identify(place);
    if (!identity.ok()) {
      outcome.result = identity.error();
      return photo;
    }
    if (job_.stored.contains(identity.value().fingerprint)) {
      outcome.length = identity.value().length;
      outcome.fingerprint = identity.value().fingerprint;
      return photo;
    }
  }
  Result<std::string> content = reader_.Read(place, kMaxPhotoBytes);
  if (!content.ok()) {
    outcome.result = content.error();
    return photo;
  }
  photo.content = std::move(content).value();
  outcome.length = photo.content.size();
  outcome.fingerprint = FingerprintOfContent(photo.content);
  photo.done = false;
  return photo;
}

void Pipeline::WorkOnPhotos() {
  std::vector<float> tensor(model_.preprocess().tensor_size());
  std::unique_lock lock(mutex_);
  while (true) {
    work_.wait(lock, [this] { return ended_ || all_read_ || !to_work_on_.empty(); });
    if (ended_ || to_work_on_.empty()) return;
    Photo& photo = At(to_work_on_.front());
    to_work_on_.pop_front();
    std::string content = std::move(photo.content);
    const std::uint64_t length = content.size();
    lock.unlock();
    const Result<void> worked = WorkOnOne(std::move(content), tensor, photo.outcome);
    if (!worked.ok()) End(worked.error());
    lock.lock();
    bytes_ -= length;
    photo.done = true;
    changed_.notify_all();
  }
}

Result<void> Pipeline::WorkOnOne(std::string content, std::span<float> tensor, EmbedOutcome& outcome) const {
  const PreprocessSpec& spec = model_.preprocess();
  Result<DecodedPhoto> decoded = DecodePhoto(content, spec.side);
  if (!decoded.ok()) {
    outcome.result = decoded.error();
    return {};
  }
  const DecodedPhoto& photo = decoded.value();
  outcome.facts = photo.facts;
  if (const auto prepared = Preprocess(photo.image, photo.facts.orientation, spec, tensor); !prepared.ok()) {
    outcome.result = prepared.error();
    return {};
  }
  const std::vector<float> embedding = TRY(model_.Run(tensor));
  Result<Vector> vector = Quantise(embedding);
  if (vector.ok()) {
    outcome.result = std::move(vector).value();
  } else {
    outcome.result = vector.error();
  }
  return {};
}

Result<void> Pipeline::Deliver(const std::function<Result<void>(EmbedOutcome)>& deliver) {
  for (std::size_t i = 0; i < job_.places.size(); ++i) {
    EmbedOutcome outcome;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this, i] { return ended_ || (i < read_ && At(i).done); });
      if (ended_) return *ended_;
      outcome = std::move(At(i).outcome);
      At(i) = {};
      delivered_ = i + 1;
      changed_.notify_all();
    }
    TRY(deliver(std::move(outcome)));
  }
  return {};
}

}  // namespace

Result<void> EmbedPhotos(const EmbeddingModel& model, PhotoReader& reader, const EmbedJob& job, std::stop_token stop,
                         const std::function<Result<void>(EmbedOutcome)>& deliver) {
  return Pipeline(model, reader, job).Run(std::move(stop), deliver);
}

}  // namespace photocluster
