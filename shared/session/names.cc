#include "shared/session/names.h"

#include <algorithm>

#include "shared/base/hash.h"
#include "shared/base/unicode.h"

namespace photocluster {
namespace {

// Never 0, which stands for an empty place.
std::uint64_t KeyOf(std::string_view path) { return std::max<std::uint64_t>(Xxh3_64(FoldName(path)), 1); }

std::uint64_t HashOf(std::uint64_t key) { return key; }

}  // namespace

void TakenNames::Add(std::string_view path) { keys_.Insert(KeyOf(path), HashOf); }

void TakenNames::Remove(std::string_view path) { keys_.Erase(KeyOf(path), HashOf); }

bool TakenNames::Contains(std::string_view path) const {
  const std::uint64_t key = KeyOf(path);
  return keys_.Find(key, [&](std::uint64_t each) { return each == key; }) != 0;
}

}  // namespace photocluster
