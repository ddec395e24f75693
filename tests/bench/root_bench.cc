// What a real folder of 100,000 small files costs, with 100,000 vectors of 512 components and 10,000 decisions: prints
// one Markdown table. Nothing here is asserted. The folder is made below the system's temporary folder and removed.
//
//   root_bench [MODEL [LIB]]      MODEL with 512 components: adds the row `embed`; LIB: else npm's
//
// Wall-clock times: what is waited for here is the disk as much as the processor.
#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "native-helper/embedding/model.h"
#include "native-helper/embedding/onnxruntime_api.h"
#include "native-helper/host/embedding_run.h"
#include "native-helper/host/root.h"
#include "native-helper/imaging/decode.h"
#include "shared/journal/file_names.h"
#include "tests/bench/bench_folder.h"
#include "tests/bench/measure.h"
#include "tests/bench/synthetic.h"

namespace photocluster {
namespace {

using bench::Need;
using bench::Times;

double Wall(const std::function<void()>& work) { return bench::Milliseconds(work, bench::Clock::kWall); }

// The folder of photos, gone with this object.
class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "photocluster-bench-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) Need(Result<void>(Error{ErrorCode::kIo, "cannot make " + name}));
    path_ = std::filesystem::canonical(name).string();
    bench::WritePhotos(path_, bench::kRows, Content);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  const std::string& path() const { return path_; }
  static std::string Content(std::size_t photo) { return "content of photo " + std::to_string(photo) + "\n"; }

 private:
  std::string path_;
};

// What a bare program would do to have a line on the disk.
class BareLog {
 public:
  explicit BareLog(const std::string& path) : file_(open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0644)) {}
  ~BareLog() { close(file_); }
  BareLog(const BareLog&) = delete;
  BareLog& operator=(const BareLog&) = delete;

  void Append(std::string_view bytes) const {
    const bool done = write(file_, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size());
    if (!done || fdatasync(file_) != 0) Need(Result<void>(Error{ErrorCode::kIo, "cannot append"}));
  }

 private:
  int file_;
};

std::unique_ptr<Root> Open(const Folder& folder, Access access) {
  return Need(Root::Open(folder.path(), {.access = access}));
}

void Openings(const Folder& folder) {
  for (const Access access : {Access::kRead, Access::kWrite}) {
    Times wall;
    Times processor;
    for (int i = 0; i < 5; ++i) {
      const double before = bench::Now(bench::Clock::kProcessor);
      std::unique_ptr<Root> root;
      wall.Add(Wall([&] { root = Open(folder, access); }));
      processor.Add(bench::Now(bench::Clock::kProcessor) - before);
    }
    std::printf("| open for %s: median, least, processor | %.0f, %.0f, %.0f ms |\n",
                access == Access::kRead ? "reading" : "writing", wall.Median(), wall.Least(), processor.Median());
  }
}

// By turns with the same number of bytes appended and synced by hand.
void Assignments(const Folder& folder) {
  const std::unique_ptr<Root> root = Open(folder, Access::kWrite);
  const BareLog bare(folder.path() + "/" + kStateFolder + "/bare");
  Times whole, line;
  for (int i = 0; i < 500; ++i) {
    const State& state = root->session().state();
    const Photo& photo = state.photo(state.queue().Ids()[static_cast<std::size_t>(i)]);
    const Assign assign{{photo.place}, bench::ClusterName(photo.row.value()), ""};
    const std::uint64_t before = std::filesystem::file_size(folder.path() + "/" + kLogFile);
    whole.Add(Wall([&] { Need(root->Do(assign)); }));
    const std::string bytes(std::filesystem::file_size(folder.path() + "/" + kLogFile) - before, 'x');
    line.Add(Wall([&] { bare.Append(bytes); }));
  }
  std::printf("| an assignment, its line synced, its file moved: median, 99th percentile | %.2f, %.2f ms |\n",
              whole.Median(), whole.Percentile99());
  std::printf("| the same bytes appended and synced by hand: median, 99th percentile | %.2f, %.2f ms |\n",
              line.Median(), line.Percentile99());
  std::printf("| ratio of the medians | %.2f |\n", whole.Median() / line.Median());
  std::printf("| settle: summary, checkpoint, catalogue | %.0f ms |\n", Wall([&] { Need(root->Settle()); }));
}

void AutoMoving(const Folder& folder) {
  const std::unique_ptr<Root> root = Open(folder, Access::kWrite);
  const AutoRule rule{.threshold = 0.5, .min_samples = 1};
  std::vector<PlanRow> plan;
  std::printf("| auto-move: plan of the whole queue, everything scored | %.0f ms |\n",
              Wall([&] { plan = root->session().Plan(rule); }));
  AutoMove move{.threshold = rule.threshold, .min_samples = 1, .pairs = {}};
  for (std::size_t i = 0; i < 1000 && i < plan.size(); ++i) move.pairs.push_back({plan[i].place, plan[i].cluster});
  const double ms = Wall([&] { Need(root->Do(move)); });
  std::printf("| auto-move: run of %zu photos | %.0f ms, %.0f photos/s |\n", move.pairs.size(), ms,
              static_cast<double>(move.pairs.size()) * 1000 / ms);
  const double undo = Wall([&] { Need(root->Do(Undo())); });
  std::printf("| undo of that run | %.0f ms, %.0f photos/s |\n", undo,
              static_cast<double>(move.pairs.size()) * 1000 / undo);
}

// What `photocluster embed` does in a folder of which every photo has its vector.
void EmbedAgain(const Folder& folder, const EmbeddingModel& model) {
  std::size_t photos = 0;
  const double ms = Wall([&] {
    const std::unique_ptr<Root> root = Open(folder, Access::kWrite);
    photos = Need(EmbeddingRun::Prepare(*root, model)).total();
    Need(root->NoticeChanges());
    Need(root->Settle());
  });
  std::printf("| embed again, opening included: %zu photos to look at | %.0f ms |\n", photos, ms);
}

void Run(const std::vector<std::string>& arguments) {
  const ImagingLibrary imaging("root_bench");
  std::unique_ptr<EmbeddingModel> model;
  if (!arguments.empty()) {
    const std::string library = Need(FindOnnxRuntime(arguments.size() > 1 ? arguments[1] : ""));
    model = Need(EmbeddingModel::Open(arguments[0], Need(OnnxRuntime::Load(library))));
  }
  const Folder folder;
  bench::Prepare(folder.path(), bench::kRows, Folder::Content, model ? model->id() : "bench-0123456789ab");
  std::printf("| 100,000 photos, 10,000 decisions | |\n|---|---:|\n");
  Openings(folder);
  Assignments(folder);
  AutoMoving(folder);
  if (model) EmbedAgain(folder, *model);
}

}  // namespace
}  // namespace photocluster

int main(int argc, char** argv) { photocluster::Run({argv + 1, argv + argc}); }
