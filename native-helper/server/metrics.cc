#include "native-helper/server/metrics.h"

#include <unistd.h>

#include <fstream>
#include <string_view>

namespace photocluster {
namespace {

// One figure of one name; `labels` as they stand between braces.
struct Sample {
  std::string labels;
  std::uint64_t value = 0;
};

void Add(std::string& text, const std::string& name, const char* type, const char* help,
         const std::vector<Sample>& samples) {
  text += "# HELP photocluster_" + name + " " + help + "\n# TYPE photocluster_" + name + " " + type + "\n";
  for (const auto& [labels, value] : samples) {
    text += "photocluster_" + name + (labels.empty() ? "" : "{" + labels + "}") + " " + std::to_string(value) + "\n";
  }
}

std::string Label(const char* name, std::string_view value) {
  std::string label = std::string(name) + "=\"";
  for (char c : value) {
    if (c == '\\' || c == '"') label += '\\';
    label += c == '\n' ? ' ' : c;
  }
  return label + "\"";
}

std::uint64_t ResidentBytes() {
  std::ifstream statm("/proc/self/statm");
  std::uint64_t all = 0, resident = 0;
  statm >> all >> resident;
  return resident * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
}

}  // namespace

std::string Metrics::Text() const {
  std::string text;
  std::vector<Sample> answers;
  for (std::size_t hundred = 1; hundred < answers_.size(); ++hundred) {
    answers.push_back({Label("status", std::to_string(hundred) + "xx"), answers_[hundred]});
  }
  Add(text, "answers_total", "counter", "Requests that were answered", answers);
  Add(text, "refusals_total", "counter", "Requests that were not let in", {{"", refusals_}});
  Add(text, "resident_bytes", "gauge", "Memory in use", {{"", ResidentBytes()}});
  return text;
}

std::string Metrics::TextOf(RootService& root) {
  const Session& session = root.root().session();
  const Totals totals = session.state().totals();
  const std::string path = Label("root", root.root().path());
  std::vector<Sample> photos;
  for (const auto& [kind, count] : {std::pair{"queue", totals.queue},
                                    {"manual", totals.manual},
                                    {"auto", totals.automatic},
                                    {"adopted", totals.adopted},
                                    {"imported", totals.imported},
                                    {"trashed", totals.trashed},
                                    {"not_shown", totals.not_shown},
                                    {"missing", totals.missing}}) {
    photos.push_back({path + "," + Label("kind", kind), count});
  }
  std::string text;
  Add(text, "photos", "gauge", "Photos by what became of them", photos);
  Add(text, "records_total", "counter", "Lines of the log", {{path, session.record_count()}});
  Add(text, "unsettled_records", "gauge", "Records not yet in the summary",
      {{path, session.last_seq() - session.settled()}});
  Add(text, "vectors", "gauge", "Photos with a vector of the model in use",
      {{path, session.state().vectors().row_count()}});
  Add(text, "pages", "gauge", "Pages connected", {{path, root.page_count()}});
  Add(text, "events_total", "counter", "Events told to pages", {{path, root.events().newest()}});
  return text;
}

}  // namespace photocluster
