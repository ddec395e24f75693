#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/archive_fields.h"
#include "shared/base/fingerprint.h"
#include "shared/base/id.h"
#include "shared/protocol/record.h"

namespace photocluster {

// A file of a copy, as it was made.
struct CopyFile {
  std::string place;
  Fingerprint fingerprint;
  std::uint64_t size = 0;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(place), NVP(fingerprint), NVP(size));
  }
  bool operator==(const CopyFile&) const = default;
};
using CopyFiles = std::vector<CopyFile>;  // of the main file first, then of companions; empty for no copy

// The copies that the program made of photos: at most one of each, in the folder of a cluster or, when it is not wanted
// there any more, in the trash. They are no photos: what the folder shows at their places is theirs as long as it is
// what was written there. Only photos that have a copy cost anything.
class Copies {
 public:
  const CopyFiles& Of(PhotoId id) const;
  bool IsLive(PhotoId id) const;             // there is one, and not in the trash
  PhotoId At(std::string_view place) const;  // whose copy is, or has a file, there

  // Where the copy was before this record about its photo; nothing when the record made it or there was none.
  const CopyFiles& Before(Seq record) const;

  void Set(PhotoId id, CopyFiles copy);
  void SetBefore(Seq record, CopyFiles copy);

  const std::map<PhotoId, CopyFiles>& all() const { return copies_; }
  const std::map<Seq, CopyFiles>& before() const { return before_; }

 private:
  std::map<PhotoId, CopyFiles> copies_;
  std::map<std::string, PhotoId, std::less<>> by_place_;
  std::map<Seq, CopyFiles> before_;
};

// In the trash, to be fetched from there when it is wanted again.
bool IsPutAway(const CopyFiles& copy);

}  // namespace photocluster
