#pragma once
#include <optional>
#include <string>
#include <vector>

#include "shared/base/archive_fields.h"
#include "shared/base/result.h"
#include "shared/protocol/record.h"

namespace photocluster {

// A photo whose file could not be moved, and why. What that means for the decision is said by the record `failed`.
struct Failure {
  static constexpr const char* kTypeName = "Failure";
  Seq seq = 0;
  std::string place;
  Error error;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(seq), NVP(place), NVP(error));
  }
};

// What became of a Command.
struct Outcome {
  static constexpr const char* kTypeName = "Outcome";
  std::optional<Error> error;     // nothing, or not everything, was done
  std::vector<Record> records;    // durable, in order
  std::vector<Failure> failures;  // photos whose file could not be moved
  std::vector<std::string> kept;  // places that an undo left as they are: decided again since, or missing

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(error), OmitEmpty(NVP(records)), OmitEmpty(NVP(failures)), OmitEmpty(NVP(kept)));
  }
};

}  // namespace photocluster
