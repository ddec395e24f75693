#include "shared/session/catalogue.h"

#include <algorithm>
#include <unordered_set>
#include <utility>
#include <vector>

#include "shared/base/archive_binary.h"
#include "shared/base/path.h"
#include "shared/journal/file_names.h"
#include "shared/journal/sealed_file.h"
#include "shared/session/pairing.h"

namespace photocluster {
namespace {

constexpr char kCatalogueName[] = "PCCATLOG";
constexpr std::uint32_t kCatalogueVersion = 1;

// In a folder of the program, or of the original one.
bool IsAside(std::string_view place) { return IsInside(place, kStateFolder) || IsInside(place, kOriginalFolder); }

// The files of a listing by path, each with what the catalogue remembers of its place.
class Files {
 public:
  struct Known {
    const FileEntry* file;
    const CatalogueEntry* entry;  // null when there is none
  };

  Files(const std::vector<FileEntry>& files, const Catalogue& catalogue) {
    sorted_.reserve(files.size());
    for (const FileEntry& file : files) sorted_.push_back({&file, nullptr});
    const auto by_path = [](const Known& a, const Known& b) { return a.file->path < b.file->path; };
    if (!std::is_sorted(sorted_.begin(), sorted_.end(), by_path)) std::sort(sorted_.begin(), sorted_.end(), by_path);
    auto entry = catalogue.begin();
    for (Known& known : sorted_) {
      while (entry != catalogue.end() && entry->first < known.file->path) ++entry;
      if (entry != catalogue.end() && entry->first == known.file->path) known.entry = &entry->second;
    }
  }

  // Null when there is none. Who asks goes through folders in order: the one behind the last found is tried first.
  const Known* Find(std::string_view path) const {
    if (next_ == sorted_.size() || sorted_[next_].file->path != path) {
      const auto at =
          std::lower_bound(sorted_.begin(), sorted_.end(), path,
                           [](const Known& known, std::string_view wanted) { return known.file->path < wanted; });
      if (at == sorted_.end() || at->file->path != path) return nullptr;
      next_ = static_cast<std::size_t>(at - sorted_.begin());
    }
    return &sorted_[next_++];
  }

 private:
  std::vector<Known> sorted_;
  mutable std::size_t next_ = 0;
};

void Show(State& state, Photo& photo, const Files::Known& known) {
  const FileEntry& file = *known.file;
  photo.listed = true;
  photo.size = file.size;
  photo.mtime_ms = file.mtime_ms;
  if (!known.entry || known.entry->size != file.size) return;
  const CatalogueEntry& entry = *known.entry;
  photo.looked_at = entry.mtime_ms == file.mtime_ms;
  if (photo.looked_at && entry.fingerprint.known()) photo.SetFingerprint(entry.fingerprint);
  if (photo.looked_at || photo.fingerprint == entry.fingerprint) photo.taken_ms = entry.taken_ms;
  if (photo.looked_at) photo.not_shown = state.texts().Keep(entry.not_shown);
}

// A photo's companions are those beside it now; what the log knows of them stays.
std::vector<Companion> Merge(const Companions& logged, const std::vector<std::string>& beside) {
  std::vector<Companion> companions;
  for (const std::string& place : beside) {
    const auto known = std::find_if(logged.begin(), logged.end(), [&](const Companion& c) { return c.place == place; });
    companions.push_back(known == logged.end() ? Companion{place, {}} : *known);
  }
  return companions;
}

void AttachPhoto(State& state, const std::string& place, const std::vector<std::string>& beside, const Files& files) {
  const auto attach = [&](Photo& photo) {
    photo.companions = Merge(photo.companions, beside);
    Show(state, photo, *files.Find(place));
  };
  const PhotoId id = state.Find(place);
  if (id.has_value()) return state.Change(id, attach);
  Photo photo;
  photo.place = state.texts().Keep(place);
  photo.home = state.texts().KeepOnce(Parent(place));
  attach(photo);
  state.AddPhoto(std::move(photo));
}

// Files of one unit that the log knows as photos of their own stay photos of their own; the rest goes with the main.
void AttachUnit(State& state, const std::string& folder, const Unit& unit, const Files& files) {
  std::vector<std::string> beside;
  for (const std::string& name : unit.companions) {
    std::string place = Join(folder, name);
    if (state.Find(place).has_value()) {
      AttachPhoto(state, place, {}, files);
    } else {
      beside.push_back(std::move(place));
    }
  }
  AttachPhoto(state, Join(folder, unit.main), beside, files);
}

// In the trash only what the log put there is ours to know.
void AttachTrashed(State& state, const FileEntry& file, const Files& files) {
  const PhotoId id = state.Find(file.path);
  if (!id.has_value()) return;
  std::vector<std::string> beside;
  for (const Companion& companion : state.photo(id).companions) {
    if (files.Find(companion.place)) beside.push_back(companion.place);
  }
  AttachPhoto(state, file.path, beside, files);
}

// What was written there as a copy of a photo. A file of another size was edited by a person and is a photo of its own.
bool IsCopy(const State& state, const FileEntry& file) {
  const PhotoId id = state.copies().At(file.path);
  if (!id.has_value() || state.Find(file.path).has_value()) return false;  // decided once, it is a photo
  const CopyFiles& copy = state.copies().Of(id);
  return std::any_of(copy.begin(), copy.end(),
                     [&](const CopyFile& each) { return each.place == file.path && each.size == file.size; });
}

// Copies that are not there any more are forgotten, with the copy of a main file those of its companions: what is left
// of these is a person's to keep or to remove.
void ForgetCopies(State& state, const Files& files) {
  const std::map<PhotoId, CopyFiles> all = state.copies().all();
  for (const auto& [id, copy] : all) {
    CopyFiles left = copy;
    std::erase_if(left, [&](const CopyFile& file) {
      const Files::Known* there = files.Find(file.place);
      return !there || !IsCopy(state, *there->file);
    });
    if (left.size() == copy.size()) continue;
    if (left.empty() || left.front() != copy.front()) left.clear();
    state.SetCopy(id, std::move(left));
  }
}

}  // namespace

std::string CatalogueBytes(const Catalogue& catalogue) {
  return Seal(kCatalogueName, kCatalogueVersion, ToBinary(catalogue));
}

Result<Catalogue> ReadCatalogue(std::string_view bytes) {
  const std::string_view content = TRY(Unseal(kCatalogueName, kCatalogueVersion, bytes));
  Result<Catalogue> catalogue = FromBinary<Catalogue>(content);
  if (!catalogue.ok()) return Error{ErrorCode::kDamaged, catalogue.error().detail};
  return catalogue;
}

Catalogue CatalogueOf(const State& state, const Catalogue& earlier) {
  Catalogue catalogue;
  std::unordered_set<Fingerprint, FingerprintHash> read;
  for (std::size_t i = 0; i < state.photo_count(); ++i) {
    const Photo& photo = state.photo(PhotoId(static_cast<std::uint32_t>(i)));
    if (photo.place.empty() || !photo.listed || !photo.looked_at) continue;
    catalogue.emplace(photo.place,
                      CatalogueEntry{photo.size, photo.mtime_ms, photo.fingerprint, photo.taken_ms, photo.not_shown});
    if (!earlier.empty()) read.insert(photo.fingerprint);
  }
  for (const auto& [place, entry] : earlier) {
    if (entry.fingerprint.known() && !read.contains(entry.fingerprint)) catalogue.emplace(place, entry);
  }
  return catalogue;
}

Catalogue WithoutFile(const State& state, Catalogue catalogue) {
  std::erase_if(catalogue, [&](const auto& entry) {
    const PhotoId id = state.Find(entry.first);
    return id.has_value() && state.photo(id).listed && state.photo(id).looked_at;
  });
  return catalogue;
}

std::size_t AttachListing(State& state, const Listing& listing, const Catalogue& catalogue) {
  const Files files(listing.files, catalogue);
  std::map<std::string_view, std::vector<std::string>> folders;
  for (const FileEntry& file : listing.files) {
    const bool is_photo = !IsAside(file.path) && !IsCopy(state, file);
    if (is_photo) folders[Parent(file.path)].emplace_back(FileName(file.path));
  }
  for (const std::string& folder : listing.folders) state.AddFolder(folder);
  ForgetCopies(state, files);

  std::size_t others = 0;
  for (auto& [folder, names] : folders) {
    const Pairing pairing = PairFolder(std::move(names));
    for (const Unit& unit : pairing.units) AttachUnit(state, std::string(folder), unit, files);
    for (const std::string& name : pairing.others) {
      const std::string place = Join(folder, name);
      if (state.Find(place).has_value()) {
        AttachPhoto(state, place, {}, files);  // decided once, whatever its name says
      } else {
        state.names().Add(place);
        ++others;
      }
    }
  }
  for (const FileEntry& file : listing.files) {
    if (!IsAside(file.path)) continue;
    if (state.Find(file.path).has_value()) {
      AttachTrashed(state, file, files);
    } else if (!state.names().Contains(file.path)) {  // a companion's name is taken already
      state.names().Add(file.path);
    }
  }
  return others;
}

}  // namespace photocluster
