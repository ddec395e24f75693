// What a Session costs at 1,000, 10,000 and 100,000 photos, native and (in node) as WASM, without any disk: prints one
// Markdown table. Nothing here is asserted. A row whose last column stays near 1 does not depend on the number of
// photos; the others name all photos, or say that they look at all of them.
#include <algorithm>
#include <array>
#include <cstdio>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "shared/base/path.h"
#include "shared/journal/file_names.h"
#include "shared/session/catalogue.h"
#include "shared/session/checkpoint.h"
#include "shared/session/session.h"
#include "shared/session/summary.h"
#include "tests/bench/measure.h"
#include "tests/bench/no_disk.h"
#include "tests/bench/synthetic.h"

namespace photocluster {
namespace {

using bench::Milliseconds;
using bench::NoDisk;
using bench::Repeat;
using bench::Times;

constexpr std::array<std::size_t, 3> kSizes = {1000, 10000, bench::kRows};

class Table {
 public:
  void Add(std::size_t size, const std::string& what, double ms) {
    if (!rows_.contains(what)) order_.push_back(what);
    rows_[what][size] = ms;
  }

  void Print() const {
    std::printf("| processor ms, median of the repetitions | 1,000 photos | 10,000 | 100,000 | 100,000 : 1,000 |\n");
    std::printf("|---|---:|---:|---:|---:|\n");
    for (const std::string& what : order_) {
      const auto& row = rows_.at(what);
      std::printf("| %s |", what.c_str());
      for (const auto& [size, ms] : row) std::printf(" %.4f |", ms);
      std::printf(" %.1f |\n", row.rbegin()->second / row.begin()->second);
    }
  }

 private:
  std::vector<std::string> order_;
  std::map<std::string, std::map<std::size_t, double>> rows_;
};

// A Session of one size on such a host.
class Bench {
 public:
  Bench(Table& table, std::size_t photos, const Matrix& vectors)
      : table_(table), photos_(photos), vectors_(vectors), disk_(photos) {}

  void Run() {
    Row("open a folder without log and caches (all photos)", 1,
        [&, opening = disk_.Open(false, false)] { session_ = Session::Open(opening); });
    FirstDecisions();
    Settling();
    Openings();
    Commands();
    ClusterCommands();
    Suggesting();
    AutoMoving();
    WholeQueue();
  }

 private:
  void Row(const std::string& what, const Times& times) { table_.Add(photos_, what, times.Median()); }
  template <class Work>
  void Row(const std::string& what, int times, Work&& work) {
    Row(what, Repeat(times, work));
  }

  void Drive() {
    while (session_->HasEffect()) session_->Complete(disk_.Execute(session_->NextEffect()));
    outcome_ = session_->TakeOutcome();
    if (outcome_.error) std::printf("failed: %s\n", outcome_.error->detail.c_str());
  }
  void Do(const Command& command) {
    now_.at_ms += 1000;
    session_->Begin(command, now_);
    Drive();
  }

  const State& state() const { return session_->state(); }
  // Another photo of the queue each time.
  const Photo& NextPhoto() {
    if (queue_.empty()) {
      queue_ = state().queue().Ids();
      std::reverse(queue_.begin(), queue_.end());
    }
    const PhotoId next = queue_.back();
    queue_.pop_back();
    return state().photo(next);
  }
  // The command that puts it where it belongs.
  Assign AssignNext() {
    const Photo& photo = NextPhoto();
    return {{photo.place}, bench::ClusterName(photo.row.value()), ""};
  }

  Matrix Vectors() const {
    Matrix matrix(bench::kDimension);
    matrix.Reserve(photos_);
    for (std::uint32_t i = 0; i < photos_; ++i) matrix.Add(vectors_.fingerprint(RowId(i)), vectors_.Row(RowId(i)));
    return matrix;
  }

  // A tenth of the photos is decided, one by one.
  void FirstDecisions() {
    session_->StartWriting({"bench", "bench root"}, now_);
    Drive();
    Settings settings;
    settings.model = "bench-0123456789ab";
    Do(settings);
    Row("take in what was read of the photos (all photos)", 1, [&] {
      for (const FileEntry& file : disk_.Open(false, false).listing.files) {
        const auto row = static_cast<std::uint32_t>(file.size - bench::kFirstSize);
        session_->Observe({file.path, file.size, file.mtime_ms, vectors_.fingerprint(RowId(row)), {}, {}});
      }
    });
    Times times;
    for (std::size_t i = 0; i < photos_ / 10; ++i) {
      const Assign assign{{bench::PhotoPlace(9 * i)}, bench::ClusterName(9 * i), ""};
      times.Add(Milliseconds([&] { Do(assign); }));
    }
    Row("assign, decided, logged, folded, without vectors", times);
  }

  void Settling() {
    Row("use vectors: a tenth of the photos are members (all photos)", 1,
        [&, matrix = Vectors()]() mutable { session_->UseVectors(std::move(matrix), {}); });
    Row("settle (all photos)", 3, [&] {
      session_->Settle(now_);
      Drive();
    });
    Row("of it: the summary", 3, [&] { SummaryText(SummaryOf(state(), session_->settled())); });
    Row("of it: the checkpoint (all decisions)", 3, [&] {
      const std::string& log = disk_.File(kLogFile);
      CheckpointBytes(Checkpoint::Of(state(), {.offset = log.size(), .line = 1, .seq = 1}, Xxh3_128(log), {}));
    });
    Row("of it: the catalogue (all photos)", 3, [&] { CatalogueBytes(CatalogueOf(state())); });
    Row("State hash (all photos)", 1, [&] { (void)state().Hash(); });
    disk_.List(state());
  }

  void Openings() {
    const auto open = [&](const std::string& what, bool with_checkpoint, bool with_catalogue) {
      Times times;
      for (int i = 0; i < 3; ++i) {
        session_.reset();
        Opening opening = disk_.Open(with_checkpoint, with_catalogue);
        times.Add(Milliseconds([&] { session_ = Session::Open(std::move(opening)); }));
      }
      Row(what, times);
    };
    open("open: log alone", false, false);
    open("open: log and catalogue", false, true);
    open("open: log, checkpoint and catalogue", true, true);
    session_->StartWriting({"bench", ""}, now_);
    Drive();
    Row("use vectors after opening (all photos)", 1,
        [&, matrix = Vectors()]() mutable { session_->UseVectors(std::move(matrix), {}); });
  }

  // The command is made anew each time, outside of what is measured.
  void Each(
      const std::string& what, const std::function<Command()>& command, const std::function<void()>& after = [] {}) {
    Times times;
    for (int i = 0; i < 20; ++i) {
      const Command next = command();
      times.Add(Milliseconds([&] { Do(next); }));
      after();
    }
    Row(what, times);
  }

  void Commands() {
    Each("assign", [&] { return AssignNext(); });
    Each("undo of it", [] { return Undo(); });
    Each("redo of it", [] { return Redo(); });
    Each("skip", [&] { return Skip{{NextPhoto().place}}; });
    std::vector<std::string> trashed;
    Each(
        "trash", [&] { return Trash{{NextPhoto().place}}; }, [&] { trashed.push_back(outcome_.records[0].dst); });
    Each("restore", [&] {
      const Restore restore{{trashed.back()}};
      trashed.pop_back();
      return restore;
    });
    Each("set a threshold", [&, i = 0]() mutable {
      Settings settings;
      settings.threshold = 0.5 + 0.001 * ++i;
      return settings;
    });
    Times times;
    for (int i = 0; i < 5; ++i) {
      const Assign assign{{NextPhoto().place}, "new cluster " + std::to_string(i), ""};
      times.Add(Milliseconds([&] { Do(assign); }));
    }
    Row("assign to a new cluster (looks for photos in folders of that name)", times);
  }

  // Each on another cluster of five photos, made before.
  void ClusterCommands() {
    int number = 0;
    std::string cluster;
    const auto fresh = [&] {
      Assign assign{{}, cluster = "five " + std::to_string(number++), ""};
      for (int i = 0; i < 5; ++i) assign.places.push_back(NextPhoto().place);
      Do(assign);
      return outcome_.records.back().dst;
    };
    Each("create a cluster", [&, i = 0]() mutable { return Create{"empty " + std::to_string(++i)}; });
    Each("rename a cluster of five", [&] {
      fresh();
      return RenameCluster{cluster, "renamed " + cluster};
    });
    Each("merge a cluster of five", [&] {
      fresh();
      return MergeClusters{cluster, "empty 1"};
    });
    Each("split one photo off a cluster of five", [&] {
      const std::string place = fresh();
      return SplitCluster{{place}, "split " + cluster};
    });
    Each("delete a cluster of five", [&] {
      fresh();
      return DeleteCluster{cluster};
    });
    // The last of the queue lies where nothing was decided yet.
    const std::string last = state().photo(state().queue().Ids().back()).place;
    const Adopt adopt{std::string(Parent(last)), {}};
    Row("adopt a folder of up to 500", 1, [&] { Do(adopt); });
    Row("undo of that", 1, [&] { Do(Undo()); });
  }

  void Suggesting() {
    Times rescoring, again;
    for (int i = 0; i < 50; ++i) {
      Do(AssignNext());
      const std::string place = NextPhoto().place;
      rescoring.Add(Milliseconds([&] { (void)session_->Suggest(place); }));
      again.Add(Milliseconds([&] { (void)session_->Suggest(place); }));
    }
    Row("suggestion after an assignment: scores every photo with one cluster", rescoring);
    Row("suggestion again", again);
  }

  void AutoMoving() {
    const AutoRule rule{.threshold = 0.5, .min_samples = 1};
    std::vector<PlanRow> plan;
    Row("auto-move: plan (all in the queue)", 3, [&] { plan = session_->Plan(rule); });
    AutoMove move{.threshold = rule.threshold, .min_samples = 1, .pairs = {}};
    for (std::size_t i = 0; i < 100 && i < plan.size(); ++i) move.pairs.push_back({plan[i].place, plan[i].cluster});
    Row("auto-move: 100 photos, plan checked (all in the queue)", 1, [&] { Do(move); });
    Row("undo of that run", 1, [&] { Do(Undo()); });
  }

  void WholeQueue() {
    Row("notice changes: none (all photos)", 3, [&] {
      session_->NoticeChanges(now_);
      Drive();
    });
    Row("shuffle (all in the queue)", 1, [&] { Do(Shuffle()); });
  }

  Table& table_;
  std::size_t photos_;
  const Matrix& vectors_;
  NoDisk disk_;
  std::unique_ptr<Session> session_;
  Outcome outcome_;
  std::vector<PhotoId> queue_;  // what is left of it, the first last
  Instant now_{.at_ms = 1'764'528'740'000, .utc_offset_minutes = 60};
};

void Run() {
  SplitMix64 random(2);
  const Matrix vectors =
      bench::SyntheticVectors(bench::kRows, [&](std::size_t) { return Fingerprint{.high = 1, .low = random.Next()}; });
  Table table;
  for (const std::size_t photos : kSizes) Bench(table, photos, vectors).Run();
  table.Print();
}

}  // namespace
}  // namespace photocluster

int main() { photocluster::Run(); }
