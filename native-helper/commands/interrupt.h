#pragma once
#include <atomic>

namespace photocluster {

// While one exists, Ctrl-C (SIGINT) and SIGTERM ask for an end in good order instead of killing the program: what is
// done is stored, a run under way says in the log where it stopped. A second signal kills. At most one at a time.
class InterruptGuard {
 public:
  InterruptGuard();
  ~InterruptGuard();
  InterruptGuard(const InterruptGuard&) = delete;
  InterruptGuard& operator=(const InterruptGuard&) = delete;

  const std::atomic<bool>& requested() const;

 private:
  void (*before_int_)(int);
  void (*before_term_)(int);
};

}  // namespace photocluster
