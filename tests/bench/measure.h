#pragma once
#include <time.h>

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace photocluster::bench {

enum class Clock {
  kProcessor,  // time of all threads of this program; as WASM the same as kWall, there is no other
  kWall,
};

inline double Now([[maybe_unused]] Clock clock) {
#ifdef __EMSCRIPTEN__
  const clockid_t id = CLOCK_MONOTONIC;
#else
  const clockid_t id = clock == Clock::kWall ? CLOCK_MONOTONIC : CLOCK_PROCESS_CPUTIME_ID;
#endif
  timespec now{};
  clock_gettime(id, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) * 1e-6;
}

// How long one call of `work` takes, in milliseconds. Processor time is steadier beside other programs.
template <class Work>
double Milliseconds(Work&& work, Clock clock = Clock::kProcessor) {
  const double start = Now(clock);
  std::forward<Work>(work)();
  return Now(clock) - start;
}

// Times of the same work, in milliseconds. On a machine that does other things too the least is the steadiest.
class Times {
 public:
  void Add(double ms) { ms_.insert(std::upper_bound(ms_.begin(), ms_.end(), ms), ms); }
  double Least() const { return ms_.front(); }
  double Median() const { return ms_[ms_.size() / 2]; }
  double Percentile99() const { return ms_[ms_.size() * 99 / 100]; }
  std::size_t count() const { return ms_.size(); }

 private:
  std::vector<double> ms_;  // sorted
};

template <class Work>
Times Repeat(int times, Work&& work, Clock clock = Clock::kProcessor) {
  Times all;
  for (int i = 0; i < times; ++i) all.Add(Milliseconds(work, clock));
  return all;
}

}  // namespace photocluster::bench
