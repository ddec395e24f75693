// A long log: what opening costs, and where the memory goes. Nothing is asserted.
//
//   log_bench [PHOTOS RECORDS]      1,000,000 of both when nothing is said
//
// PHOTOS photos, of which each is assigned, and then in turn assigned elsewhere, until RECORDS records are written: as
// a person leaves a folder that was sorted in pages of 100. No disk: bytes come from memory, moves succeed at once.
#include <cstdio>
#include <cstdlib>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <memory>
#include <string>
#include <utility>

#include "shared/session/session.h"
#include "tests/bench/measure.h"
#include "tests/bench/no_disk.h"
#include "tests/bench/synthetic.h"

namespace photocluster {
namespace {

constexpr std::size_t kPage = 100;

double HeapBytes() {
#ifdef __GLIBC__
  const struct mallinfo2 info = mallinfo2();
  return static_cast<double>(info.uordblks + info.hblkhd);
#else
  return 0;
#endif
}

class LogBench {
 public:
  LogBench(std::size_t photos, std::size_t records) : photos_(photos), records_(records), disk_(photos) {}

  void Run() {
    Write();
    std::printf("%zu photos, %llu records, log %.0f MB, checkpoint %.0f MB, catalogue %.0f MB\n\n", photos_,
                static_cast<unsigned long long>(session_->record_count()), Megabytes(kLogFile),
                Megabytes(kCheckpointFile), Megabytes(kCatalogueFile));
    disk_.List(session_->state());
    session_.reset();
    Open("log and catalogue", false);
    Open("log, checkpoint and catalogue", true);
    Weigh();
  }

 private:
  double Megabytes(const char* file) { return static_cast<double>(disk_.File(file).size()) / 1e6; }

  void Drive() {
    while (session_->HasEffect()) session_->Complete(disk_.Execute(session_->NextEffect()));
    const Outcome outcome = session_->TakeOutcome();
    if (!outcome.error) return;
    std::fprintf(stderr, "log_bench: %s\n", outcome.error->detail.c_str());
    std::exit(1);
  }

  void Write() {
    session_ = Session::Open(disk_.Open(false, false));
    session_->StartWriting({"bench", "00000000000000000000000000000001"}, now_);
    Drive();
    for (std::size_t i = 0; i < photos_; ++i) {
      const Photo& photo = session_->state().photo(PhotoId(static_cast<std::uint32_t>(i)));
      session_->Observe({photo.place, photo.size, photo.mtime_ms, {.high = 1, .low = i + 1}, {}, {}});
    }
    for (std::size_t from = 0, round = 0; session_->record_count() < records_; from += kPage) {
      if (from >= photos_) from = 0, ++round;
      Assign assign{{}, bench::ClusterName(from / kPage + round), ""};
      for (std::size_t i = from; i < from + kPage && i < photos_; ++i) {
        assign.places.push_back(session_->state().photo(PhotoId(static_cast<std::uint32_t>(i))).place);
      }
      now_.at_ms += 1000;
      session_->Begin(std::move(assign), now_);
      Drive();
    }
    session_->Settle(now_);
    Drive();
  }

  void Open(const char* with, bool with_checkpoint) {
    bench::Times times;
    for (int i = 0; i < 3; ++i) {
      session_.reset();
      Opening opening = disk_.Open(with_checkpoint, true);
      times.Add(bench::Milliseconds([&] { session_ = Session::Open(std::move(opening)); }));
    }
    std::printf("opening with %s: %.2f s of processor time\n", with, times.Least() / 1000);
    std::fflush(stdout);
  }

  // Of a Session that writes: what was read for the opening is gone.
  void Weigh() {
    session_->StartWriting({"bench", "00000000000000000000000000000001"}, now_);
    Drive();
    double paths = 0;
    for (std::size_t i = 0; i < session_->state().photo_count(); ++i) {
      paths += static_cast<double>(session_->state().photo(PhotoId(static_cast<std::uint32_t>(i))).place.size());
    }
    const History& history = session_->state().history();
    for (Seq seq = 1; seq <= history.last(); ++seq) {
      const std::optional<Past> past = history.Find(seq);
      const auto* before = past ? std::get_if<PhotoBefore>(&past->before) : nullptr;
      if (before) paths += static_cast<double>(before->place.size());
    }
    const double all = HeapBytes();
    session_.reset();
    const double bytes = all - HeapBytes();
    std::printf("memory: %.0f MB, of it %.0f paths, where photos are and where they were; beside them %.0f a photo\n",
                bytes / 1e6, paths / 1e6, (bytes - paths) / static_cast<double>(photos_));
  }

  std::size_t photos_;
  std::size_t records_;
  bench::NoDisk disk_;
  std::unique_ptr<Session> session_;
  Instant now_{.at_ms = 1'764'528'740'000, .utc_offset_minutes = 60};
};

}  // namespace
}  // namespace photocluster

int main(int argc, char** argv) {
  const auto number = [&](int i) { return argc > i ? std::strtoull(argv[i], nullptr, 10) : 1'000'000; };
  photocluster::LogBench(number(1), number(2)).Run();
}
