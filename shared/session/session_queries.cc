#include <utility>

#include "shared/session/session.h"

namespace photocluster {

std::size_t Session::embedded_count() const {
  std::size_t count = 0;
  for (std::size_t i = 0; i < state_.photo_count(); ++i) {
    const Photo& photo = state_.photo(PhotoId(static_cast<std::uint32_t>(i)));
    if (photo.listed && photo.row.has_value()) ++count;
  }
  return count;
}

std::size_t Session::no_vector_count() const {
  std::size_t count = 0;
  for (std::size_t i = 0; i < state_.photo_count(); ++i) {
    const Photo& photo = state_.photo(PhotoId(static_cast<std::uint32_t>(i)));
    if (photo.listed && !photo.row.has_value() && NoVectorReason(photo.fingerprint)) ++count;
  }
  return count;
}

const std::string* Session::NoVectorReason(const Fingerprint& fingerprint) const {
  const auto at = without_vector_.find(fingerprint);
  return at == without_vector_.end() ? nullptr : &at->second;
}

std::vector<PlannedPhoto> Session::PlanPhotos(const AutoRule& rule) { return PlanPhotos(rule, state_.queue().Ids()); }

std::vector<PlannedPhoto> Session::PlanPhotos(const AutoRule& rule, const std::vector<PhotoId>& queue) {
  scores_.Refresh(state_.vectors(), state_.clusters());
  std::vector<RowId> rows;
  rows.reserve(queue.size());
  // Of one whose change is not in the log yet the vector is that of another content.
  for (PhotoId id : queue) rows.push_back(changed_.contains(id) ? RowId() : state_.photo(id).row);

  std::vector<PlannedPhoto> plan;
  for (const PlannedMove& move : photocluster::Plan(rows, rule, scores_, state_.clusters())) {
    plan.push_back({queue[move.position], move.suggestion});
  }
  return plan;
}

std::vector<PlanRow> Session::Plan(const AutoRule& rule) {
  std::vector<PlanRow> rows;
  for (const PlannedPhoto& planned : PlanPhotos(rule)) rows.push_back(InWords(planned));
  return rows;
}

// What the plan says of the photos that the Command names: the same as in a plan of the whole queue.
std::vector<PlanRow> Session::PlanOf(const AutoMove& command) {
  std::vector<PhotoId> named;
  for (const PlannedPair& pair : command.pairs) {
    const PhotoId id = state_.Find(pair.place);
    if (id.has_value() && state_.photo(id).queued()) named.push_back(id);
  }
  const AutoRule rule{.threshold = command.threshold, .min_samples = static_cast<int>(command.min_samples)};
  std::vector<PlanRow> rows;
  for (const PlannedPhoto& planned : PlanPhotos(rule, named)) rows.push_back(InWords(planned));
  return rows;
}

PlanRow Session::InWords(const PlannedPhoto& planned) const {
  const Suggestion& suggestion = planned.suggestion;
  PlanRow row;
  row.place = state_.photo(planned.photo).place;
  row.cluster = state_.clusters().name(suggestion.cluster);
  row.score = RoundedScore(suggestion.score);
  if (suggestion.second.has_value()) {
    row.second = state_.clusters().name(suggestion.second);
    row.second_score = RoundedScore(suggestion.second_score);
  }
  row.margin = RoundedScore(suggestion.margin);
  return row;
}

std::optional<PlannedPhoto> Session::Suggest(PhotoId id) {
  if (!state_.photo(id).row.has_value() || state_.settings().manual_only()) return std::nullopt;
  scores_.Refresh(state_.vectors(), state_.clusters());
  const auto suggestion = photocluster::Suggest(state_.photo(id).row, scores_, state_.clusters());
  if (!suggestion) return std::nullopt;
  return PlannedPhoto{id, *suggestion};
}

std::optional<PlanRow> Session::Suggest(const std::string& place) {
  const PhotoId id = state_.Find(place);
  if (!id.has_value()) return std::nullopt;
  const std::optional<PlannedPhoto> suggestion = Suggest(id);
  if (!suggestion) return std::nullopt;
  return InWords(*suggestion);
}

void Session::UseVectors(Matrix vectors, const std::vector<NoVector>& without) {
  state_.ReplaceVectors(std::move(vectors));
  scores_ = Scores();
  without_vector_.clear();
  for (const NoVector& none : without) without_vector_.emplace(none.fingerprint, none.reason);
}

void Session::AddVector(const Fingerprint& fingerprint, VectorView vector) {
  state_.AddVector(fingerprint, vector);
  unsaved_ = true;
}

void Session::AddNoVector(const Fingerprint& fingerprint, std::string reason) {
  without_vector_.emplace(fingerprint, std::move(reason));
}

}  // namespace photocluster
