#pragma once
#include <cstdint>

#include "shared/base/archive_fields.h"
#include "shared/protocol/record.h"

namespace photocluster {

enum class OrderKind : std::uint8_t { kPath, kTaken, kShuffle, kImported };
constexpr EnumNames<OrderKind, 4> EnumNamesOf(OrderKind) {
  return {{{OrderKind::kPath, "path"},
           {OrderKind::kTaken, "taken"},
           {OrderKind::kShuffle, "shuffle"},
           {OrderKind::kImported, "imported"}}};
}
constexpr const char* TypeNameOf(OrderKind) { return "OrderKind"; }

// How the queue is sorted, and since when: a skip counts only for the order it was made in.
struct Order {
  OrderKind kind = OrderKind::kPath;
  std::uint64_t seed = 0;  // of a shuffle
  Seq since = 0;           // the record that set it

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(kind), NVP(seed), NVP(since));
  }
  bool operator==(const Order&) const = default;
};

}  // namespace photocluster
