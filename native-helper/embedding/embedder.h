#pragma once
#include <cstdint>
#include <functional>
#include <span>
#include <stop_token>
#include <string>
#include <unordered_set>
#include <variant>

#include "native-helper/embedding/model.h"
#include "native-helper/imaging/decode.h"
#include "shared/base/fingerprint.h"
#include "shared/base/result.h"
#include "shared/vectors/embedding.h"

namespace photocluster {

// Where photos are read from. Called from one thread of the embedder's, for one photo at a time.
class PhotoReader {
 public:
  struct Identity {
    std::uint64_t length = 0;
    Fingerprint fingerprint;
  };

  virtual ~PhotoReader() = default;
  // Reads only what the fingerprint covers, at most 192 KiB. Errors: what is wrong with the file.
  virtual Result<Identity> Identify(const std::string& place) = 0;
  // The whole content. Errors: what is wrong with the file; kUnsupported when it is longer than `max_bytes`.
  virtual Result<std::string> Read(const std::string& place, std::uint64_t max_bytes) = 0;
};

struct EmbedJob {
  std::span<const std::string> places;  // in this order; must outlive the call
  // Photos that need no vector, because theirs is stored (or "no vector" is): recognised by Identify, not read.
  std::unordered_set<Fingerprint, FingerprintHash> stored;
  int workers = 0;  // threads that decode and infer; 0: one a core
};

struct AlreadyStored {};

// What became of one photo.
struct EmbedOutcome {
  std::string place;
  std::uint64_t length = 0;  // of the file, when fingerprint.known()
  Fingerprint fingerprint;   // not known() when the photo could not be read
  PhotoFacts facts;          // told when `result` is a Vector
  // An Error beside a known fingerprint is a verdict on the content ("no vector", with the reason) and holds as long
  // as the content does; without one the file could not be read this time.
  std::variant<Vector, AlreadyStored, Error> result = AlreadyStored{};
};

// Makes the embeddings of photos, in three stages:
//
//   one reading thread       read, fingerprint; some photos ahead, so that a slow disk is waited for beside the work
//   W workers                decode, preprocess, infer, quantise; a photo stays on its thread from start to end
//   the caller's thread      deliver(outcome), in the order of the places
//
// A stage for each step with its own threads was rejected: every step but the first is bound by the processor, so W
// workers on W cores are never idle, nothing is handed over half done, and at most W decoded photos exist at once.
// At most 2 W + 8 photos are under way, and none is read while 256 MiB of content are. A photo that cannot be read or
// decoded is an outcome and ends nothing. Vectors are the same bits whatever W is.
//
// Ends early with kCancelled soon after `stop` is requested (at most one photo a worker later), with kBadModel when
// the model itself fails, or with the error that deliver returns. What was delivered until then counts.
// REQUIRES: an ImagingLibrary is alive.
inline constexpr std::uint64_t kMaxPhotoBytes = std::uint64_t{1} << 30;
Result<void> EmbedPhotos(const EmbeddingModel& model, PhotoReader& reader, const EmbedJob& job, std::stop_token stop,
                         const std::function<Result<void>(EmbedOutcome)>& deliver);

}  // namespace photocluster
