#include "tests/support/forgetful_disk.h"

#include <algorithm>

#include "shared/base/fingerprint.h"
#include "shared/base/unicode.h"
#include "shared/journal/recovery.h"

namespace photocluster::test {

const ForgetfulDisk::File* ForgetfulDisk::At(const std::string& name) const {
  const auto found = files_.find(Key(name));
  return found == files_.end() ? nullptr : &found->second;
}

std::vector<ProbedFile> ForgetfulDisk::Probe(const Names& places) const {
  std::vector<ProbedFile> found;
  for (const std::string& place : places) {
    const File* file = At(place);
    if (file == nullptr) continue;
    found.push_back({place, file->bytes.size(), 0, FingerprintOfContent(file->bytes), 1, file->inode});
  }
  return found;
}

Outcome ForgetfulDisk::Move(const std::string& from, const std::string& to) {
  if (At(from) == nullptr) return Outcome::kMissing;
  if (At(to) == nullptr) return Rename(from, to);
  if (from == to || At(from)->inode != At(to)->inode) return Outcome::kExists;
  const std::string aside = RespellingPlace(from);
  if (const Outcome outcome = Rename(from, aside); outcome != Outcome::kDone) return outcome;
  return Rename(aside, to);
}

Outcome ForgetfulDisk::Copy(const std::string& from, const std::string& to, const std::string& temporary) {
  if (At(from) == nullptr) return Outcome::kMissing;
  if (At(to) != nullptr || At(temporary) != nullptr) return Outcome::kExists;
  const std::string bytes = At(from)->bytes;
  for (const std::size_t length : {std::size_t{0}, bytes.size() / 2, bytes.size()}) {
    if (!Spend()) return Outcome::kKilled;
    Write(temporary, bytes.substr(0, length));
  }
  return Rename(temporary, to);
}

Outcome ForgetfulDisk::Remove(const std::string& name) {
  if (!Spend()) return Outcome::kKilled;
  const File file = files_.at(Key(name));
  files_.erase(Key(name));
  Ways(file).gone = true;
  return Outcome::kDone;
}

void ForgetfulDisk::AfterPowerLoss(const std::function<void(const ForgetfulDisk&)>& visit) const {
  std::vector<const Unsynced*> unsynced;
  ForgetfulDisk rest = *this;
  rest.unsynced_.clear();
  for (const auto& [inode, file] : unsynced_) {
    unsynced.push_back(&file);
    std::erase_if(rest.files_, [inode = inode](const auto& entry) { return entry.second.inode == inode; });
  }
  const std::function<void(std::size_t, const ForgetfulDisk&)> choose = [&](std::size_t at, const ForgetfulDisk& disk) {
    if (at == unsynced.size()) return visit(disk);
    const Unsynced& file = *unsynced[at];
    if (file.is_new || file.gone) choose(at + 1, disk);
    Names seen;
    for (const std::string& name : file.names) {
      if (disk.At(name) != nullptr || std::find(seen.begin(), seen.end(), name) != seen.end()) continue;
      seen.push_back(name);
      ForgetfulDisk with = disk;
      with.Put(name, file.bytes);
      choose(at + 1, with);
    }
  };
  choose(0, rest);
}

ForgetfulDisk ForgetfulDisk::AfterPowerLoss(SplitMix64& random) const {
  ForgetfulDisk disk = *this;
  disk.unsynced_.clear();
  for (const auto& [inode, file] : unsynced_) {
    const auto choice = static_cast<std::size_t>(random.Below(file.names.size()));
    const std::string& now = file.names.back();
    const std::string& name = file.names[choice];
    if (file.gone || disk.At(now) == nullptr || disk.At(name) != nullptr) continue;
    disk.files_.erase(Key(now));
    if (choice > 0 || !file.is_new) disk.files_[Key(name)] = {name, file.bytes, inode};
  }
  return disk;
}

std::string ForgetfulDisk::Key(const std::string& name) const {
  if (spelling_ == Spelling::kExact) return name;
  return spelling_ == Spelling::kFolds ? FoldName(name) : Nfc(name);
}

ForgetfulDisk::Unsynced& ForgetfulDisk::Ways(const File& file) {
  Unsynced& unsynced = unsynced_[file.inode];
  if (unsynced.names.empty()) unsynced.names.push_back(file.name);
  unsynced.bytes = file.bytes;
  return unsynced;
}

void ForgetfulDisk::Write(const std::string& name, const std::string& bytes) {
  if (At(name) == nullptr) {
    Put(name, bytes);
    Ways(*At(name)).is_new = true;
    return;
  }
  files_.at(Key(name)).bytes = bytes;
  Ways(*At(name));
}

Outcome ForgetfulDisk::Rename(const std::string& from, const std::string& to) {
  if (!Spend()) return Outcome::kKilled;
  File file = *At(from);
  Ways(file).names.push_back(to);
  file.name = to;
  files_.erase(Key(from));
  files_[Key(to)] = file;
  return Outcome::kDone;
}

}  // namespace photocluster::test
