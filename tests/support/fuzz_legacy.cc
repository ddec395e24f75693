// What must hold of any bytes read as the files of the original program.
#include <algorithm>
#include <set>

#include "shared/journal/legacy_writer.h"
#include "tests/support/fuzz_properties.h"

namespace photocluster::test {
namespace {

// The lines are those that it has, and what is written of them reads as they did.
std::string WrongInLegacyLog(std::string_view bytes) {
  const LegacyLog log = ReadLegacyLog(bytes);
  std::set<std::uint64_t> lines;
  for (const LegacyAction& action : log.actions) lines.insert(action.line);
  for (const LogProblem& problem : log.problems) {
    if (problem.reason.empty()) return "a line is refused without a reason";
    lines.insert(problem.line);
  }
  if (lines.size() != log.actions.size() + log.problems.size()) return "a line is both or twice";
  std::uint64_t line = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t newline = std::min(bytes.find('\n', at), bytes.size());
    std::string_view text = bytes.substr(at, newline - at);
    if (at == 0 && text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
    at = newline + 1;
    if (lines.contains(++line) == (text.empty() || text == "\r"))
      return "a line was passed over, or an empty one named";
  }
  std::vector<LegacyAction> expected = log.actions;
  for (std::size_t i = 0; i < expected.size(); ++i) expected[i].line = i + 1;
  const LegacyLog again = ReadLegacyLog(LegacyLogText(log.actions));
  return again.actions == expected && again.problems.empty() ? "" : "written again it is another log";
}

bool AreSame(const LegacyState& a, const LegacyState& b) {
  const auto same = [](const auto& one, const auto& other) {
    return one.first == other.first && one.second.count == other.second.count &&
           one.second.vectors == other.second.vectors && other.second.refused == 0;
  };
  return a.dimension == b.dimension && a.manual_total == b.manual_total && a.auto_total == b.auto_total &&
         a.deleted_total == b.deleted_total &&
         std::equal(a.clusters.begin(), a.clusters.end(), b.clusters.begin(), b.clusters.end(), same);
}

std::string WrongInLegacyState(std::string_view bytes) {
  const Result<LegacyState> read = ReadLegacyState(bytes);
  if (!read.ok()) return read.error().detail.empty() ? "refused without a reason" : "";
  for (const auto& [name, cluster] : read.value().clusters) {
    for (const Vector& vector : cluster.vectors) {
      if (!IsUnitVector(vector, read.value().dimension)) return "a vector was taken that is none";
    }
  }
  LegacyState expected = read.value();
  const Result<LegacyState> again = ReadLegacyState(LegacyStateText(expected));
  if (!again.ok()) return "what was written does not read: " + again.error().detail;
  return AreSame(expected, again.value()) ? "" : "written again it is another state";
}

std::string WrongInLegacyQueue(std::string_view bytes) {
  const Result<std::vector<std::string>> read = ReadLegacyQueue(bytes);
  if (!read.ok()) return read.error().detail.empty() ? "refused without a reason" : "";
  const Result<std::vector<std::string>> again = ReadLegacyQueue(LegacyQueueText(read.value()));
  return again.ok() && again.value() == read.value() ? "" : "written again it is another queue";
}

}  // namespace

std::string WrongInLegacy(std::string_view bytes) {
  for (const std::string& wrong : {WrongInLegacyLog(bytes), WrongInLegacyState(bytes), WrongInLegacyQueue(bytes)}) {
    if (!wrong.empty()) return wrong;
  }
  return "";
}

bool AcceptsLegacy(std::string_view bytes) {
  const LegacyLog log = ReadLegacyLog(bytes);
  if (!log.actions.empty() && log.problems.empty()) return true;
  return ReadLegacyState(bytes).ok() || ReadLegacyQueue(bytes).ok();
}

}  // namespace photocluster::test
