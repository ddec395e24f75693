#include "shared/session/follower.h"

#include <utility>

namespace photocluster {
namespace {

constexpr AutoRule kEvery{.threshold = -2, .min_samples = 0};  // no cosine and no cluster is below it

}  // namespace

Result<std::unique_ptr<Follower>> Follower::Open(std::string_view snapshot) {
  Result<Snapshot> read = ReadSnapshot(snapshot);
  if (!read.ok()) return read.error();
  std::unique_ptr<Follower> follower(new Follower);
  follower->event_ = read.value().event;
  follower->session_ = Session::Open(std::move(read).value());
  return follower;
}

Result<void> Follower::Take(const Event& event) {
  if (event.event <= event_) return {};
  if (event.event != event_ + 1 || event.reset) {
    return Error{ErrorCode::kDisagrees, "what happened before event " + std::to_string(event.event) + " is not known"};
  }
  suggested_.reset();
  TRY(session_->Follow(event.records));
  for (const Observation& observation : event.observations) session_->Observe(observation);
  event_ = event.event;
  return {};
}

void Follower::BeginVectors(std::size_t expected) {
  expected_ = expected;
  stream_.clear();
  model_.clear();
  first_ = Matrix();
  without_.clear();
}

Result<void> Follower::TakeVectors(std::string_view piece) {
  suggested_.reset();
  stream_ += piece;
  const std::size_t whole = WholeLength(stream_);
  if (whole == 0) return {};
  const VectorFileHead head = TRY(ReadVectorFileHead(stream_));
  model_ = head.model;
  if (whole > kVectorFileHeader && model_ == session_->state().settings().model()) {
    const bool is_first = vector_count() == 0;
    if (is_first && first_.dimension() != head.dimension) {
      first_ = Matrix(head.dimension);
      first_.Reserve(expected_);
    }
    Matrix later;
    VectorFileContent content =
        TRY(ReadVectorFile(std::string_view(stream_).substr(0, whole), is_first ? first_ : later));
    for (std::size_t i = 0; i < later.row_count(); ++i) {
      const RowId row(static_cast<std::uint32_t>(i));
      session_->AddVector(later.fingerprint(row), later.Row(row));
    }
    for (NoVector& none : content.without) without_.push_back(std::move(none));
  }
  stream_.erase(kVectorFileHeader, whole - kVectorFileHeader);
  return {};
}

void Follower::EndVectors() {
  suggested_.reset();
  const bool fits = model_ == session_->state().settings().model();
  if (fits && first_.row_count() > 0) session_->UseVectors(std::move(first_), {});
  for (NoVector& none : without_) {
    if (fits) session_->AddNoVector(none.fingerprint, std::move(none.reason));
  }
  BeginVectors(0);
}

PlanView Follower::Plan(const AutoRule& rule, std::size_t from, std::size_t count) {
  rule_ = rule;
  if (!suggested_) suggested_ = session_->PlanPhotos(kEvery);
  plan_.clear();
  for (const PlannedPhoto& photo : *suggested_) {
    if (Qualifies(photo.suggestion, rule, session_->state().clusters())) plan_.push_back(photo);
  }
  return ViewOf(*session_, plan_, from, count);
}

}  // namespace photocluster
