#pragma once
#include <cstdint>
#include <iosfwd>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "native-helper/evaluation/policies.h"
#include "shared/base/archive_fields.h"

namespace photocluster {

// The mean over seeds, with its 95 % interval.
struct Estimate {
  double mean = 0, low = 0, high = 0;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(mean), NVP(low), NVP(high));
  }
};

// Of one seed: that value. Of several: the mean, and the 2.5 % and 97.5 % quantiles of the means of 1,000 samples of
// as many seeds drawn with replacement (bootstrap).
Estimate EstimateOf(std::span<const double> values);

struct PolicyReport {
  Estimate actions_per_photo, keys_per_photo, seconds_per_photo, precision, worst_cluster_precision, auto_share,
      ms_per_decision;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(actions_per_photo), NVP(keys_per_photo), NVP(seconds_per_photo), NVP(precision),
            NVP(worst_cluster_precision), NVP(auto_share), NVP(ms_per_decision));
  }
};

struct EvaluationReport {
  std::uint64_t photos = 0;
  std::uint64_t clusters = 0;
  std::string model;
  std::uint64_t tiles = 0;
  std::uint64_t seeds = 0;
  double overlook = 0;
  std::uint64_t outside = 0, copies = 0, no_vector = 0;
  std::map<std::string, PolicyReport> policies;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(photos), NVP(clusters), NVP(model), NVP(tiles), NVP(seeds), NVP(overlook), NVP(outside), NVP(copies),
            NVP(no_vector), NVP(policies));
  }
};

PolicyReport ReportOf(std::span<const Play> plays, std::size_t photos);

// One line a policy, in the order given.
void PrintReport(const EvaluationReport& report, std::span<const std::string> order, std::ostream& out);

// Photos in the right folder against seconds, one line a policy (its first seed), as an SVG picture.
std::string PlotSvg(const std::vector<std::pair<std::string, Play>>& curves, std::size_t photos);

}  // namespace photocluster
