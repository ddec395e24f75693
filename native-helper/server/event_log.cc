#include "native-helper/server/event_log.h"

#include <algorithm>

#include "shared/base/archive_json.h"

namespace photocluster {

struct EventLog::Line {
  std::string ts;
  LogLevel level = LogLevel::kInfo;
  std::string root;
  std::optional<Seq> batch;
  std::optional<std::uint64_t> records;
  std::string message;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(ts), NVP(level), NVP(root), NVP(batch), NVP(records), NVP(message));
  }
};

namespace {

std::string NameOf(Op op) {
  for (const auto& [value, name] : EnumNamesOf(Op{})) {
    if (value == op) return name;
  }
  return "";
}

// What a batch did: that of its last record, which is the decision and not the cluster that was made for it.
std::string Deed(const Outcome& outcome) {
  const Record& last = outcome.records.back();
  return NameOf(last.op) + (last.cluster.empty() ? "" : " " + last.cluster);
}

// A name may have any bytes, but one line stays one line, and a terminal is not steered.
std::string OnOneLine(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](unsigned char c) { return c < ' ' || c == 127; }, '?');
  return text;
}

}  // namespace

void EventLog::Tell(const std::string& root, const Outcome& outcome, Instant now) {
  Line line;
  line.ts = LocalTimestamp(now).substr(0, 23);
  line.root = root;
  if (!outcome.records.empty()) {
    line.batch = outcome.records.front().seq;
    line.records = outcome.records.size();
    line.message = Deed(outcome);
    Write(line);
  }
  line.level = LogLevel::kError;
  line.records.reset();
  if (outcome.error) {
    line.message = outcome.error->detail;
    Write(line);
  }
  for (const Failure& failure : outcome.failures) {
    line.message = failure.place + " was not moved: " + failure.error.detail;
    Write(line);
  }
}

void EventLog::Write(const Line& line) {
  if (line.level == LogLevel::kInfo && options_.level == LogLevel::kError) return;
  std::string text = ToJson(line);
  if (!options_.json) {
    text = line.ts.substr(0, 19) + (line.level == LogLevel::kInfo ? " INFO  " : " ERROR ");
    text.replace(10, 1, " ");
    if (line.batch) text += "batch " + std::to_string(*line.batch) + ": ";
    text += OnOneLine(line.message);
    if (line.records) text += ", " + std::to_string(*line.records) + (*line.records == 1 ? " record" : " records");
  }
  const std::lock_guard lock(mutex_);
  out_ << text << std::endl;
}

}  // namespace photocluster
