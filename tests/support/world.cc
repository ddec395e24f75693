#include "tests/support/world.h"

#include <gtest/gtest.h>

#include <utility>

#include "shared/base/archive_json.h"
#include "shared/base/path.h"
#include "shared/base/random.h"
#include "shared/journal/file_names.h"

namespace photocluster::test {
namespace {

bool IsPhotoPath(const std::string& path) {
  return !IsInside(path, kStateFolder) || IsInside(path, kTrashFolder);
}

}  // namespace

void World::Put(const std::string& path, std::string content) {
  MakeParents(path);
  if (content.empty()) content = "photo " + std::to_string(last_inode_) + " first at " + path;
  files_[path] = {std::move(content), now_.at_ms, ++last_inode_};
}

void World::Remove(const std::string& path) { files_.erase(path); }

void World::Rename(const std::string& from, const std::string& to) {
  MakeParents(to);
  File file = files_.at(from);
  files_.erase(from);
  files_[to] = std::move(file);
}

void World::SetContent(const std::string& path, std::string content) {
  files_[path].content = std::move(content);
  files_[path].mtime_ms = Tick().at_ms;
}

std::vector<std::string> World::Photos() const {
  std::vector<std::string> photos;
  for (const auto& [path, file] : files_) {
    if (IsPhotoPath(path)) photos.push_back(path);
  }
  return photos;
}

std::multimap<std::string, int> World::Contents() const {
  std::multimap<std::string, int> contents;
  for (const std::string& path : Photos()) contents.emplace(files_.at(path).content, 1);
  return contents;
}

Listing World::List() const {
  Listing listing;
  for (const auto& [path, file] : files_) {
    if (IsPhotoPath(path)) listing.files.push_back({path, file.content.size(), file.mtime_ms});
  }
  for (const auto& [folder, unused] : folders_) {
    if (folder != kStateFolder && !IsInside(folder, kStateFolder)) listing.folders.push_back(folder);
  }
  return listing;
}

Opening World::Open(bool same_place) const {
  const auto read = [&](const char* file) {
    const auto at = files_.find(file);
    return at == files_.end() ? std::nullopt : std::optional<std::string>(at->second.content);
  };
  Opening opening;
  opening.log = read(kLogFile).value_or("");
  opening.pending = read(kPendingFile).value_or("");
  opening.checkpoint = read(kCheckpointFile);
  opening.catalogue = read(kCatalogueFile);
  opening.listing = List();
  opening.same_place = same_place;
  return opening;
}

Instant World::Tick() {
  now_.at_ms += 1000;
  return now_;
}

void World::MakeParents(const std::string& path) {
  for (std::string folder(Parent(path)); !folder.empty(); folder = std::string(Parent(folder))) folders_[folder] = 1;
}

EffectResult World::Execute(const Effect& effect) {
  if (dead()) return {.error = Error{ErrorCode::kIo, "the world has ended"}, .probed = {}};
  const EffectResult result = std::visit([&](const auto& some) { return Do(some); }, effect);
  if (!std::holds_alternative<ProbeEffect>(effect)) {
    ++effects_;
    if (left_) --*left_;
  }
  return result;
}

EffectResult World::Do(const ProbeEffect& effect) {
  EffectResult result;
  for (const KnownFile& known : effect.files) {
    const auto at = files_.find(known.place);
    if (at == files_.end()) continue;
    const File& file = at->second;
    result.probed.push_back({.place = known.place,
                             .size = file.content.size(),
                             .mtime_ms = file.mtime_ms,
                             .fingerprint = FingerprintOfContent(file.content),
                             .device = 1,
                             .inode = file.inode});
  }
  return result;
}

EffectResult World::Do(const AppendEffect& effect) {
  if (failing_append_) return {.error = std::exchange(failing_append_, std::nullopt), .probed = {}};
  MakeParents(kLogFile);
  files_[kLogFile].content += effect.lines;
  return {};
}

EffectResult World::Do(const ReplaceEffect& effect) {
  MakeParents(effect.file);
  files_[effect.file].content = effect.bytes;
  return {};
}

EffectResult World::Do(const SetTailAsideEffect& effect) {
  std::string& log = files_[kLogFile].content;
  files_[effect.file].content = log.substr(effect.from);
  log.resize(effect.from);
  return {};
}

EffectResult World::Do(const MoveEffect& effect) {
  const auto failing = failing_.find(effect.dst);
  if (failing != failing_.end()) {
    const Error error = failing->second;
    failing_.erase(failing);
    return {.error = error, .probed = {}};
  }
  if (std::erase(strangers_, effect.dst) > 0) Put(effect.dst, "a stranger at " + effect.dst);
  if (!Has(effect.src)) return {.error = Error{ErrorCode::kNotFound, effect.src + " is not there"}, .probed = {}};
  if (Has(effect.dst)) return {.error = Error{ErrorCode::kExists, effect.dst + " is taken"}, .probed = {}};
  Rename(effect.src, effect.dst);
  return {};
}

EffectResult World::Do(const RemoveCopyEffect& effect) {
  if (!Has(effect.keep) || !Has(effect.remove) || files_[effect.keep].inode == files_[effect.remove].inode ||
      Content(effect.keep) != Content(effect.remove)) {
    return {.error = Error{ErrorCode::kDisagrees, "not two equal files"}, .probed = {}};
  }
  Remove(effect.remove);
  return {};
}

EffectResult World::Do(const RemoveFolderEffect& effect) {
  for (const auto& [path, file] : files_) {
    if (IsInside(path, effect.folder)) return {};
  }
  folders_.erase(effect.folder);
  return {};
}

EffectResult World::Do(const SyncEffect&) { return {}; }

MemoryHost::MemoryHost(World& world, bool same_place) : world_(world), session_(Session::Open(world.Open(same_place))) {
  session_->StartWriting({.name = "anna", .new_root_id = "00112233445566778899aabbccddeeff"}, world.Tick());
  started_ = Drive();
}

Outcome MemoryHost::Drive() {
  while (session_->HasEffect() && !world_.dead()) session_->Complete(world_.Execute(session_->NextEffect()));
  return session_->TakeOutcome();
}

Outcome MemoryHost::Do(Command command) {
  session_->Begin(std::move(command), world_.Tick());
  return Drive();
}

Outcome MemoryHost::Do(std::string_view json) {
  Result<Command> command = FromJson<Command>(json);
  EXPECT_TRUE(command.ok()) << json << ": " << (command.ok() ? "" : command.error().detail);
  return command.ok() ? Do(command.value()) : Outcome{};
}

Outcome MemoryHost::Settle() {
  session_->Settle(world_.Tick());
  return Drive();
}

Outcome MemoryHost::Notice() {
  session_->NoticeChanges(world_.Tick());
  return Drive();
}

void MemoryHost::Embed(const std::map<std::string, int>& group_of_place) {
  constexpr std::size_t kDimension = 32;
  if (state().vectors().dimension() == 0) session_->UseVectors(Matrix(kDimension), {});
  for (const auto& [place, group] : group_of_place) {
    SplitMix64 random(OrderHash(7, world_.Content(place)));
    std::vector<double> values(kDimension);
    for (double& value : values) value = static_cast<double>(random.Below(1000)) / 8000.0;
    values[static_cast<std::size_t>(group)] += 1;
    const Result<Vector> vector = Quantise(std::span<const double>(values));
    ASSERT_TRUE(vector.ok());
    const Fingerprint fingerprint = FingerprintOfContent(world_.Content(place));
    const PhotoId id = state().Find(place);
    ASSERT_TRUE(id.has_value()) << place;
    session_->Observe({.place = place,
                       .size = world_.Content(place).size(),
                       .mtime_ms = state().photo(id).mtime_ms,
                       .fingerprint = fingerprint,
                       .taken_ms = {},
                       .not_shown = {}});
    session_->AddVector(place, fingerprint, vector.value());
  }
}

}  // namespace photocluster::test
