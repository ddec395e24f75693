#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "shared/base/random.h"
#include "shared/protocol/effect.h"

namespace photocluster::test {

using Names = std::vector<std::string>;
inline constexpr int kUnlimited = 1 << 30;  // effects

enum class Spelling { kExact, kFolds, kNormalises };  // which spellings a disk takes for one name
enum class Outcome { kDone, kExists, kMissing, kDiffers, kKilled };

// One device that keeps its files in memory, stops after a number of effects, and forgets what was not synced when its
// power is lost. Nothing syncs it but the content of a finished copy.
class ForgetfulDisk {
 public:
  struct File {
    std::string name;  // as it was spelled when it got the name
    std::string bytes;
    std::uint64_t inode = 0;
  };

  explicit ForgetfulDisk(Spelling spelling) : spelling_(spelling) {}

  void GiveEffects(int count) { left_ = count; }
  bool Spend() { return left_-- > 0; }

  const File* At(const std::string& name) const;
  std::size_t file_count() const { return files_.size(); }
  void Put(const std::string& name, const std::string& bytes) { files_[Key(name)] = {name, bytes, next_inode_++}; }
  std::vector<ProbedFile> Probe(const Names& places) const;

  // As a host: without replacing; to another spelling of the same name through a temporary one.
  Outcome Move(const std::string& from, const std::string& to);
  // Under the temporary name, synced, then renamed.
  Outcome Copy(const std::string& from, const std::string& to, const std::string& temporary);
  Outcome Remove(const std::string& name);

  // What a loss of power can leave: each file under any of the names it had since the last sync, one that was new
  // since also nowhere, and one that was removed also still there.
  void AfterPowerLoss(const std::function<void(const ForgetfulDisk&)>& visit) const;
  // One of them: files fall back to an earlier name where that is free.
  ForgetfulDisk AfterPowerLoss(SplitMix64& random) const;

 private:
  struct Unsynced {
    Names names;
    std::string bytes;
    bool is_new = false;
    bool gone = false;
  };

  std::string Key(const std::string& name) const;
  Unsynced& Ways(const File& file);
  void Write(const std::string& name, const std::string& bytes);
  Outcome Rename(const std::string& from, const std::string& to);

  Spelling spelling_;
  std::map<std::string, File> files_;
  std::map<std::uint64_t, Unsynced> unsynced_;  // by inode
  std::uint64_t next_inode_ = 1;
  int left_ = kUnlimited;
};

}  // namespace photocluster::test
