// What a real folder of 100,000 small files costs, with 100,000 vectors of 512 components and 10,000 decisions, and one
// of 200,000: prints two Markdown tables. Nothing here is asserted. The folders are made below the system's temporary
// folder and removed.
//
//   root_bench [MODEL [LIB]]      MODEL with 512 components: adds the rows of `embed`; LIB: else npm's
//
// Wall-clock times: what is waited for here is the disk as much as the processor.
#include <fcntl.h>
#include <fts.h>
#include <malloc.h>
#include <unistd.h>

#include <chrono>
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
  explicit Folder(std::size_t photos) : photos_(photos) {
    std::string name = (std::filesystem::temp_directory_path() / "photocluster-bench-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) Need(Result<void>(Error{ErrorCode::kIo, "cannot make " + name}));
    path_ = std::filesystem::canonical(name).string();
    bench::WritePhotos(path_, photos, Content);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  const std::string& path() const { return path_; }
  std::size_t photos() const { return photos_; }
  static std::string Content(std::size_t photo) { return "content of photo " + std::to_string(photo) + "\n"; }

 private:
  std::size_t photos_;
  std::string path_;
};

// What a bare program does to see everything below a folder: readdir, and stat of each. Gives the number of files.
std::size_t BareWalk(const std::string& folder) {
  std::string path = folder;
  char* paths[] = {path.data(), nullptr};
  FTS* walk = fts_open(paths, FTS_PHYSICAL | FTS_NOCHDIR, nullptr);
  std::size_t files = 0;
  while (const FTSENT* entry = fts_read(walk)) files += entry->fts_info == FTS_F;
  fts_close(walk);
  return files;
}

// The most memory that this program held at once while it did something, what it held before included; in MiB.
double PeakMemory(const std::function<void()>& work) {
  malloc_trim(0);
  std::ofstream("/proc/self/clear_refs") << "5";  // the peak starts anew
  work();
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmHWM:")) return std::strtod(line.c_str() + 6, nullptr) / 1024;
  }
  return 0;
}

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

// By turns with a bare walk of the same folder.
void Openings(const Folder& folder) {
  BareWalk(folder.path());  // warm
  for (const Access access : {Access::kRead, Access::kWrite}) {
    Times wall;
    Times processor;
    Times walk;
    for (int i = 0; i < 5; ++i) {
      walk.Add(Wall([&] { BareWalk(folder.path()); }));
      const double before = bench::Now(bench::Clock::kProcessor);
      std::unique_ptr<Root> root;
      wall.Add(Wall([&] { root = Open(folder, access); }));
      processor.Add(bench::Now(bench::Clock::kProcessor) - before);
    }
    std::printf("| open for %s: median, least, processor | %.0f, %.0f, %.0f ms |\n",
                access == Access::kRead ? "reading" : "writing", wall.Median(), wall.Least(), processor.Median());
    std::printf("| a bare walk of the same folder: median, least; ratio of the medians | %.0f, %.0f ms; %.2f |\n",
                walk.Median(), walk.Least(), wall.Median() / walk.Median());
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
  Need(root->Settle());
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

// Every time a second later than it was, as in a copy: each fingerprint is read once more, and nothing else happens.
void EmbedCopied(const Folder& folder, const EmbeddingModel& model) {
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path())) {
    if (!entry.is_regular_file()) continue;
    std::filesystem::last_write_time(entry.path(), entry.last_write_time() + std::chrono::seconds(1));
  }
  EmbeddingCounts counts;
  const double ms = Wall([&] {
    const std::unique_ptr<Root> root = Open(folder, Access::kWrite);
    counts = Need(Need(EmbeddingRun::Prepare(*root, model)).Execute([] { return true; }));
    Need(root->NoticeChanges());
    Need(root->Settle());
  });
  std::printf("| embed after all times changed: %zu found again, %zu embedded | %.0f ms |\n", counts.found_again,
              counts.embedded, ms);
}

// What `photocluster embed` does beside reading and inference, the outcomes being made up; then decisions.
void Bookkeeping(const Folder& folder, const EmbeddingModel& model) {
  const Matrix vectors =
      bench::SyntheticVectors(folder.photos(), [](std::size_t i) { return FingerprintOfContent(Folder::Content(i)); });
  const std::unique_ptr<Root> root = Open(folder, Access::kWrite);
  EmbeddingRun run = Need(EmbeddingRun::Prepare(*root, model));
  const double ms = Wall([&] {
    for (std::size_t i = 0; i < run.total(); ++i) {
      const RowId row(static_cast<std::uint32_t>(i));  // places and photos are in the same order
      const VectorView vector = vectors.Row(row);
      EmbedOutcome outcome;
      outcome.place = run.places()[i];
      outcome.length = Folder::Content(i).size();
      outcome.fingerprint = vectors.fingerprint(row);
      outcome.result = Vector(vector.begin(), vector.end());
      Need(run.Take(std::move(outcome)));
    }
    Need(run.Flush());
    Need(root->Settle());
  });
  bench::Decide(*root);
  std::printf("| embed: what is noted and stored of %zu photos | %.0f ms |\n", run.total(), ms);
}

void Large(const EmbeddingModel* model) {
  const Folder folder(200'000);
  if (model) {
    Bookkeeping(folder, *model);
  } else {
    bench::Prepare(folder.path(), folder.photos(), Folder::Content, "bench-0123456789ab");
  }
  Openings(folder);
  const double peak = PeakMemory([&] { Open(folder, Access::kWrite); });
  std::printf("| most memory while opening | %.0f MiB |\n", peak);
  if (model) EmbedCopied(folder, *model);
}

void Run(const std::vector<std::string>& arguments) {
  const ImagingLibrary imaging("root_bench");
  std::unique_ptr<EmbeddingModel> model;
  if (!arguments.empty()) {
    const std::string library = Need(FindOnnxRuntime(arguments.size() > 1 ? arguments[1] : ""));
    model = Need(EmbeddingModel::Open(arguments[0], Need(OnnxRuntime::Load(library))));
  }
  const Folder folder(bench::kRows);
  bench::Prepare(folder.path(), folder.photos(), Folder::Content, model ? model->id() : "bench-0123456789ab");
  std::printf("| 100,000 photos, 10,000 decisions | |\n|---|---:|\n");
  Openings(folder);
  Assignments(folder);
  AutoMoving(folder);
  if (model) EmbedAgain(folder, *model);
  std::printf("\n| 200,000 photos, 10,000 decisions | |\n|---|---:|\n");
  Large(model.get());
}

}  // namespace
}  // namespace photocluster

int main(int argc, char** argv) { photocluster::Run({argv + 1, argv + argc}); }
