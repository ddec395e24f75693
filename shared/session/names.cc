#include "shared/session/names.h"

#include "shared/base/hash.h"
#include "shared/base/unicode.h"

namespace photocluster {
namespace {

std::uint64_t KeyOf(std::string_view path) { return Xxh3_64(FoldName(path)); }

}  // namespace

void TakenNames::Add(std::string_view path) { ++counts_[KeyOf(path)]; }

void TakenNames::Remove(std::string_view path) {
  const auto at = counts_.find(KeyOf(path));
  if (at != counts_.end() && --at->second == 0) counts_.erase(at);
}

bool TakenNames::Contains(std::string_view path) const { return counts_.contains(KeyOf(path)); }

}  // namespace photocluster
