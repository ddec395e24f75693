#include "shared/session/names.h"

#include "shared/base/hash.h"
#include "shared/base/unicode.h"

namespace photocluster {
namespace {

struct Key {
  std::uint64_t hash;
  std::uint32_t value;  // the other half of it; never 0, which stands for an empty place
};

Key KeyOf(std::string_view path) {
  const std::uint64_t hash = Xxh3_64(FoldName(path));
  return {hash, static_cast<std::uint32_t>(hash) | 1};
}

}  // namespace

void TakenNames::Add(std::string_view path) {
  const Key key = KeyOf(path);
  keys_.Insert(key.value, key.hash);
}

void TakenNames::Remove(std::string_view path) {
  const Key key = KeyOf(path);
  keys_.Erase(key.value, key.hash);
}

bool TakenNames::Contains(std::string_view path) const {
  const Key key = KeyOf(path);
  return keys_.Find(key.hash, [&](std::uint32_t each) { return each == key.value; }) != 0;
}

}  // namespace photocluster
