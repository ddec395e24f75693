#pragma once
#include <set>
#include <string>
#include <vector>

#include "shared/journal/recovery.h"
#include "shared/protocol/effect.h"
#include "shared/protocol/record.h"

namespace photocluster {

// The way of every file that the records after `settled` moved: what the crash rule is asked about. A photo's main
// file and each of its companions are files of their own.
class MoveChains {
 public:
  // The records in log order; those without effect left out.
  void Add(const Record& record);

  std::vector<MovedFile> Take() { return std::move(files_); }

 private:
  MovedFile& Ending(const std::string& place);
  void Move(const std::string& src, const std::string& dst, Seq seq, const std::optional<Fingerprint>& fingerprint);
  void Redirect(const std::string& src, const std::string& dst, Seq seq);
  void TakeBackFrom(Seq first, Seq by);
  void Forget(const std::string& place);

  std::vector<MovedFile> files_;
};

// A recovery under way.
struct RecoveryJob {
  std::vector<MovedFile> files;
  std::set<std::string, std::less<>> foreign;  // places found to hold something else
  std::vector<ProbedFile> found;
  std::vector<RecoveryStep> steps;
  std::size_t next = 0;  // step
  int rounds = 0;        // plans made
};

}  // namespace photocluster
