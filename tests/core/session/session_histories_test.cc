// Random histories of Commands on a small tree of photos, and what must hold after each Command. A history that fails
// is made as short as possible and printed, one line a Command; RunHistory takes it again. The environment variable
// PHOTOCLUSTER_HISTORIES=n runs n times as many.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <functional>

#include "tests/support/random_history.h"
#include "tests/support/sanitized.h"

namespace photocluster::test {
namespace {

bool IsCommand(const std::string& line) { return line.front() == '{'; }
bool IsDecision(const std::string& line) {
  return IsCommand(line) && line.find("\"undo\"") == std::string::npos && line.find("\"redo\"") == std::string::npos;
}

// The hashes of undoing everything and of doing it all again.
Lines UndoneAndRedone(Play& run) {
  Lines hashes;
  for (const char* command : {R"({"undo":{}})", R"({"redo":{}})"}) {
    for (int i = 0; i < 1000; ++i) {
      const Outcome outcome = run.Do(command);
      hashes.push_back(outcome.error ? outcome.error->detail : run.state().Hash());
      if (outcome.error) break;
    }
  }
  return hashes;
}

// `replays`: what the log alone gives is compared too, which takes as long as the log is.
std::string CheckLine(Play& run, const std::string& line, bool replays) {
  const std::string before = run.state().Hash();
  const Outcome outcome = run.Do(line);
  const std::string after = run.state().Hash();
  if (outcome.error && after != before) return "refused (" + outcome.error->detail + ") and yet something was done";
  const bool may_change =
      IsCommand(line) || line == kNotice || line.rfind(kVector, 0) == 0 || line.rfind(kKill, 0) == 0;
  if (!may_change && after != before) return "it changed the State";
  if (const std::string wrong = run.Check(replays); !wrong.empty()) return wrong;
  if (!IsDecision(line) || outcome.error || outcome.records.empty()) return "";
  if (const Outcome undone = run.Do(R"({"undo":{}})"); undone.error) return "undo: " + undone.error->detail;
  if (run.state().Hash() != before) return "undo does not give the State from before";
  if (const std::string wrong = run.Check(replays); !wrong.empty()) return "after undo: " + wrong;
  if (const Outcome redone = run.Do(R"({"redo":{}})"); redone.error) return "redo: " + redone.error->detail;
  if (run.state().Hash() != after) return "redo does not give the State from after";
  if (const std::string wrong = run.Check(replays); !wrong.empty()) return "after redo: " + wrong;
  return "";
}

// A history as it is made up or taken again, and what is wrong after its last line, or "".
struct Ran {
  Lines lines;
  std::string wrong;
};

// Until `next` gives "". The log alone is read after every `replay`th line and after the last one.
Ran RunHistory(const World& start, const std::function<std::string(Play&)>& next, std::size_t replay) {
  Ran history;
  Play run(start);
  for (std::string line = next(run); !line.empty(); line = next(run)) {
    history.lines.push_back(line);
    history.wrong = CheckLine(run, line, history.lines.size() % replay == 0);
    if (!history.wrong.empty()) return history;
  }
  history.wrong = run.Check(true);
  if (!history.wrong.empty()) return history;
  run.Do(kSettle);
  Play bare(run.world());
  bare.Do(kReopenBare);
  if (UndoneAndRedone(run) != UndoneAndRedone(bare))
    history.wrong = "undo and redo go another way after reading the log alone";
  return history;
}

std::string RunHistory(const World& start, const Lines& lines, std::size_t replay) {
  std::size_t at = 0;
  return RunHistory(
             start, [&](Play&) { return at < lines.size() ? lines[at++] : ""; }, replay)
      .wrong;
}

// Parts of the history are left out as long as it fails all the same.
Lines Shrunk(const World& start, Lines lines, std::size_t replay) {
  for (std::size_t size = std::max<std::size_t>(lines.size() / 2, 1); size > 0; size /= 2) {
    for (std::size_t at = 0; at < lines.size();) {
      Lines shorter(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(at));
      const std::size_t end = std::min(at + size, lines.size());
      shorter.insert(shorter.end(), lines.begin() + static_cast<std::ptrdiff_t>(end), lines.end());
      if (RunHistory(start, shorter, replay).empty()) {
        at = end;
      } else {
        lines = std::move(shorter);
      }
    }
  }
  return lines;
}

struct Length {
  std::uint64_t histories = 0;
  std::size_t lines = 0;  // Commands a history
  std::uint64_t rare = 0;
  std::size_t replay = 0;
};

void ExpectAllWell(const Length& length) {
  const char* times = std::getenv("PHOTOCLUSTER_HISTORIES");
  const std::uint64_t histories = length.histories * (times ? std::strtoull(times, nullptr, 10) : 1);
  const World start = HistoryStart();
  for (std::uint64_t seed = 1; seed <= histories; ++seed) {
    const Ran history = RunHistory(start, RandomHistory(seed, length.lines, length.rare), length.replay);
    if (history.wrong.empty()) continue;
    const Lines lines = Shrunk(start, history.lines, length.replay);
    std::string text;
    for (const std::string& line : lines) text += line + "\n";
    FAIL() << history.wrong << "; shortened: " << RunHistory(start, lines, length.replay) << "\nseed " << seed << ":\n"
           << text;
  }
}

TEST(SessionHistories, EveryCommandKeepsPhotosStateAndLogTogether) {
  ExpectAllWell({.histories = 60, .lines = 40, .rare = 10, .replay = 1});
}

TEST(SessionHistories, TenThousandCommandsAreTakenBackOneByOneToTheStateFromBefore) {
  constexpr std::size_t kLines = kSanitized ? 2'000 : 10'000;
  ExpectAllWell({.histories = 1, .lines = kLines, .rare = 700, .replay = 2'000});
}

}  // namespace
}  // namespace photocluster::test
