#pragma once
#include <cstdint>
#include <functional>

namespace photocluster {

// A number that cannot be mistaken for another kind of number. `Tag` makes the type; the default is
// "none". Ids of photos and clusters are numbers of one State in memory and are never written down.
template <class Tag, class Number>
class Id {
 public:
  constexpr Id() = default;
  constexpr explicit Id(Number value) : value_(value) {}

  constexpr Number value() const { return value_; }
  constexpr bool has_value() const { return value_ != kNone; }

  constexpr bool operator==(const Id&) const = default;
  constexpr auto operator<=>(const Id&) const = default;

 private:
  static constexpr Number kNone = static_cast<Number>(-1);
  Number value_ = kNone;
};

using PhotoId = Id<struct PhotoTag, std::uint32_t>;
using ClusterId = Id<struct ClusterTag, std::uint32_t>;
using RowId = Id<struct RowTag, std::uint32_t>;  // a row of the matrix of vectors

}  // namespace photocluster

template <class Tag, class Number>
struct std::hash<photocluster::Id<Tag, Number>> {
  std::size_t operator()(photocluster::Id<Tag, Number> id) const noexcept { return std::hash<Number>{}(id.value()); }
};
