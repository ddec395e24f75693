#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/journal/log_reader.h"
#include "shared/protocol/effect.h"
#include "shared/protocol/notice.h"
#include "shared/session/import.h"

namespace photocluster {

// Everything that a host has read before a Session opens.
struct Opening {
  std::string log;
  std::string pending;
  std::optional<std::string> checkpoint;  // absent when there is no such file
  std::optional<std::string> catalogue;
  std::optional<LegacyFiles> legacy;  // where NeedsImport(log)
  Listing listing;
  bool same_place = false;   // the lock says that this folder, on this machine, was the last one written
  std::optional<Seq> until;  // fold no further: an older State, only to be looked at
  bool files_stay = false;   // the photos' folder cannot be written to; the log is kept elsewhere
};

// What a host should tell its user about the files it opened.
struct OpenReport {
  std::vector<LogProblem> problems;          // lines without effect
  std::uint64_t torn_at = 0;                 // where an incomplete last line begins
  std::uint64_t torn_bytes = 0;              // and how long it is; 0 for none
  std::vector<LogProblem> pending_problems;  // lines of pending.jsonl without effect
  std::vector<std::string> damaged_caches;   // files to be set aside; they are made anew
  std::vector<Notice> import;                // what there is to know of an import that was made at this opening
  std::size_t others = 0;                    // files that are neither photo nor companion
};

struct Author {
  std::string name;
  std::string new_root_id;  // random; for a root that has none yet
};

}  // namespace photocluster
