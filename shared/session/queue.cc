#include "shared/session/queue.h"

#include <limits>

#include "shared/base/random.h"

namespace photocluster {

bool Queue::Less::operator()(const Key& a, const Key& b) const {
  if (a.turn != b.turn) return a.turn < b.turn;
  if (a.rank != b.rank) return a.rank < b.rank;
  return a.place < b.place;
}

Queue::Key Queue::KeyOf(PhotoId id, const Photo& photo) const {
  Key key{.turn = 0, .rank = 0, .place = photo.place, .id = id};
  const Turn& turn = photo.decision.turn;
  const auto by = static_cast<std::int64_t>(turn.by());
  if (turn.by() > order_.since) key.turn = turn.first() ? -by : by;
  if (order_.kind == OrderKind::kShuffle) key.rank = OrderHash(order_.seed, photo.place);
  if (order_.kind == OrderKind::kTaken) {
    // Shifted so that times before 1970 sort first.
    const std::int64_t time = photo.taken_ms.value_or(photo.mtime_ms);
    key.rank = static_cast<std::uint64_t>(time) ^ (std::uint64_t{1} << 63);
  }
  if (order_.kind == OrderKind::kImported) {
    const auto at = imported_.find(photo.place);
    key.rank = at == imported_.end() ? std::numeric_limits<std::uint64_t>::max() : at->second;
  }
  return key;
}

void Queue::Insert(PhotoId id, const Photo& photo) { sorted_.insert(KeyOf(id, photo)); }

void Queue::Erase(PhotoId id, const Photo& photo) { sorted_.erase(KeyOf(id, photo)); }

void Queue::Reset(const Order& order) {
  sorted_.clear();
  order_ = order;
}

void Queue::TakeImported(const std::vector<std::string>& places) {
  imported_.clear();
  for (const std::string& place : places) imported_.emplace(place, imported_.size());
}

std::vector<PhotoId> Queue::Ids() const {
  std::vector<PhotoId> ids;
  ids.reserve(sorted_.size());
  for (const Key& key : sorted_) ids.push_back(key.id);
  return ids;
}

std::vector<PhotoId> Queue::Window(std::size_t from, std::size_t count) const {
  std::vector<PhotoId> ids;
  if (from >= sorted_.size()) return ids;
  ids.reserve(std::min(count, sorted_.size() - from));
  for (auto at = std::next(sorted_.begin(), static_cast<std::ptrdiff_t>(from)); at != sorted_.end(); ++at) {
    if (ids.size() == count) break;
    ids.push_back(at->id);
  }
  return ids;
}

}  // namespace photocluster
