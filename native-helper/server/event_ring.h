#pragma once
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "shared/protocol/message.h"

namespace photocluster {

// The events of this run of the helper: numbered from 1 without gaps, the newest ones kept for pages that come back.
// Belongs to the root's strand.
class EventRing {
 public:
  using Text = std::shared_ptr<const std::string>;  // as it is sent
  static constexpr std::size_t kMostEvents = 10'000;
  static constexpr std::size_t kMostBytes = std::size_t{32} << 20;

  std::uint64_t newest() const { return newest_; }
  // Gives it the next number and keeps it.
  Text Add(Event event);
  // Those after `event`, oldest first; nothing when they are not all at hand any more, or it is none of this run.
  std::optional<std::vector<Text>> After(std::uint64_t event) const;

 private:
  std::uint64_t newest_ = 0;
  std::size_t bytes_ = 0;
  std::deque<Text> texts_;  // the last one is newest_
};

}  // namespace photocluster
