#pragma once
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace photocluster {

// A multiset of small values that are found by a hash: open addressing with linear probing, at most 5/6 full, no
// tombstones. For indexes over many things that stand elsewhere: a value is a number that leads to one, and its hash is
// computed from that again where it is needed. `Value{}` stands for an empty place and is never inserted.
template <class Value>
class FlatTable {
 public:
  std::size_t size() const { return size_; }
  void Clear() { *this = FlatTable(); }

  // `hash_of(value)`: 64 bits, of every value the same at each call.
  template <class HashOf>
  void Insert(Value value, const HashOf& hash_of) {
    if ((size_ + 1) * 6 > places_.size() * 5) Grow(hash_of);
    Put(value, hash_of);
    ++size_;
  }

  // The first value with this hash for which `is(value)`; Value{} when there is none.
  template <class Is>
  Value Find(std::uint64_t hash, const Is& is) const {
    if (places_.empty()) return Value{};
    for (std::size_t at = Home(hash); places_[at] != Value{}; at = Next(at)) {
      if (is(places_[at])) return places_[at];
    }
    return Value{};
  }

  // Each value that may have this hash.
  template <class Visit>
  void VisitAll(std::uint64_t hash, const Visit& visit) const {
    if (places_.empty()) return;
    for (std::size_t at = Home(hash); places_[at] != Value{}; at = Next(at)) visit(places_[at]);
  }

  // One that equals `value`, if there is one. What stands behind it moves up, so that no search breaks off early.
  template <class HashOf>
  void Erase(Value value, const HashOf& hash_of) {
    if (places_.empty()) return;
    std::size_t gap = Home(hash_of(value));
    while (places_[gap] != Value{} && places_[gap] != value) gap = Next(gap);
    if (places_[gap] == Value{}) return;
    for (std::size_t at = Next(gap); places_[at] != Value{}; at = Next(at)) {
      const std::size_t home = Home(hash_of(places_[at]));
      // Whether its home lies behind the gap, going round: then it must stay.
      const bool stays = gap < at ? gap < home && home <= at : gap < home || home <= at;
      if (stays) continue;
      places_[gap] = places_[at];
      gap = at;
    }
    places_[gap] = Value{};
    --size_;
  }

 private:
  // Multiplied so that hashes with equal high bits spread too.
  std::size_t Home(std::uint64_t hash) const {
    const std::uint64_t high = (hash * 0x9E3779B97F4A7C15) >> 32;
    return static_cast<std::size_t>((high * places_.size()) >> 32);
  }
  std::size_t Next(std::size_t at) const { return at + 1 == places_.size() ? 0 : at + 1; }

  template <class HashOf>
  void Put(Value value, const HashOf& hash_of) {
    std::size_t at = Home(hash_of(value));
    while (places_[at] != Value{}) at = Next(at);
    places_[at] = value;
  }
  template <class HashOf>
  void Grow(const HashOf& hash_of) {
    std::vector<Value> old = std::exchange(places_, {});
    places_ = std::vector<Value>(old.size() + old.size() / 2 + 8);
    for (const Value& value : old) {
      if (value != Value{}) Put(value, hash_of);
    }
  }

  std::vector<Value> places_;
  std::size_t size_ = 0;
};

}  // namespace photocluster
