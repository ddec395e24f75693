#include <memory>
#include <ostream>

#include "native-helper/commands/arguments.h"
#include "native-helper/commands/command_line.h"
#include "native-helper/host/root_check.h"
#include "native-helper/server/remote_root.h"

namespace photocluster {
namespace {

Result<std::string> FreshAddress(const std::string& root) {
  std::string path;
  if (!root.empty()) path = TRY(CheckRoot(root)).path;
  const std::optional<RemoteRoot> helper = RemoteRoot::Find(path);
  if (helper) return helper->NewAddress();
  return Error{ErrorCode::kNotFound,
               "no helper shows " + (path.empty() ? "a folder" : path) + "; `photocluster serve ROOT` starts one"};
}

}  // namespace

void AddLink(CommandLine& line) {
  CLI::App* command = line.app.add_subcommand("link", "Prints a fresh address of the running helper; it works once");
  auto root = std::make_shared<std::string>();
  command->add_option("ROOT", *root, "The folder it shows, where several run")->type_name("");
  command->callback([&line, root] {
    const Result<std::string> address = FreshAddress(*root);
    if (!address.ok()) {
      line.status = Complain(line.console, address.error());
      return;
    }
    line.console.out << address.value() << "\n";
  });
}

}  // namespace photocluster
