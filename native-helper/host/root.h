#pragma once
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "native-helper/host/lock.h"
#include "native-helper/host/ports.h"
#include "native-helper/host/runner.h"
#include "native-helper/host/system_clock.h"
#include "shared/session/session.h"

namespace photocluster {

enum class Access {
  kRead,   // no lock, nothing is written; sees the log up to its last whole line
  kWrite,  // the one writer; interrupted moves are finished at once
};

// A folder of photos opened on this machine: its Session, its files and its vectors.
// Belongs to one thread.
class Root {
 public:
  // Errors: those of CheckRoot and RootLock; kReadOnly for writing where that is not possible; kUnsupported for a
  // folder that the original program worked on. A folder whose log disagrees with it opens, see
  // Session::disagreement(). `checkpoint`: false to build the State from the log alone; `until`: as in Opening.
  struct Options {
    Access access = Access::kRead;
    bool checkpoint = true;
    std::optional<Seq> until = std::nullopt;
  };
  static Result<std::unique_ptr<Root>> Open(const std::string& path, const Options& options);

  const std::string& path() const { return path_; }
  Session& session() { return *session_; }
  PhotoStore& photos() { return *photos_; }
  Journal& journal() { return *journal_; }
  Clock& clock() { return clock_; }

  // One sentence each: lines of the log without effect, files set aside.
  const std::vector<std::string>& notices() const { return notices_; }

  Outcome Do(Command command);
  Outcome NoticeChanges();
  // Makes everything durable and writes the summary and the caches. Does nothing when nothing changed.
  Outcome Settle();

  // Loads the stored vectors of a model. REQUIRES: a known dimension, or 0 to take the file's
  Result<void> UseModel(const std::string& model_id, std::size_t dimension);
  // Appends to the vectors of the model in use.
  Result<void> StoreVectors(std::span<const VectorEntry> entries);

 private:
  Root() = default;

  Result<Opening> ReadFiles(const Options& options);
  Result<void> RefuseOriginal();
  void SetAside(const std::string& file, const std::string& why);
  void Report(const OpenReport& report);
  Result<void> RewriteVectors(const std::string& file, const VectorFileHead& head, const std::vector<NoVector>& without,
                              const Matrix& vectors);

  std::string path_;
  SystemClock clock_;
  bool writable_ = false;
  std::unique_ptr<RootLock> lock_;
  std::unique_ptr<PhotoStore> photos_;
  std::unique_ptr<Journal> journal_;
  std::unique_ptr<Runner> runner_;
  std::unique_ptr<Session> session_;
  std::vector<std::string> notices_;
  VectorFileHead vectors_head_;
  bool vectors_file_begun_ = false;
};

}  // namespace photocluster
