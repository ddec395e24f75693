#pragma once
#include <memory>
#include <optional>
#include <string>

#include "native-helper/host/fd.h"
#include "native-helper/host/lock.h"
#include "native-helper/host/ports.h"

namespace photocluster {

// The journal as files. Nothing stays open between two calls: each append opens the log anew, compares its
// length with what this journal left, writes, syncs, closes. That costs microseconds beside a sync of
// milliseconds, and a state folder that was removed or exchanged meanwhile is noticed instead of written into.
class JournalFile : public Journal {
 public:
  // `root`: real path of the root. `lock` is not owned and outlives the journal; without one (nullptr) the
  // journal only reads. Errors: those of opening the folder.
  static Result<std::unique_ptr<JournalFile>> Open(const std::string& root, const RootLock* lock);

  Result<std::optional<std::string>> Read(const std::string& file) override;
  Result<std::string> ReadPart(const std::string& file, std::uint64_t from, std::size_t size) override;
  Result<void> Append(std::string_view lines) override;
  Result<void> Replace(const std::string& file, std::string_view bytes) override;
  Result<std::string> SetTailAside(std::uint64_t from, const std::string& file) override;
  Result<void> AppendTo(const std::string& file, std::string_view bytes) override;
  Result<std::string> SetAside(const std::string& file, Instant now) override;

 private:
  JournalFile(Fd root, const RootLock* lock);
  Result<void> ReadyToWrite();
  Result<std::uint64_t> WriteAtEnd(const std::string& file, std::string_view bytes,
                                   std::optional<std::uint64_t> length);

  Fd root_;
  const RootLock* lock_;
  std::optional<Error> refused_;             // why this journal no longer writes
  std::optional<std::uint64_t> log_length_;  // as this journal last saw or left it
  bool read_me_written_ = false;
};

}  // namespace photocluster
