#include "native-helper/commands/interrupt.h"

#include <csignal>

namespace photocluster {
namespace {

std::atomic<bool> is_requested{false};
static_assert(std::atomic<bool>::is_always_lock_free);  // or a signal handler could not set it

void RequestStop(int signal) {
  if (!is_requested.exchange(true)) return;
  std::signal(signal, SIG_DFL);  // asked twice: at once, which loses nothing either
  std::raise(signal);
}

}  // namespace

InterruptGuard::InterruptGuard() {
  is_requested = false;
  before_int_ = std::signal(SIGINT, RequestStop);
  before_term_ = std::signal(SIGTERM, RequestStop);
}

InterruptGuard::~InterruptGuard() {
  std::signal(SIGINT, before_int_);
  std::signal(SIGTERM, before_term_);
}

const std::atomic<bool>& InterruptGuard::requested() const { return is_requested; }

}  // namespace photocluster
