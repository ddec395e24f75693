#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "native-helper/evaluation/reviewer.h"

namespace photocluster {

// How one seed went.
struct Play {
  std::uint64_t seed = 0;
  Effort effort;
  double precision = 0;
  double worst_cluster_precision = 0;
  double ms_per_decision = 0;  // what the program took, in the mean
  std::vector<CurvePoint> curve;
};

struct PlayOptions {
  std::size_t tiles = 36;
  double overlook = 0;
  std::uint64_t seed = 0;  // orders the photos, and decides what is overlooked
};

// A way of sorting a folder with the program, played to the end against a reviewer.
struct Policy {
  const char* name;
  const char* words;  // what it stands for, for --help and the README
  Play (*play)(const Truth& truth, const PlayOptions& options);
};

std::span<const Policy> Policies();
const Policy* FindPolicy(std::string_view name);  // null when there is none of the name

}  // namespace photocluster
