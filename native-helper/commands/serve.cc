#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <limits>
#include <map>
#include <memory>
#include <ostream>
#include <system_error>
#include <thread>
#include <utility>

#include "native-helper/commands/arguments.h"
#include "native-helper/commands/command_line.h"
#include "native-helper/commands/interrupt.h"
#include "native-helper/commands/open_model.h"
#include "native-helper/host/private_files.h"
#include "native-helper/host/root_check.h"
#include "native-helper/sample/sample.h"
#include "native-helper/server/server.h"

namespace photocluster {
namespace {

struct ServeOptions {
  std::string root;  // "" for the choice of one
  bool sample = false;
  std::optional<std::uint16_t> port;
  bool no_open = false;
  std::string model;
  std::string onnxruntime;
  std::string page;
  std::vector<std::string> allowed_origins;
  bool original_auto_move = false;
  EventLog::Options log;
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

// One start of the server: what a folder needs to be opened and shown, at once or when a page has chosen it.
class Serving {
 public:
  Serving(const ServeOptions& options, const std::atomic<bool>& stop, Console& console)
      : options_(options),
        console_(console),
        log_(console.err, options.log),
        root_options_{.access = Access::kWrite, .stop = &stop} {}

  ExitStatus Run();

 private:
  Result<std::shared_ptr<Root>> Open(const std::string& path);
  Result<void> OpenChosen(Server& server, const std::string& path);
  void EmbedInBackground(Server& server);

  const ServeOptions& options_;
  Console& console_;
  EventLog log_;
  const Root::Options root_options_;
  const std::string demo_ = DataFolder() + "/Demo photos";
  std::string model_;  // that the opened root has
};

// The folder that this was started in, when it may be opened.
std::string Here() {
  const Result<CheckedRoot> here = CheckRoot(".");
  return here.ok() ? here.value().path : "";
}

Result<void> MakeDemo(const std::string& folder, const std::atomic<bool>* stop) {
  std::error_code error;
  const bool is_there = std::filesystem::exists(folder, error);
  if (is_there && !std::filesystem::is_empty(folder, error)) return {};
  std::filesystem::create_directories(std::filesystem::path(folder).parent_path(), error);
  TRY(WriteSample(folder, stop));
  return {};
}

Result<std::shared_ptr<Root>> Serving::Open(const std::string& path) {
  if (path == demo_) TRY(MakeDemo(path, root_options_.stop));
  std::shared_ptr<Root> root = TRY(Root::Open(path, root_options_));
  PrintNotices(console_, root->notices());  // not taken: its pages tell them too
  model_ = root->session().state().settings().model();
  return root;
}

Result<void> Serving::OpenChosen(Server& server, const std::string& path) {
  std::shared_ptr<Root> root = TRY(Open(path));
  TRY(server.Show(std::move(root)));
  console_.out << "Photocluster shows " << path << std::endl;
  EmbedInBackground(server);
  return {};
}

void Serving::EmbedInBackground(Server& server) {
  Result<std::unique_ptr<EmbeddingModel>> model = OpenModelFor(options_.model, model_, options_.onnxruntime);
  if (model.ok() && !model.value()) return;  // sorted by hand
  if (model.ok()) return server.Embed(std::move(model).value());
  console_.err << "photocluster: " << model.error().detail << "\n";
  server.RefuseModel(model.error());
}

ExitStatus Serving::Run() {
  std::shared_ptr<Root> root;
  const std::string& path = options_.sample && options_.root.empty() ? demo_ : options_.root;
  if (!path.empty()) {
    Result<std::shared_ptr<Root>> opened = Open(path);
    if (!opened.ok()) return Complain(console_, opened.error());
    root = std::move(opened).value();
  }
  const std::string shown = root ? root->path() : "its first page";
  const Server::Options options{
      .port = options_.port,
      .page = FindPage(options_.page),
      .root = root_options_,
      .here = root ? "" : Here(),
      .demo = demo_,
      .allowed_origins = options_.allowed_origins,
      .original_auto_move = options_.original_auto_move ? OriginalAutoMove::kAsItDid : OriginalAutoMove::kOnlySay,
      .log = &log_,
      .open = [this](Server& server, const std::string& chosen) { return OpenChosen(server, chosen); }};
  Result<std::unique_ptr<Server>> started = Server::Start(std::move(root), options);
  if (!started.ok()) {
    console_.err << "photocluster: " << started.error().detail << "\n";
    return ExitStatus::kFailed;
  }
  Server& server = *started.value();
  const std::string address = server.NewAddress();
  console_.out << "Photocluster shows " << shown << " at " << address << std::endl;
  if (!options_.no_open && HasDisplay()) OpenBrowser(address);
  if (!path.empty()) EmbedInBackground(server);

  while (!*root_options_.stop) std::this_thread::sleep_for(std::chrono::milliseconds(50));
  server.Stop();
  console_.out << "stopped; everything is on disk" << std::endl;
  return ExitStatus::kDone;
}

ExitStatus RunServe(const ServeOptions& options, Console& console) {
  const InterruptGuard interrupt;
  return Serving(options, interrupt.requested(), console).Run();
}

}  // namespace

void AddServe(CommandLine& line) {
  CLI::App* command = line.app.add_subcommand("serve", "Shows a folder in the browser; embeds it in the background");
  auto options = std::make_shared<ServeOptions>();
  AddRootArgument(*command, options->root)->required(false)->description("The folder; without it the page offers some");
  command->add_flag("--sample", options->sample, "Without a folder: show demo photos, which are made the first time")
      ->option_text(" ");
  command->add_option("--port", options->port, "The port to listen at; without it the first free one from 8000 on")
      ->option_text("N")
      ->check(WholeNumber(1, std::numeric_limits<std::uint16_t>::max()));
  command->add_flag("--no-open", options->no_open, "Only print the address, open no browser")->option_text(" ");
  command
      ->add_option("--model", options->model,
                   "The ONNX file to embed with, builtin, or none; without it the built-in one")
      ->option_text("FILE");
  command->add_option("--onnxruntime", options->onnxruntime, "The ONNX Runtime library to use instead of npm's")
      ->option_text("LIB");
  command
      ->add_option("--allow-origin", options->allowed_origins,
                   "A page of this origin may make the original program's calls, e.g. http://localhost:5173")
      ->option_text("ORIGIN")
      ->check(
          [](const std::string& text) { return IsOrigin(text) ? "" : "wanted is an origin, http://localhost:5173"; });
  command
      ->add_flag("--original-auto-move", options->original_auto_move,
                 "GET /session moves photos, as the original program's did")
      ->option_text(" ");
  command->add_option("--log-level", options->log.level, "What is said on the error output: error, or info: each step")
      ->option_text("LEVEL")
      ->transform(CLI::CheckedTransformer(
          std::map<std::string, LogLevel>{{"error", LogLevel::kError}, {"info", LogLevel::kInfo}}));
  command->add_flag("--log-json", options->log.json, "Says it as lines of JSON")->option_text(" ");
  command->add_option("--page", options->page)->group("");  // for tests: the built page
  command->callback([&line, options] { line.status = RunServe(*options, line.console); });
}

}  // namespace photocluster
