#pragma once
#include <cstdint>
#include <string_view>

#include "shared/session/flat_table.h"

namespace photocluster {

// Which names are taken below a root, compared without case and in NFC so that a free one is free on every file
// system. Kept as 64-bit hashes of the folded path: a collision only makes a free name look taken.
// The host's rename never replaces, so a name this set does not know is still safe.
class TakenNames {
 public:
  void Add(std::string_view path);
  void Remove(std::string_view path);
  void Reserve(std::size_t count) { keys_.Reserve(count); }  // REQUIRES: empty
  bool Contains(std::string_view path) const;

 private:
  FlatTable<std::uint32_t> keys_;  // one as often as it was added
};

}  // namespace photocluster
