#pragma once
#include <atomic>
#include <memory>
#include <string>

#include "native-helper/commands/command_line.h"

namespace photocluster {

// Through which a command writes in a root: opened here, or by the helper that shows it. What is printed is the same.
class Writer {
 public:
  virtual ~Writer() = default;
  virtual Outcome Do(Command command) = 0;
  // The State to decide by; a helper's root is read beside it.
  virtual Root& root() = 0;
  // As Finish of command_line.h.
  virtual ExitStatus Finish(Console& console, const Outcome& outcome) = 0;

  // Errors: as Root::Open. Notices are printed. `stop` as in Root::Options; a helper goes on.
  static Result<std::unique_ptr<Writer>> Open(Console& console, const std::string& path,
                                              const std::atomic<bool>* stop = nullptr);
};

}  // namespace photocluster
