#pragma once
#include <chrono>
#include <cstddef>
#include <iosfwd>
#include <string>

namespace photocluster {

// Progress of long work: a bar in place on a terminal, elsewhere a line after a second and then every five.
// Shows done, total, how many a second (since the start) and the time left.
class Progress {
 public:
  // `unit`: what is counted.
  Progress(std::ostream& out, bool live, std::size_t total, std::string unit = "photos");

  void Advance();  // one more
  void End();      // the last line, whatever was shown

  // "[#####.....]  512 of 1200  83.1 photos/s  8 s left"; `seconds` since the start.
  static std::string Line(std::size_t done, std::size_t total, double seconds, bool bar,
                          const std::string& unit = "photos");

 private:
  void Print();

  std::ostream& out_;
  bool live_;
  std::size_t total_;
  std::string unit_;
  std::size_t done_ = 0;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  std::chrono::steady_clock::time_point shown_;
};

}  // namespace photocluster
