#include "native-helper/sample/sample.h"

#include <memory>
#include <ostream>

#include "native-helper/commands/arguments.h"
#include "native-helper/commands/command_line.h"
#include "native-helper/commands/interrupt.h"

namespace photocluster {
namespace {

ExitStatus RunSample(const std::string& folder, Console& console) {
  const InterruptGuard interrupt;
  const Result<SampleSummary> written = WriteSample(folder, &interrupt.requested());
  if (!written.ok()) return Complain(console, written.error());
  const SampleSummary& summary = written.value();
  console.out << summary.photos << " photos of " << summary.kinds << " kinds, " << (summary.bytes + 500'000) / 1'000'000
              << " MB, in " << folder << "\n";
  return ExitStatus::kDone;
}

}  // namespace

void AddSample(CommandLine& line) {
  CLI::App* command = line.app.add_subcommand("sample", "Makes a folder of demo photos to try everything on");
  auto folder = std::make_shared<std::string>();
  command->add_option("DIR", *folder, "A folder that does not exist yet, or an empty one")->required()->type_name("");
  command->callback([&line, folder] { line.status = RunSample(*folder, line.console); });
}

}  // namespace photocluster
