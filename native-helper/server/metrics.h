#pragma once
#include <array>
#include <atomic>
#include <cstdint>
#include <string>

#include "native-helper/server/root_service.h"

namespace photocluster {

// Figures of a running helper, as Prometheus reads them (text exposition format 0.0.4). Counting on any thread.
class Metrics {
 public:
  void CountAnswer(unsigned status) { ++answers_[status / 100 % answers_.size()]; }
  void CountRefusal() { ++refusals_; }

  // Of the program; of a root, on its strand.
  std::string Text() const;
  static std::string TextOf(RootService& root);

 private:
  std::array<std::atomic<std::uint64_t>, 6> answers_{};  // by hundred
  std::atomic<std::uint64_t> refusals_{0};
};

}  // namespace photocluster
