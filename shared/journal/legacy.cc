#include "shared/journal/legacy.h"

#include <optional>
#include <utility>

#include "shared/base/archive_json.h"
#include "shared/clustering/cluster_name.h"

namespace photocluster {
namespace {

std::string_view WithoutMark(std::string_view bytes) {
  if (bytes.substr(0, kByteOrderMark.size()) == kByteOrderMark) bytes.remove_prefix(kByteOrderMark.size());
  return bytes;
}

struct ActionLine {
  std::string ts, src, dst, cluster, note;
  std::optional<std::int64_t> seq;  // the original numbers nothing

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(ts), Required(NVP(src)), NVP(dst), Required(NVP(cluster)), NVP(note), NVP(seq));
  }
};

Result<LegacyAction> ReadAction(std::string_view text, std::uint64_t line) {
  ActionLine read = TRY(FromJson<ActionLine>(text));
  if (read.seq) return Error{ErrorCode::kBadInput, "not a line of the original program: it has a number"};
  if (read.src.empty()) return Error{ErrorCode::kBadInput, "src: empty"};
  if (read.cluster.empty()) return Error{ErrorCode::kBadInput, "cluster: empty"};
  if (read.dst.empty() && read.cluster != kDeletedCluster) return Error{ErrorCode::kBadInput, "dst: empty"};
  return LegacyAction{line,
                      std::move(read.ts),
                      std::move(read.src),
                      std::move(read.dst),
                      std::move(read.cluster),
                      std::move(read.note)};
}

struct StateFile {
  std::optional<std::uint32_t> format;  // a key of ours
  std::map<std::string, std::vector<std::vector<double>>> clusters;
  std::map<std::string, std::uint64_t> counts;
  std::uint64_t manual_total = 0;
  std::uint64_t auto_total = 0;
  std::uint64_t deleted_total = 0;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(format), Required(NVP(clusters)), NVP(counts), NVP(manual_total), NVP(auto_total), NVP(deleted_total));
  }
};

std::size_t MostFrequentDimension(const StateFile& file) {
  std::map<std::size_t, std::size_t> number;
  for (const auto& [name, vectors] : file.clusters) {
    for (const std::vector<double>& vector : vectors) {
      if (!vector.empty()) ++number[vector.size()];
    }
  }
  std::size_t best = 0;
  for (const auto& [dimension, times] : number) {
    if (best == 0 || times >= number[best]) best = dimension;
  }
  return best;
}

}  // namespace

LegacyLog ReadLegacyLog(std::string_view bytes) {
  LegacyLog log;
  std::uint64_t line = 0;
  for (std::size_t begin = 0; begin < bytes.size();) {
    const std::size_t newline = bytes.find('\n', begin);
    const std::size_t end = newline == std::string_view::npos ? bytes.size() : newline;
    std::string_view text = bytes.substr(begin, end - begin);
    if (begin == 0) text = WithoutMark(text);
    const std::size_t offset = std::exchange(begin, end + 1);
    ++line;
    if (text.empty() || text == "\r") continue;
    Result<LegacyAction> action = ReadAction(text, line);
    if (action.ok()) {
      log.actions.push_back(std::move(action).value());
    } else {
      log.problems.push_back({line, offset, action.error().detail});
    }
  }
  return log;
}

Result<LegacyState> ReadLegacyState(std::string_view bytes) {
  const StateFile file = TRY(FromJson<StateFile>(WithoutMark(bytes), kMaxLegacyStateBytes));
  if (file.format) return Error{ErrorCode::kUnsupported, "the summary of this program, not a state of the original's"};
  LegacyState state;
  state.dimension = MostFrequentDimension(file);
  state.manual_total = file.manual_total;
  state.auto_total = file.auto_total;
  state.deleted_total = file.deleted_total;
  for (const auto& [name, count] : file.counts) state.clusters[name].count = count;
  for (const auto& [name, vectors] : file.clusters) {
    LegacyCluster& cluster = state.clusters[name];
    for (const std::vector<double>& values : vectors) {
      Result<Vector> vector = Quantise(values);
      if (values.size() == state.dimension && vector.ok()) {
        cluster.vectors.push_back(std::move(vector).value());
      } else {
        ++cluster.refused;
      }
    }
  }
  return state;
}

Result<std::vector<std::string>> ReadLegacyQueue(std::string_view bytes) {
  return FromJson<std::vector<std::string>>(WithoutMark(bytes));
}

}  // namespace photocluster
