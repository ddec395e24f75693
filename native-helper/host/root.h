#pragma once
#include <atomic>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "native-helper/host/lock.h"
#include "native-helper/host/log_place.h"
#include "native-helper/host/ports.h"
#include "native-helper/host/runner.h"
#include "native-helper/host/system_clock.h"
#include "shared/protocol/notice.h"
#include "shared/session/session.h"

namespace photocluster {

enum class Access {
  kRead,   // no lock, nothing is written; sees the log up to its last whole line
  kWrite,  // the one writer; interrupted moves are finished at once, what was done by hand is recorded
};

// A folder of photos opened on this machine: its Session, its files and its vectors.
// Belongs to one thread.
class Root {
 public:
  // Errors: those of CheckRoot, PlaceToWrite and RootLock. A folder whose log
  // disagrees with it opens, see Session::disagreement(). `checkpoint`: false to build the State from the log alone;
  // `until`: as in Opening.
  struct Options {
    Access access = Access::kRead;
    bool checkpoint = true;
    std::optional<Seq> until = std::nullopt;
    const std::atomic<bool>* stop = nullptr;  // as in Runner; not owned
  };
  static Result<std::unique_ptr<Root>> Open(const std::string& path, const Options& options);

  const std::string& path() const { return path_; }
  Session& session() { return *session_; }
  const Session& session() const { return *session_; }
  PhotoStore& photos() { return *photos_; }
  Journal& journal() { return *journal_; }
  Clock& clock() { return clock_; }

  // What a user should be told: lines of the log without effect, files set aside. Taken, each is there once.
  const std::vector<Notice>& notices() const { return notices_; }
  std::vector<Notice> TakeNotices() { return std::exchange(notices_, {}); }
  // Folders and links that were not entered, sorted by path.
  const std::vector<NotEntered>& left_alone() const { return left_alone_; }

  // Also loads the vectors of another model when the Command changes the root's.
  Outcome Do(Command command);
  // Also compares the vectors that the original program had stored with those of the model, once that is possible.
  Outcome NoticeChanges();
  // Whether what lies at these places is what the State shows there, as far as name, size and time tell.
  // `folders`: that came or went. O(files + folders · photos).
  bool IsAsShown(const std::set<std::string>& files, const std::set<std::string>& folders) const;
  // What other programs did to the folder since it was listed: Session::Relist, then NoticeChanges; those who follow
  // need a new snapshot. Nothing when it is listed as it is shown, or cannot be listed now.
  std::optional<Outcome> ListAnew();
  // Those below the root, as listed last.
  const std::vector<std::string>& folders() const { return folders_; }
  // Makes everything durable and writes the summary and the caches. Does nothing when nothing changed.
  Outcome Settle();

  // Loads the stored vectors of a model; on an error there are none. `dimension`: the model's, or 0 to take the file's.
  Result<void> UseModel(const std::string& model_id, std::size_t dimension);
  // Appends to the vectors of the model in use. REQUIRES: UseModel with the model's dimension
  Result<void> StoreVectors(std::span<const VectorEntry> entries);

 private:
  Root() = default;

  Result<Opening> ReadFiles(const Options& options);
  Result<void> FollowModel();
  bool SetAside(const std::string& file, const std::string& why);
  void Tell(Notice notice) { notices_.push_back(std::move(notice)); }
  void Report(const OpenReport& report);
  void ReportNoticed(const Outcome& noticed);
  void ReportElsewhere();
  Outcome CompareImported();
  enum class Later { kAnyFile, kState };
  Result<void> KeepLaterOriginal(Later files);
  Result<void> RewriteVectors(const std::string& file, const VectorFileHead& head, const std::vector<NoVector>& without,
                              const Matrix& vectors);

  std::string path_;
  LogPlace place_;
  SystemClock clock_;
  bool writable_ = false;
  std::unique_ptr<RootLock> lock_;
  std::unique_ptr<PhotoStore> photos_;
  std::unique_ptr<Journal> journal_;
  std::unique_ptr<Runner> runner_;
  std::unique_ptr<Session> session_;
  std::vector<Notice> notices_;
  std::vector<NotEntered> left_alone_;
  std::vector<std::string> folders_;
  VectorFileHead vectors_head_;
  bool vectors_file_begun_ = false;
};

}  // namespace photocluster
