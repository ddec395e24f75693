#include "shared/session/import.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "shared/base/path.h"
#include "shared/clustering/cluster_name.h"
#include "shared/journal/file_names.h"
#include "shared/journal/legacy.h"
#include "shared/journal/legacy_paths.h"
#include "shared/journal/record_line.h"
#include "shared/session/fold_files.h"

namespace photocluster {
namespace {

// A record has to be read back: this leaves it far below what a line may have.
constexpr std::size_t kMaxQueueBytes = std::size_t{16} << 20;

bool Contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

std::string Counted(std::size_t number, const std::string& one, const std::string& many) {
  return std::to_string(number) + " " + (number == 1 ? one : many);
}

// The bytes before the first record of ours.
std::size_t LengthInFront(std::string_view log) {
  for (std::size_t begin = 0; begin < log.size();) {
    const std::size_t end = std::min(log.find('\n', begin), log.size());
    if (ReadRecordLine(log.substr(begin, end - begin)).ok()) return begin;
    begin = end + 1;
  }
  return log.size();
}

// An incomplete one counts.
std::uint64_t LinesIn(std::string_view text) {
  const auto newlines = static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n'));
  return newlines + (!text.empty() && text.back() != '\n' ? 1 : 0);
}

// One log of the two places that it may be at: what stands in both counts once, the rest goes by its time.
std::vector<LegacyAction> Merged(const std::vector<LegacyAction>& a, std::vector<LegacyAction> b) {
  const auto text = [](const LegacyAction& x) { return std::tie(x.ts, x.src, x.dst, x.cluster, x.note); };
  std::map<decltype(text(a.front())), std::size_t> in_both;
  for (const LegacyAction& action : a) ++in_both[text(action)];
  std::erase_if(b, [&](const LegacyAction& action) {
    const auto at = in_both.find(text(action));
    return at != in_both.end() && at->second > 0 && at->second-- > 0;
  });
  std::vector<LegacyAction> merged;
  std::merge(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(merged),
             [](const LegacyAction& x, const LegacyAction& y) { return x.ts < y.ts; });
  return merged;
}

// Makes the records of one root.
class Importer {
 public:
  Importer(const LegacyFiles& files, std::string_view log, const std::vector<Record>& logged, const Listing& listing)
      : files_(files), log_(log), logged_(logged), listing_(listing) {}

  std::optional<Import> Make() {
    if (!Read()) return std::nullopt;
    TellDamage();
    const std::vector<std::string_view> here = FilesHere();
    const std::vector<std::string_view> named = PathsNamed();
    const LegacyPaths paths(files_.root, here, named);
    Record root;
    root.op = Op::kRoot;
    root.key = "root";
    import_.records.push_back(std::move(root));
    for (const LegacyAction& action : actions_) AddAction(action, paths);
    AddTotals(paths);
    TellPlaces(paths);
    TellMissing();
    TellDecisions();
    import_.log_length = front_.size();
    if (logged_.empty()) KeepFiles();
    const std::size_t arrived = std::min(logged_.size(), import_.records.size());
    import_.records.erase(import_.records.begin(), import_.records.begin() + static_cast<std::ptrdiff_t>(arrived));
    return std::move(import_);
  }

 private:
  // Whether there is anything of the original program.
  bool Read() {
    front_ = FrontOfLog();
    const LegacyLog documented = ReadLegacyLog(front_);
    const LegacyLog manual = ReadLegacyLog(files_.log.value_or(""));
    const bool our_summary = files_.state && IsOurs(*files_.state);
    has_state_ = files_.state && !our_summary;
    if (!has_state_ && !files_.log && !files_.queue && documented.actions.empty()) return false;
    both_places_ = !documented.actions.empty() && !manual.actions.empty();
    TellProblems(documented, kLogFile);
    TellProblems(manual, kOriginalLogFile);
    actions_ = Merged(manual.actions, documented.actions);
    return true;
  }

  bool IsOurs(std::string_view text) {
    Result<LegacyState> read = ReadLegacyState(text);
    if (read.ok()) {
      state_ = std::move(read).value();
      return false;
    }
    state_error_ = read.error().detail;
    return read.error().code == ErrorCode::kUnsupported || Contains(text, "\"format\":");
  }

  // The original's part of our log.
  std::string_view FrontOfLog() const {
    const std::string_view front = log_.substr(0, LengthInFront(log_));
    if (!files_.kept) return front;
    const std::string_view kept = files_.kept_log ? std::string_view(*files_.kept_log) : std::string_view();
    const bool is_its_beginning = front.substr(0, kept.size()) == kept;
    return is_its_beginning && ReadLegacyLog(front.substr(kept.size())).actions.empty() ? kept : front;
  }

  void Tell(Notice notice) { import_.notices.push_back(std::move(notice)); }

  void TellProblems(const LegacyLog& log, const std::string& file) {
    for (const LogProblem& problem : log.problems) {
      Tell({.code = NoticeCode::kOriginalLine,
            .sentence = "line " + std::to_string(problem.line) + " of " + file + ", byte " +
                        std::to_string(problem.offset) +
                        ", was not taken over from the original program: " + problem.reason,
            .name = file,
            .line = problem.line,
            .byte = problem.offset,
            .detail = problem.reason});
    }
  }

  void TellDamage() {
    if (both_places_) {
      Tell({.code = NoticeCode::kOriginalTwoLogs,
            .sentence = std::string("the original program's log is at two places, ") + kOriginalLogFile + " and " +
                        kLogFile + ": what stands in both counts once",
            .name = kOriginalLogFile,
            .other = kLogFile});
    }
    if (!has_state_) {
      Tell({.code = NoticeCode::kOriginalStateMissing,
            .sentence = "the original program's state.json is not there: its clusters and totals are those of its log, "
                        "without its "
                        "vectors"});
    } else if (!state_) {
      Tell({.code = NoticeCode::kOriginalStateDamaged,
            .sentence = "the original program's state.json cannot be read (" + state_error_ +
                        "): its clusters and totals are those of its log, without its vectors",
            .detail = state_error_});
    }
  }

  std::vector<std::string_view> FilesHere() const {
    std::vector<std::string_view> here;
    for (const FileEntry& file : listing_.files) here.push_back(file.path);
    return here;
  }

  std::vector<std::string_view> PathsNamed() {
    if (files_.queue) {
      Result<std::vector<std::string>> queue = ReadLegacyQueue(*files_.queue);
      if (queue.ok()) {
        queue_ = std::move(queue).value();
      } else {
        Tell({.code = NoticeCode::kOriginalQueueUnused,
              .sentence = "the original program's queue.json cannot be read (" + queue.error().detail +
                          "): the queue is in the order of the paths",
              .detail = queue.error().detail});
      }
    }
    std::vector<std::string_view> named;
    for (const LegacyAction& action : actions_) named.insert(named.end(), {action.src, action.dst});
    if (queue_) named.insert(named.end(), queue_->begin(), queue_->end());
    return named;
  }

  // The name as we keep it; none, and a sentence, where it cannot be a cluster's.
  std::optional<std::string> ClusterName(const std::string& name) {
    Result<std::string> checked = CheckClusterName(name);
    if (checked.ok()) return std::move(checked).value();
    if (refused_names_.insert(name).second) {
      Tell({.code = NoticeCode::kOriginalCluster,
            .sentence = "the original program's cluster \"" + name + "\" was not taken over: " + checked.error().detail,
            .name = name,
            .detail = checked.error().detail});
    }
    return std::nullopt;
  }

  void AddAction(const LegacyAction& action, const LegacyPaths& paths) {
    Record& record = import_.records.emplace_back();
    record.op = Op::kImported;
    record.ts = action.ts;
    record.note = action.note;
    const bool deleted = action.cluster == kDeletedCluster;
    const std::optional<std::string> cluster = deleted ? action.cluster : ClusterName(action.cluster);
    if (!cluster) return;
    record.cluster = *cluster;
    const std::optional<std::string> src = paths.Place(action.src);
    std::optional<std::string> dst = action.dst.empty() ? std::nullopt : paths.Place(action.dst);
    if (action.dst.empty() && src) dst = Join(kOriginalTrashFolder, *src);
    if (!src || !dst) {
      strays_.push_back(src ? action.dst : action.src);
      return;
    }
    record.src = *src;
    record.dst = *dst;
  }

  void AddTotals(const LegacyPaths& paths) {
    Original original;
    original.lines = LinesIn(front_);
    std::map<std::string, OriginalCluster> clusters;  // by key
    const auto cluster = [&](const std::string& name) -> OriginalCluster& {
      OriginalCluster& found = clusters[ClusterKey(name)];
      if (found.name.empty()) found.name = name;
      return found;
    };
    for (const Record& record : import_.records) {
      if (record.op != Op::kImported || record.cluster.empty()) continue;
      const bool deleted = record.cluster == kDeletedCluster;
      ++(deleted ? original.deleted_total : record.note == "auto" ? original.auto_total : original.manual_total);
      if (!deleted && state_) cluster(record.cluster);
      if (!deleted && !state_) ++cluster(record.cluster).count;
    }
    if (state_) TakeState(*state_, original, cluster);
    for (auto& [key, found] : clusters) original.clusters.push_back(std::move(found));
    std::sort(original.clusters.begin(), original.clusters.end(),
              [](const OriginalCluster& a, const OriginalCluster& b) { return a.name < b.name; });
    if (queue_) original.queue = Queue(paths);
    Record& record = import_.records.emplace_back();
    record.op = Op::kImport;
    record.model = "imported";
    record.original = std::move(original);
  }

  template <class Cluster>
  void TakeState(const LegacyState& state, Original& original, const Cluster& cluster) {
    original.manual_total = state.manual_total;
    original.auto_total = state.auto_total;
    original.deleted_total = state.deleted_total;
    std::size_t refused = 0;
    for (const auto& [name, stored] : state.clusters) {
      refused += stored.refused;
      const std::optional<std::string> checked = ClusterName(name);
      if (!checked) continue;
      OriginalCluster& found = cluster(*checked);
      found.count += stored.count;
      found.vectors += stored.vectors.size();
      if (!stored.vectors.empty()) found.sum.resize(state.dimension);
      for (const Vector& vector : stored.vectors) {
        for (std::size_t i = 0; i < state.dimension; ++i) found.sum[i] += vector[i];
      }
    }
    if (refused == 0) return;
    Tell({.code = NoticeCode::kOriginalVectors,
          .sentence = Counted(refused, "vector", "vectors") +
                      " of the original program's state.json cannot be used: of another model, or without a "
                      "direction",
          .count = refused});
  }

  std::optional<std::vector<std::string>> Queue(const LegacyPaths& paths) {
    std::vector<std::string> places;
    std::size_t bytes = 0;
    for (const std::string& path : *queue_) {
      std::optional<std::string> place = paths.Place(path);
      if (!place) {
        strays_.push_back(path);
        continue;
      }
      bytes += place->size();
      places.push_back(std::move(*place));
    }
    if (bytes <= kMaxQueueBytes) return places;
    Tell({.code = NoticeCode::kOriginalQueueUnused,
          .sentence = "the original program's queue.json is too long: the queue is in the order of the paths",
          .detail = "too long"});
    return std::nullopt;
  }

  void TellPlaces(const LegacyPaths& paths) {
    for (const std::string& folder : paths.OtherRoots()) {
      Tell({.code = NoticeCode::kOriginalRoot,
            .sentence = "the original program knew this folder as " + folder,
            .name = folder});
    }
    if (!strays_.empty()) {
      Tell({.code = NoticeCode::kOriginalPaths,
            .sentence = Counted(strays_.size(), "path", "paths") +
                        " of the original program's files could not be placed in this folder, " + strays_.front() +
                        " for one: these photos were not taken over",
            .name = strays_.front(),
            .count = strays_.size()});
    }
  }

  // Photos that are not where its log left them, and where a person has most likely put them back.
  void TellMissing() {
    std::map<std::string_view, const Record*> left;  // by where
    for (const Record& record : import_.records) {
      if (record.op != Op::kImported || record.dst.empty()) continue;
      left.erase(record.src);
      left[record.dst] = &record;
    }
    const auto is_here = [&](const std::string& place) {
      const auto at = std::lower_bound(listing_.files.begin(), listing_.files.end(), place,
                                       [](const FileEntry& file, const std::string& path) { return file.path < path; });
      return at != listing_.files.end() && at->path == place;
    };
    std::erase_if(left, [&](const auto& entry) { return is_here(entry.second->dst); });
    if (left.empty()) return;
    Tell({.code = NoticeCode::kOriginalMissing,
          .sentence = Counted(left.size(), "photo is", "photos are") + " not where the original program's log left " +
                      (left.size() == 1 ? "it" : "them") + ", but missing: " + std::string(left.begin()->first) +
                      (left.size() == 1 ? "" : " for one"),
          .name = std::string(left.begin()->first),
          .count = left.size()});
    std::erase_if(left, [&](const auto& entry) { return !is_here(entry.second->src); });
    if (left.empty()) return;
    Tell({.code = NoticeCode::kOriginalBack,
          .sentence = Counted(left.size(), "photo lies", "photos lie") +
                      " where one was before the original program's log moved it, and " +
                      (left.size() == 1 ? "is" : "are") + " asked about again: " + left.begin()->second->src +
                      (left.size() == 1 ? "" : " for one"),
          .name = left.begin()->second->src,
          .count = left.size()});
  }

  void TellDecisions() {
    Tell({.code = NoticeCode::kOriginalDecisions,
          .sentence = Counted(actions_.size(), "decision", "decisions") + " of the original program " +
                      (actions_.size() == 1 ? "is" : "are") +
                      " part of this folder's history; its files are kept as they are",
          .count = actions_.size()});
  }

  // Byte for byte. Of our log first: where any copy is, that one is too.
  void KeepFiles() {
    const auto keep = [&](const char* file, const std::string& bytes) {
      import_.copies.push_back({KeptName(file), bytes});
    };
    if (!front_.empty()) keep(kLogFile, std::string(front_));
    if (has_state_) keep(kSummaryFile, *files_.state);
    if (files_.log) keep(kOriginalLogFile, *files_.log);
    if (files_.queue) keep(kOriginalQueueFile, *files_.queue);
  }

  const LegacyFiles& files_;
  std::string_view log_;
  const std::vector<Record>& logged_;
  const Listing& listing_;

  std::string_view front_;
  bool both_places_ = false;
  bool has_state_ = false;
  std::optional<LegacyState> state_;
  std::string state_error_;
  std::vector<LegacyAction> actions_;
  std::optional<std::vector<std::string>> queue_;
  std::set<std::string> refused_names_;
  std::vector<std::string> strays_;
  Import import_;
};

}  // namespace

std::string KeptName(const std::string& file) {
  return Join(kKeptFolder, Parent(file) == kStateFolder ? FileName(file) : std::string_view(file));
}

bool NeedsImport(std::string_view log) {
  for (std::size_t begin = 0; begin < log.size();) {
    const std::size_t end = log.find('\n', begin);
    if (end == std::string_view::npos) break;  // what an interrupted append left is no record
    const std::string_view line = log.substr(begin, end - begin);
    begin = end + 1;
    const bool ours = Contains(line, ",\"seq\":") && Contains(line, ",\"crc\":");
    if (ours && !Contains(line, ",\"op\":\"root\",") && !Contains(line, ",\"op\":\"imported\",")) return false;
  }
  return true;
}

Result<LegacyFiles> ReadLegacyFiles(
    std::string root, const std::function<Result<std::optional<std::string>>(const std::string& file)>& read) {
  LegacyFiles files;
  files.root = std::move(root);
  files.state = TRY(read(kSummaryFile));
  files.log = TRY(read(kOriginalLogFile));
  files.queue = TRY(read(kOriginalQueueFile));
  files.kept_log = TRY(read(KeptName(kLogFile)));
  files.kept = files.kept_log.has_value();
  for (const char* file : {kSummaryFile, kOriginalLogFile, kOriginalQueueFile}) {
    if (!files.kept) files.kept = TRY(read(KeptName(file))).has_value();
  }
  return files;
}

std::optional<Import> MakeImport(const LegacyFiles& files, std::string_view log, const std::vector<Record>& logged,
                                 const Listing& listing) {
  return Importer(files, log, logged, listing).Make();
}

Result<void> FoldImport(State& state, const Record& record) {
  if (!record.original) return Depends(record, "what the original program counted, which it does not say");
  for (const OriginalCluster& cluster : record.original->clusters) {
    const ClusterId id = state.NameCluster(cluster.name);
    if (state.CreatedBy(id) == 0) state.SetCreatedBy(id, record.seq);
  }
  state.SetImported(*record.original);
  if (record.original->queue) {
    state.SetOrder({.kind = OrderKind::kImported, .seed = 0, .since = record.seq});
  }
  return {};
}

Centroid CentroidOf(const OriginalCluster& cluster) {
  Centroid centroid{cluster.sum, cluster.vectors};
  centroid.sum.resize(PaddedSize(cluster.sum.size()));
  return centroid;
}

}  // namespace photocluster
