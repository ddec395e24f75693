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

// The files of a listing, by path.
class Files {
 public:
  explicit Files(const std::vector<FileEntry>& files) {
    for (const FileEntry& file : files) sorted_.push_back(&file);
    const auto by_path = [](const FileEntry* a, const FileEntry* b) { return a->path < b->path; };
    if (!std::is_sorted(sorted_.begin(), sorted_.end(), by_path)) std::sort(sorted_.begin(), sorted_.end(), by_path);
  }

  // Null when there is none.
  const FileEntry* Find(std::string_view path) const {
    const auto at =
        std::lower_bound(sorted_.begin(), sorted_.end(), path,
                         [](const FileEntry* file, std::string_view wanted) { return file->path < wanted; });
    return at != sorted_.end() && (*at)->path == path ? *at : nullptr;
  }

 private:
  std::vector<const FileEntry*> sorted_;
};

void Show(State& state, Photo& photo, const FileEntry& file, const Catalogue& catalogue) {
  photo.listed = true;
  photo.size = file.size;
  photo.mtime_ms = file.mtime_ms;
  const auto known = catalogue.find(file.path);
  if (known == catalogue.end() || known->second.size != file.size) return;
  const CatalogueEntry& entry = known->second;
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

void AttachPhoto(State& state, const std::string& place, const std::vector<std::string>& beside, const Files& files,
                 const Catalogue& catalogue) {
  const auto attach = [&](Photo& photo) {
    photo.companions = Merge(photo.companions, beside);
    Show(state, photo, *files.Find(place), catalogue);
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
void AttachUnit(State& state, const std::string& folder, const Unit& unit, const Files& files,
                const Catalogue& catalogue) {
  std::vector<std::string> beside;
  for (const std::string& name : unit.companions) {
    std::string place = Join(folder, name);
    if (state.Find(place).has_value()) {
      AttachPhoto(state, place, {}, files, catalogue);
    } else {
      beside.push_back(std::move(place));
    }
  }
  AttachPhoto(state, Join(folder, unit.main), beside, files, catalogue);
}

// In the trash only what the log put there is ours to know.
void AttachTrashed(State& state, const FileEntry& file, const Files& files, const Catalogue& catalogue) {
  const PhotoId id = state.Find(file.path);
  if (!id.has_value()) return;
  std::vector<std::string> beside;
  for (const Companion& companion : state.photo(id).companions) {
    if (files.Find(companion.place)) beside.push_back(companion.place);
  }
  AttachPhoto(state, file.path, beside, files, catalogue);
}

// What was written there as a copy of a photo. A file of another size was edited by a person and is a photo of its own.
bool IsCopy(const State& state, const FileEntry& file) {
  if (state.Find(file.path).has_value()) return false;  // decided once, it is a photo
  const PhotoId id = state.copies().At(file.path);
  if (!id.has_value()) return false;
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
      const FileEntry* there = files.Find(file.place);
      return !there || !IsCopy(state, *there);
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
  const Files files(listing.files);
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
    for (const Unit& unit : pairing.units) AttachUnit(state, std::string(folder), unit, files, catalogue);
    for (const std::string& name : pairing.others) {
      const std::string place = Join(folder, name);
      if (state.Find(place).has_value()) {
        AttachPhoto(state, place, {}, files, catalogue);  // decided once, whatever its name says
      } else {
        state.names().Add(place);
        ++others;
      }
    }
  }
  for (const FileEntry& file : listing.files) {
    if (!IsAside(file.path)) continue;
    if (state.Find(file.path).has_value()) {
      AttachTrashed(state, file, files, catalogue);
    } else if (!state.names().Contains(file.path)) {  // a companion's name is taken already
      state.names().Add(file.path);
    }
  }
  return others;
}

}  // namespace photocluster
