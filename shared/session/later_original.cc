#include "shared/session/later_original.h"

#include <algorithm>
#include <set>
#include <span>
#include <string_view>
#include <utility>

#include "shared/base/path.h"
#include "shared/clustering/cluster_name.h"
#include "shared/journal/file_names.h"
#include "shared/journal/legacy.h"
#include "shared/session/import.h"

namespace photocluster {
namespace {

bool IsOurSummary(std::string_view text) { return text.find("\"format\":") != std::string_view::npos; }

std::string Listed(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : ", ") + part;
  return text;
}

class Finder {
 public:
  Finder(const State& state, const ReadStateFile& read) : state_(state), read_(read) {}

  Result<LaterOriginal> Find(std::span<const char* const> files) {
    for (const char* file : files) TRY(Look(file));
    if (!found_.copies.empty()) found_.notice = Told();
    return std::move(found_);
  }

 private:
  Result<void> Look(const std::string& file) {
    const std::optional<std::string> text = TRY(read_(file));
    if (!text || (file == kSummaryFile && IsOurSummary(*text))) return {};
    const std::string kept_name = KeptName(file);
    const std::optional<std::string> kept = TRY(read_(kept_name));
    if (kept == text) return {};
    // One name for one content: `.clustering/original/state.<fingerprint>.json`.
    const std::string later = WithStemSuffix(kept_name, "." + FingerprintOfContent(*text).ToText());
    if (const std::optional<std::string> there = TRY(read_(later)); there == text) return {};
    found_.copies.push_back({later, *text});
    if (file == kOriginalLogFile) {
      TellLog(*text, kept.value_or(""));
    } else {
      parts_.push_back(file == kSummaryFile ? "its state.json in place of ours" : "its queue");
    }
    return {};
  }

  void TellLog(std::string_view text, std::string_view kept) {
    const bool goes_on = text.substr(0, kept.size()) == kept;
    const LegacyLog log = ReadLegacyLog(goes_on ? text.substr(kept.size()) : text);
    const std::string more = !kept.empty() && goes_on ? " more" : "";
    const std::size_t count = log.actions.size();
    parts_.push_back(std::to_string(count) + more + (count == 1 ? " decision" : " decisions") + " in its log" +
                     (goes_on ? "" : ", which is another one now"));
    for (const LegacyAction& action : log.actions) {
      if (action.cluster == kDeletedCluster || state_.FindCluster(action.cluster).has_value()) continue;
      unknown_.insert(action.cluster);
    }
  }

  Notice Told() const {
    Notice notice;
    notice.code = unknown_.empty() ? NoticeCode::kOriginalBeside : NoticeCode::kOriginalBesideClusters;
    notice.name = Listed({unknown_.begin(), unknown_.end()});
    notice.count = unknown_.size();
    notice.sentence = "the original program has worked in this folder beside this one (" + Listed(parts_) +
                      "): photos that it moved count as moved by hand, and its files are kept in " + kKeptFolder +
                      " as they are";
    if (unknown_.empty()) return notice;
    notice.sentence += "; of its clusters " + Listed({unknown_.begin(), unknown_.end()}) +
                       (unknown_.size() == 1 ? " is" : " are") + " not known here: create " +
                       (unknown_.size() == 1 ? "it" : "them") + ", and the photos in folders of that name are adopted";
    return notice;
  }

  const State& state_;
  const ReadStateFile& read_;
  std::vector<std::string> parts_;
  std::set<std::string> unknown_;  // its clusters that are none of ours
  LaterOriginal found_;
};

}  // namespace

Result<LaterOriginal> FindLaterOriginal(const State& state, const ReadStateFile& read) {
  constexpr const char* kFiles[] = {kOriginalLogFile, kOriginalQueueFile, kSummaryFile};
  return Finder(state, read).Find(kFiles);
}

Result<LaterOriginal> FindLaterState(const State& state, const ReadStateFile& read) {
  constexpr const char* kFiles[] = {kSummaryFile};
  return Finder(state, read).Find(kFiles);
}

}  // namespace photocluster
