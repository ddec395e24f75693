#pragma once
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace photocluster {

// A multiset of 32-bit values that are found by a hash: open addressing with linear probing, at most 5/6 full, no
// tombstones, 8 bytes a place. For indexes over many things that stand elsewhere: a value is a number that leads to
// one. Half of the hash is kept beside it, so that nothing else is looked at but what was nearly surely meant.
// `Value{}` stands for an empty place and is never inserted.
template <class Value>
class FlatTable {
 public:
  std::size_t size() const { return size_; }
  void Clear() { *this = FlatTable(); }
  // Room for `count` values and a few more, before they come. REQUIRES: empty
  void Reserve(std::size_t count) { places_.resize(count + count / 4 + 8); }

  void Insert(Value value, std::uint64_t hash) {
    if ((size_ + 1) * 6 > places_.size() * 5) Grow();
    Put({HighOf(hash), value});
    ++size_;
  }

  // The first value with this hash for which `is(value)`; Value{} when there is none.
  template <class Is>
  Value Find(std::uint64_t hash, const Is& is) const {
    if (places_.empty()) return Value{};
    const std::uint32_t high = HighOf(hash);
    for (std::size_t at = Home(high); places_[at].value != Value{}; at = Next(at)) {
      if (places_[at].high == high && is(places_[at].value)) return places_[at].value;
    }
    return Value{};
  }

  // Each value that may have this hash.
  template <class Visit>
  void VisitAll(std::uint64_t hash, const Visit& visit) const {
    Find(hash, [&](Value value) {
      visit(value);
      return false;
    });
  }

  // One that equals `value` and has this hash, if there is one. What stands behind it moves up, so that no search
  // breaks off early.
  void Erase(Value value, std::uint64_t hash) {
    if (places_.empty()) return;
    const std::uint32_t high = HighOf(hash);
    std::size_t gap = Home(high);
    while (places_[gap].value != Value{} && !(places_[gap].high == high && places_[gap].value == value))
      gap = Next(gap);
    if (places_[gap].value == Value{}) return;
    for (std::size_t at = Next(gap); places_[at].value != Value{}; at = Next(at)) {
      const std::size_t home = Home(places_[at].high);
      // Whether its home lies behind the gap, going round: then it must stay.
      const bool stays = gap < at ? gap < home && home <= at : gap < home || home <= at;
      if (stays) continue;
      places_[gap] = places_[at];
      gap = at;
    }
    places_[gap] = {};
    --size_;
  }

 private:
  struct Place {
    std::uint32_t high = 0;
    Value value{};
  };
  static_assert(sizeof(Place) == 8);

  // Multiplied so that hashes with equal high bits spread too.
  static std::uint32_t HighOf(std::uint64_t hash) {
    return static_cast<std::uint32_t>((hash * 0x9E3779B97F4A7C15) >> 32);
  }
  std::size_t Home(std::uint32_t high) const {
    return static_cast<std::size_t>((std::uint64_t{high} * places_.size()) >> 32);
  }
  std::size_t Next(std::size_t at) const { return at + 1 == places_.size() ? 0 : at + 1; }

  void Put(Place place) {
    std::size_t at = Home(place.high);
    while (places_[at].value != Value{}) at = Next(at);
    places_[at] = place;
  }
  void Grow() {
    std::vector<Place> old = std::exchange(places_, {});
    places_.resize(old.size() + old.size() / 2 + 8);
    for (const Place& place : old) {
      if (place.value != Value{}) Put(place);
    }
  }

  std::vector<Place> places_;
  std::size_t size_ = 0;
};

}  // namespace photocluster
