#include "shared/session/copies.h"

#include "shared/base/path.h"
#include "shared/journal/file_names.h"

namespace photocluster {
namespace {

const CopyFiles kNoCopy;

}  // namespace

const CopyFiles& Copies::Of(PhotoId id) const {
  const auto at = copies_.find(id);
  return at == copies_.end() ? kNoCopy : at->second;
}

bool Copies::IsLive(PhotoId id) const {
  const CopyFiles& copy = Of(id);
  return !copy.empty() && !IsPutAway(copy);
}

PhotoId Copies::At(std::string_view place) const {
  const auto at = by_place_.find(place);
  return at == by_place_.end() ? PhotoId() : at->second;
}

const CopyFiles& Copies::Before(Seq record) const {
  const auto at = before_.find(record);
  return at == before_.end() ? kNoCopy : at->second;
}

void Copies::Set(PhotoId id, CopyFiles copy) {
  for (const CopyFile& file : Of(id)) {
    const auto at = by_place_.find(file.place);
    if (at != by_place_.end() && at->second == id) by_place_.erase(at);
  }
  if (copy.empty()) {
    copies_.erase(id);
    return;
  }
  for (const CopyFile& file : copy) by_place_.insert_or_assign(file.place, id);
  copies_.insert_or_assign(id, std::move(copy));
}

void Copies::SetBefore(Seq record, CopyFiles copy) {
  if (!copy.empty()) before_.insert_or_assign(record, std::move(copy));
}

bool IsPutAway(const CopyFiles& copy) { return !copy.empty() && IsInside(copy.front().place, kTrashFolder); }

}  // namespace photocluster
