#include "native-helper/commands/progress.h"

#include <iomanip>
#include <ostream>
#include <sstream>
#include <utility>

namespace photocluster {
namespace {

constexpr std::size_t kBarWidth = 24;
constexpr auto kLiveEvery = std::chrono::milliseconds(100);
constexpr auto kFirstLine = std::chrono::seconds(1);
constexpr auto kLineEvery = std::chrono::seconds(5);

std::string Duration(double seconds) {
  const auto whole = static_cast<long>(seconds + 0.5);
  if (whole < 60) return std::to_string(whole) + " s";
  if (whole < 3600) return std::to_string(whole / 60) + " min " + std::to_string(whole % 60) + " s";
  return std::to_string(whole / 3600) + " h " + std::to_string(whole % 3600 / 60) + " min";
}

}  // namespace

Progress::Progress(std::ostream& out, bool live, std::size_t total, std::string unit)
    : out_(out), live_(live), total_(total), unit_(std::move(unit)) {
  shown_ = start_ + kFirstLine - kLineEvery;
}

std::string Progress::Line(std::size_t done, std::size_t total, double seconds, bool bar, const std::string& unit) {
  std::ostringstream line;
  if (bar) {
    const std::size_t filled = total == 0 ? kBarWidth : done * kBarWidth / total;
    line << '[' << std::string(filled, '#') << std::string(kBarWidth - filled, '.') << "]  ";
  }
  line << done << " of " << total;
  const double rate = seconds > 0 ? static_cast<double>(done) / seconds : 0;
  if (rate > 0) {
    line << "  " << std::fixed << std::setprecision(1) << rate << " " << unit << "/s";
    if (done < total) line << "  " << Duration(static_cast<double>(total - done) / rate) << " left";
  }
  return line.str();
}

void Progress::Print() {
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  const std::string line = Line(done_, total_, seconds, live_, unit_);
  if (live_) {
    out_ << '\r' << line << "\x1b[K" << std::flush;  // to the end of the line: a shorter one leaves nothing behind
  } else {
    out_ << line << std::endl;
  }
}

void Progress::Advance() {
  ++done_;
  const auto now = std::chrono::steady_clock::now();
  if (now - shown_ < (live_ ? std::chrono::steady_clock::duration(kLiveEvery) : kLineEvery)) return;
  shown_ = now;
  Print();
}

void Progress::End() {
  Print();
  if (live_) out_ << "\n";
}

}  // namespace photocluster
