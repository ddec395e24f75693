#pragma once
#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/id.h"
#include "shared/session/order.h"
#include "shared/session/photo.h"

namespace photocluster {

// The undecided photos in order: those sent to the head since the order was chosen, the last one before the others;
// those not skipped since then; then the skipped ones in the order of their skips; each by path, by time taken (a photo
// without one by its file's time), by hash(seed, place) or as the original program had them (those it did not have
// behind the others); ties by place. A sorted set, so that a decision costs O(log n) and not a pass over 100,000
// photos.
class Queue {
 public:
  Queue() : sorted_(Less{}) {}

  // REQUIRES for both: the photo as it is now is the one that was, or is to be, entered; its place stays at one
  // address while it is in the queue.
  void Insert(PhotoId id, const Photo& photo);
  void Erase(PhotoId id, const Photo& photo);

  const Order& order() const { return order_; }
  // Empties the queue: the caller enters the photos again.
  void Reset(const Order& order);

  // The order of OrderKind::kImported. REQUIRES: the queue is empty, or in another order
  void TakeImported(const std::vector<std::string>& places);

  std::size_t size() const { return sorted_.size(); }
  std::vector<PhotoId> Ids() const;
  std::vector<PhotoId> Window(std::size_t from, std::size_t count) const;  // O(from + count)

 private:
  struct Key {
    std::int64_t turn = 0;  // below 0: sent to the head, above: to the end
    std::uint64_t rank = 0;
    std::string_view place;
    PhotoId id;
  };
  struct Less {
    bool operator()(const Key& a, const Key& b) const;
  };

  Key KeyOf(PhotoId id, const Photo& photo) const;

  Order order_;
  std::map<std::string, std::uint64_t, std::less<>> imported_;  // place -> its rank
  std::set<Key, Less> sorted_;
};

}  // namespace photocluster
