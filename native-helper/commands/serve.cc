#include <fcntl.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <limits>
#include <memory>
#include <ostream>
#include <thread>

#include "native-helper/commands/arguments.h"
#include "native-helper/commands/command_line.h"
#include "native-helper/commands/interrupt.h"
#include "native-helper/commands/open_model.h"
#include "native-helper/server/server.h"

namespace photocluster {
namespace {

struct ServeOptions {
  std::string root;
  std::optional<std::uint16_t> port;
  bool no_open = false;
  std::string model;
  std::string onnxruntime;
  std::string page;
};

bool HasDisplay() {
  const auto is_set = [](const char* name) {
    const char* const value = std::getenv(name);
    return value && *value;
  };
  return is_set("DISPLAY") || is_set("WAYLAND_DISPLAY");
}

// A browser that does not come up is no failure: the address stands on the console.
void OpenBrowser(const std::string& address) {
  const pid_t child = fork();
  if (child != 0) return;
  if (fork() != 0) _exit(0);  // nobody has to wait for the grandchild
  const int nowhere = open("/dev/null", O_RDWR);
  for (int number = 0; number < 3; ++number) dup2(nowhere, number);
  close_range(3, ~0U, 0);  // or the browser keeps the port after this program has ended
  execlp("xdg-open", "xdg-open", address.c_str(), nullptr);
  _exit(1);
}

void EmbedInBackground(const ServeOptions& options, Server& server, Console& console) {
  if (options.model.empty()) return;
  Result<std::unique_ptr<EmbeddingModel>> model = OpenModel(options.model, options.onnxruntime);
  if (model.ok()) return server.Embed(std::move(model).value());
  console.err << "photocluster: " << model.error().detail << "\n";
  server.RefuseModel(model.error());
}

ExitStatus RunServe(const ServeOptions& options, Console& console) {
  const InterruptGuard interrupt;
  const Root::Options root_options{.access = Access::kWrite, .stop = &interrupt.requested()};
  Result<std::unique_ptr<Root>> opened = OpenRoot(console, options.root, root_options);
  if (!opened.ok()) return Complain(console, opened.error());
  const std::shared_ptr<Root> root = std::move(opened).value();
  Result<std::unique_ptr<Server>> started =
      Server::Start(root, {.port = options.port, .page = FindPage(options.page), .root = root_options});
  if (!started.ok()) {
    console.err << "photocluster: " << started.error().detail << "\n";
    return ExitStatus::kFailed;
  }
  Server& server = *started.value();
  const std::string address = server.NewAddress();
  console.out << "Photocluster shows " << root->path() << " at " << address << std::endl;
  if (!options.no_open && HasDisplay()) OpenBrowser(address);
  EmbedInBackground(options, server, console);

  while (!interrupt.requested()) std::this_thread::sleep_for(std::chrono::milliseconds(50));
  server.Stop();
  console.out << "stopped; everything is on disk" << std::endl;
  return ExitStatus::kDone;
}

}  // namespace

void AddServe(CommandLine& line) {
  CLI::App* command = line.app.add_subcommand("serve", "Shows a folder in the browser; embeds it in the background");
  auto options = std::make_shared<ServeOptions>();
  AddRootArgument(*command, options->root);
  command->add_option("--port", options->port, "The port to listen at; without it the first free one from 8000 on")
      ->option_text("N")
      ->check(WholeNumber(1, std::numeric_limits<std::uint16_t>::max()));
  command->add_flag("--no-open", options->no_open, "Only print the address, open no browser")->option_text(" ");
  command->add_option("--model", options->model, "The ONNX file to embed with; without it photos are sorted by hand")
      ->option_text("FILE");
  command->add_option("--onnxruntime", options->onnxruntime, "The ONNX Runtime library to use instead of npm's")
      ->option_text("LIB");
  command->add_option("--page", options->page)->group("");  // for tests: the built page
  command->callback([&line, options] { line.status = RunServe(*options, line.console); });
}

}  // namespace photocluster
