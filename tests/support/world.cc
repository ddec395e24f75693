#include "tests/support/world.h"

#include <gtest/gtest.h>

#include <utility>

#include "shared/base/archive_json.h"
#include "shared/base/path.h"
#include "shared/base/random.h"
#include "shared/journal/file_names.h"

namespace photocluster::test {
namespace {

constexpr std::size_t kDimension = 32;

bool IsPhotoPath(const std::string& path) {
  return IsInTrash(path) || !(IsInside(path, kStateFolder) || IsInside(path, kOriginalFolder));
}

}  // namespace

void World::Put(const std::string& path, std::string content) {
  MakeParents(path, By::kHand);
  if (content.empty()) content = "photo " + std::to_string(last_inode_) + " first at " + path;
  files_[path] = {std::move(content), now_.at_ms, ++last_inode_};
}

void World::Remove(const std::string& path) {
  unsynced_.erase(files_.at(path).inode);
  files_.erase(path);
}

void World::Rename(const std::string& from, const std::string& to) {
  MakeParents(to, By::kHand);
  unsynced_.erase(files_.at(from).inode);
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

std::vector<std::string> World::StateFiles() const {
  std::vector<std::string> files;
  for (const auto& [path, file] : files_) {
    if (!IsPhotoPath(path)) files.push_back(path);
  }
  return files;
}

std::multiset<std::string> World::Contents() const {
  std::multiset<std::string> contents;
  for (const std::string& path : Photos()) contents.insert(files_.at(path).content);
  return contents;
}

std::vector<std::string> World::EmptyMadeFolders() const {
  std::vector<std::string> empty;
  for (const auto& [folder, by] : folders_) {
    if (by == By::kHand || folder == kStateFolder || IsInside(folder, kStateFolder)) continue;
    const auto first = files_.lower_bound(folder + "/");
    if (first == files_.end() || !IsInside(first->first, folder)) empty.push_back(folder);
  }
  return empty;
}

std::vector<World> World::AfterPowerLoss() const {
  std::vector<std::map<std::uint64_t, std::string>> choices(1);
  for (const auto& [inode, names] : unsynced_) {
    std::vector<std::map<std::uint64_t, std::string>> longer;
    for (const auto& choice : choices) {
      const std::set<std::string> different(names.begin(), names.end());
      for (const std::string& name : different) {
        longer.push_back(choice);
        longer.back()[inode] = name;
      }
    }
    choices = std::move(longer);
  }
  std::vector<World> worlds{*this};
  for (const auto& choice : choices) {
    if (std::optional<World> world = WithFilesAt(choice)) worlds.push_back(std::move(*world));
  }
  return worlds;
}

std::optional<World> World::WithFilesAt(const std::map<std::uint64_t, std::string>& name_of_inode) const {
  World world = *this;
  world.unsynced_.clear();
  world.files_.clear();
  for (const auto& [path, file] : files_) {
    const auto at = name_of_inode.find(file.inode);
    const std::string& name = at == name_of_inode.end() || file.inode == 0 ? path : at->second;
    if (name.empty()) continue;  // what was written is lost
    if (!world.files_.emplace(name, file).second) return std::nullopt;
    world.MakeParents(name, By::kMove);
  }
  return world;
}

Listing World::List() const {
  Listing listing;
  for (const auto& [path, file] : files_) {
    if (IsPhotoPath(path)) listing.files.push_back({path, file.content.size(), file.mtime_ms});
  }
  for (const auto& [folder, unused] : folders_) {
    if (folder != kStateFolder && !IsInside(folder, kStateFolder) && folder != kOriginalFolder)
      listing.folders.push_back(folder);
  }
  return listing;
}

Opening World::Open(bool same_place) const {
  const auto read = [&](const std::string& file) {
    const auto at = files_.find(file);
    return at == files_.end() ? std::nullopt : std::optional<std::string>(at->second.content);
  };
  Opening opening;
  opening.log = read(kLogFile).value_or("");
  opening.pending = read(kPendingFile).value_or("");
  opening.checkpoint = read(kCheckpointFile);
  opening.catalogue = read(kCatalogueFile);
  if (NeedsImport(opening.log)) {
    const auto read_file = [&](const std::string& file) -> Result<std::optional<std::string>> { return read(file); };
    opening.legacy = ReadLegacyFiles("/photos", read_file).value();
  }
  opening.listing = List();
  opening.same_place = same_place;
  return opening;
}

Instant World::Tick() {
  now_.at_ms += 1000;
  return now_;
}

void World::MakeParents(const std::string& path, By by) {
  for (std::string folder(Parent(path)); !folder.empty(); folder = std::string(Parent(folder))) {
    folders_.emplace(folder, by);
  }
}

EffectResult World::Execute(const Effect& effect) {
  if (dead()) return {.error = Error{ErrorCode::kIo, "the world has ended"}, .probed = {}};
  const auto* emptied = std::get_if<RemoveFolderEffect>(&effect);
  const bool was_there = emptied && HasFolder(emptied->folder);
  const EffectResult result = std::visit([&](const auto& some) { return Do(some); }, effect);
  if (!result.error) {
    if (const auto* move = std::get_if<MoveEffect>(&effect)) done_.push_back(move->src + " -> " + move->dst);
    if (const auto* copy = std::get_if<CopyEffect>(&effect)) done_.push_back(copy->src + " => " + copy->dst);
    if (const auto* removed = std::get_if<RemoveCopyEffect>(&effect)) done_.push_back("removed " + removed->remove);
    if (const auto* gone = std::get_if<RemoveTrashedEffect>(&effect)) done_.push_back("removed " + gone->place);
    if (was_there && !HasFolder(emptied->folder)) done_.push_back("removed " + emptied->folder + "/");
  }
  if (!std::holds_alternative<ProbeEffect>(effect)) {
    ++effects_;
    if (left_) --*left_;
  }
  return result;
}

EffectResult World::Do(const ProbeEffect& effect) {
  EffectResult result;
  result.error = failing_probes_;
  for (const KnownFile& known : effect.files) {
    const auto at = files_.find(known.place);
    if (at == files_.end()) continue;
    const File& file = at->second;
    const bool unread =
        known.fingerprint.known() && known.size == file.content.size() && known.mtime_ms == file.mtime_ms;
    result.probed.push_back({.place = known.place,
                             .size = file.content.size(),
                             .mtime_ms = file.mtime_ms,
                             .fingerprint = unread ? known.fingerprint : FingerprintOfContent(file.content),
                             .device = 1,
                             .inode = file.inode});
  }
  return result;
}

EffectResult World::Do(const AppendEffect& effect) {
  if (failing_appends_ && good_appends_-- <= 0) return {.error = failing_appends_, .probed = {}};
  if (failing_append_) return {.error = std::exchange(failing_append_, std::nullopt), .probed = {}};
  MakeParents(kLogFile, By::kMove);
  files_[kLogFile].content += effect.lines;
  return {};
}

EffectResult World::Do(const ReplaceEffect& effect) {
  MakeParents(effect.file, By::kMove);
  files_[effect.file].content = effect.bytes;
  return {};
}

EffectResult World::Do(const SetTailAsideEffect& effect) {
  std::string& log = files_[kLogFile].content;
  files_[effect.file].content = log.substr(static_cast<std::size_t>(effect.from));
  log.resize(static_cast<std::size_t>(effect.from));
  return {};
}

// What keeps a file from coming from one path to the other.
std::optional<Error> World::Hindrance(const std::string& src, const std::string& dst) {
  const auto failing = failing_.find(dst);
  if (failing != failing_.end()) {
    const FailingMove move = failing->second;
    if (move.once) failing_.erase(failing);
    return move.error;
  }
  if (std::erase(strangers_, dst) > 0) Put(dst, "a stranger at " + dst);
  if (!Has(src)) return Error{ErrorCode::kNotFound, src + " is not there"};
  if (Has(dst)) return Error{ErrorCode::kExists, dst + " is taken"};
  return std::nullopt;
}

EffectResult World::Do(const CopyEffect& effect) {
  if (effect.unfinished && Has(effect.dst)) {
    const bool begins = Content(effect.src).compare(0, Content(effect.dst).size(), Content(effect.dst)) == 0;
    if (!begins) return {.error = Error{ErrorCode::kDisagrees, effect.dst + " is no beginning"}, .probed = {}};
    Remove(effect.dst);
  }
  if (const auto error = Hindrance(effect.src, effect.dst)) return {.error = error, .probed = {}};
  MakeParents(effect.dst, By::kMove);
  File file = files_.at(effect.src);
  file.inode = ++last_inode_;
  unsynced_[file.inode] = {"", effect.dst};
  files_[effect.dst] = std::move(file);
  return {};
}

EffectResult World::Do(const MoveEffect& effect) {
  if (const auto error = Hindrance(effect.src, effect.dst)) return {.error = error, .probed = {}};
  MakeParents(effect.dst, By::kMove);
  const File file = files_.at(effect.src);
  std::vector<std::string>& names = unsynced_[file.inode];
  if (names.empty()) names.push_back(effect.src);
  names.push_back(effect.dst);
  files_.erase(effect.src);
  files_[effect.dst] = file;
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

EffectResult World::Do(const RemoveTemporaryEffect& effect) {
  const std::string_view prefix = kTemporaryPrefix;
  if (FileName(effect.place).substr(0, prefix.size()) != prefix) {
    return {.error = Error{ErrorCode::kBadInput, "not a temporary name"}, .probed = {}};
  }
  if (Has(effect.place)) Remove(effect.place);
  return {};
}

EffectResult World::Do(const RemoveTrashedEffect& effect) {
  if (!IsInside(effect.place, kTrashFolder))
    return {.error = Error{ErrorCode::kBadInput, "not in the trash"}, .probed = {}};
  const auto failing = failing_.find(effect.place);
  if (failing != failing_.end()) return {.error = failing->second.error, .probed = {}};
  if (!Has(effect.place)) return {};
  if (effect.fingerprint.known() && FingerprintOfContent(Content(effect.place)) != effect.fingerprint) {
    return {.error = Error{ErrorCode::kDisagrees, effect.place + " has another content"}, .probed = {}};
  }
  Remove(effect.place);
  return {};
}

EffectResult World::Do(const RemoveFolderEffect& effect) {
  for (const auto& [path, file] : files_) {
    if (IsInside(path, effect.folder)) return {};
  }
  folders_.erase(effect.folder);
  return {};
}

EffectResult World::Do(const SyncEffect&) {
  unsynced_.clear();
  return {};
}

MemoryHost::MemoryHost(World& world, bool same_place) : world_(world), session_(Session::Open(world.Open(same_place))) {
  if (!world.vectors.empty()) {
    Matrix vectors(kDimension);
    for (const auto& [fingerprint, vector] : world.vectors) vectors.Add(fingerprint, vector);
    session_->UseVectors(std::move(vectors), {});
  }
  session_->StartWriting({.name = "anna", .new_root_id = "00112233445566778899aabbccddeeff"}, world.Tick());
  started_ = Drive();
}

std::size_t MemoryHost::Dimension() { return kDimension; }

Outcome MemoryHost::Drive() {
  while (session_->HasEffect() && !world_.dead()) {
    const EffectResult result = world_.Execute(session_->NextEffect());
    if (stop_at_ && world_.effects() >= *stop_at_) session_->Stop();
    session_->Complete(result);
  }
  stop_at_.reset();
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
    session_->AddVector(fingerprint, vector.value());
    world_.vectors.emplace(fingerprint, vector.value());
  }
}

}  // namespace photocluster::test
