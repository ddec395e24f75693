#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/archive_fields.h"
#include "shared/base/fingerprint.h"
#include "shared/base/result.h"
#include "shared/protocol/effect.h"
#include "shared/session/state.h"

namespace photocluster {

// What was found out about a file when it was read. It holds while size and time (whole ms) are the same. Where the
// time is another (a copied folder, a disk that keeps seconds in pairs, a clock put right) the fingerprint is read
// again, and brings vector and date with it.
struct CatalogueEntry {
  std::uint64_t size = 0;
  std::int64_t mtime_ms = 0;
  Fingerprint fingerprint;
  std::optional<std::int64_t> taken_ms;
  std::string not_shown;  // why the photo cannot be shown

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(size), NVP(mtime_ms), NVP(fingerprint), NVP(taken_ms), NVP(not_shown));
  }
  bool operator==(const CatalogueEntry&) const = default;
};

// `.clustering/catalogue.pcc`: by place. A cache: without it the files are read once more.
using Catalogue = std::map<std::string, CatalogueEntry>;

std::string CatalogueBytes(const Catalogue& catalogue);
Result<Catalogue> ReadCatalogue(std::string_view bytes);

// What the State knows now, to be written back. An entry of `earlier` stays as it is while nothing was found out since
// about a file at its place and no photo that was read has its content: so a photo that was renamed, or that is away
// for a while, is known again whenever it is next read. O(photos).
Catalogue CatalogueOf(const State& state, const Catalogue& earlier = {});

// The entries that no file of the State bears out: gone from their place, or of another size or time. REQUIRES: the
// catalogue is the one that the listing was attached with, just before.
Catalogue WithoutFile(const State& state, Catalogue catalogue);

// Brings what the folder shows into a State that holds the fold of the log: photos and their companions, sizes and
// times, what the catalogue remembers of them, names that are taken. Photos of the log that are not in the listing
// are unlisted. Returns how many files are neither photo nor companion.
// REQUIRES: called once for a State
std::size_t AttachListing(State& state, const Listing& listing, const Catalogue& catalogue);

}  // namespace photocluster
