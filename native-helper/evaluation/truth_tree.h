#pragma once
#include <functional>
#include <string>

#include "native-helper/embedding/model.h"
#include "native-helper/evaluation/reviewer.h"
#include "shared/base/result.h"

namespace photocluster {

// Which folder's name is where a photo belongs.
enum class TruthFolder {
  kOwn,  // the one it lies in
  kTop,  // the first below the tree
};

struct LoadedTruth {
  Truth truth;
  std::size_t outside = 0;    // photos in no folder: nothing says where they belong
  std::size_t copies = 0;     // of the same content: only the first in path order counts
  std::size_t no_vector = 0;  // cannot be decoded, or the model gives no vector
  std::string new_vectors;    // to be kept behind `stored`: a header, when that was empty, and a block
};

// Reads a tree that somebody has sorted, and embeds what has no vector among `stored` (the bytes of a vector file of
// this model, or empty). Writes nothing. `begin` is told how many photos there are to look at; `go_on` is called after
// each and returns false to stop. Errors: those of the folder and the model; kBadInput when no photo lies in a folder;
// kCancelled when stopped.
Result<LoadedTruth> LoadTruth(const std::string& tree, TruthFolder which, const EmbeddingModel& model,
                              const std::string& stored, const std::function<void(std::size_t)>& begin,
                              const std::function<bool()>& go_on);

}  // namespace photocluster
