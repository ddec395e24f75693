#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "native-helper/server/answers.h"
#include "shared/base/archive_json.h"
#include "shared/base/result.h"

// The bodies of the original program's HTTP API, field by field; README.md of this room lists its calls.
namespace photocluster::original {

// A field that is there also when there is nothing: null.
template <class T>
struct OrNull {
  std::optional<T> value;
};
template <class T>
void save(JsonWriter& writer, const OrNull<T>& field) {
  if (field.value) {
    writer(*field.value);
  } else {
    writer.WriteNumber("null");
  }
}

// What is sent. A call that lacks a field that it needs is answered with 422.
struct Body {
  std::optional<std::string> root;
  std::optional<std::string> image_path;
  std::optional<std::string> cluster;
  std::optional<bool> manual_only;
  std::optional<double> threshold;
  std::optional<std::uint32_t> min_samples;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(root), NVP(image_path), NVP(cluster), NVP(manual_only), NVP(threshold), NVP(min_samples));
  }
};

struct Window {
  std::vector<std::string> queue;  // absolute paths
  std::uint64_t queue_total = 0;
  std::uint64_t queue_offset = 0;
  std::uint64_t queue_limit = 0;
  bool queue_has_more = false;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(queue), NVP(queue_total), NVP(queue_offset), NVP(queue_limit), NVP(queue_has_more));
  }
};

struct StateSummary {
  std::uint64_t clusters = 0;
  std::uint64_t manual_total = 0;
  std::uint64_t auto_total = 0;
  std::uint64_t deleted_total = 0;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(clusters), NVP(manual_total), NVP(auto_total), NVP(deleted_total));
  }
};

struct Stats {
  std::uint64_t manual_labeled = 0;  // also those moved by themselves, as the original counts
  std::uint64_t deleted = 0;
  std::uint64_t queue_length = 0;
  std::uint64_t processed_total = 0;
  double processed_pct = 0;                             // 0..100, three decimals
  std::map<std::string, std::uint64_t> cluster_counts;  // of its log: none without photos
  std::map<std::string, std::uint64_t> state_counts;    // of its state: all clusters
  StateSummary state_summary;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(manual_labeled), NVP(deleted), NVP(queue_length), NVP(processed_total), NVP(processed_pct),
            NVP(cluster_counts), NVP(state_counts), NVP(state_summary));
  }
};

struct Suggested {  // scores with four decimals
  std::string cluster;
  double score = 0;
  OrNull<std::string> second_cluster;
  OrNull<double> second_score;
  double margin = 0;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(cluster), NVP(score), NVP(second_cluster), NVP(second_score), NVP(margin));
  }
};

struct Moved {
  std::string src;  // absolute paths
  std::string dst;
  std::string cluster;
  double score = 0;  // four decimals

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(src), NVP(dst), NVP(cluster), NVP(score));
  }
};

struct Rule {
  double threshold = 0.9;
  std::uint32_t min_samples = 0;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(threshold), NVP(min_samples));
  }
};

// `would_move` is ours: what auto-move would do, where a GET does not do it. Without anything it is {}.
struct AutoMoved {
  std::optional<std::vector<Moved>> moved;
  std::optional<std::vector<std::string>> errors;
  std::optional<Rule> summary;
  std::optional<std::vector<Moved>> would_move;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(moved), NVP(errors), NVP(summary), NVP(would_move));
  }
};

struct SessionView {
  std::string root;
  Window window;
  std::vector<std::string> known_clusters;  // sorted
  Stats stats;
  AutoMoved auto_move;
  OrNull<Suggested> suggestion;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(root));
    window.serialize(archive);
    archive(NVP(known_clusters), NVP(stats), NVP(auto_move), NVP(suggestion));
  }
};

struct Undone {
  std::string cluster;
  std::string restored_path;
  std::string original;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(cluster), NVP(restored_path), NVP(original));
  }
};

struct Done {
  std::string status = "ok";

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(status));
  }
};
struct Assigned {
  std::string status = "ok";
  std::string path_after;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(status), NVP(path_after));
  }
};
template <class T>
struct DoneWith {
  std::string status = "ok";
  T result;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(status), NVP(result));
  }
};

template <class T>
HttpResponse Json(const T& value) {
  return JsonAnswer(ToJson(value));
}
// {"detail":"…"}
HttpResponse Refusal(unsigned status, const std::string& detail);
HttpResponse Refusal(const Error& error);
// 422 about one parameter of the query or field of the body: {"detail":[{"loc":["query","root"],"msg":…,"type":…}]}
HttpResponse Unfit(const char* where, const std::string& field, const std::string& message);

// Whether the original's client asks for this path: what a page of another origin may be allowed to call.
bool IsRoute(std::string_view path);

double FourDecimals(double score);

}  // namespace photocluster::original
