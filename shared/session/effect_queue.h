#pragma once
#include <deque>
#include <functional>
#include <optional>
#include <utility>

#include "shared/protocol/effect.h"

namespace photocluster {

// The effects that a Session waits for, in order, each with what follows from its result. Only the oldest is ever
// carried out, so a kill between two effects leaves a prefix of them done.
class EffectQueue {
 public:
  using Then = std::function<void(const EffectResult&)>;

  void Push(Effect effect, Then then) { waiting_.emplace_back(std::move(effect), std::move(then)); }

  bool empty() const { return waiting_.empty(); }
  // The effect to carry out now; the same until it is completed. REQUIRES: !empty()
  const Effect& Front() const { return waiting_.front().first; }
  // REQUIRES: !empty()
  void Complete(const EffectResult& result) {
    const Then then = std::move(waiting_.front().second);
    waiting_.pop_front();
    then(result);
  }

 private:
  std::deque<std::pair<Effect, Then>> waiting_;
};

}  // namespace photocluster
