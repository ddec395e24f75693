#include "native-helper/sample/sample.h"

#include <algorithm>
#include <cstddef>
#include <mutex>
#include <optional>
#include <string_view>
#include <thread>
#include <vector>

#include "native-helper/sample/album.h"
#include "native-helper/sample/develop.h"
#include "native-helper/sample/new_folder.h"
#include "native-helper/sample/photo_file.h"
#include "native-helper/sample/raw_file.h"

namespace photocluster {
namespace {

constexpr std::string_view kNote =
    "These pictures were computed by `photocluster sample`; no camera took them.\n"
    "Sort them, undo it, delete them: `photocluster sample` makes them again.\n";

// Writes the files of an album from several threads. The first failure ends them all.
class Writer {
 public:
  Writer(NewFolder& folder, const std::vector<Shot>& album, const std::atomic<bool>* stop)
      : folder_(folder), album_(album), stop_(stop) {}

  Result<std::uint64_t> Run(int threads) {
    {
      std::vector<std::jthread> workers;
      for (int i = 0; i < threads; ++i) workers.emplace_back([this] { Work(); });
    }
    if (error_) return *error_;
    if (Result<void> extras = AddExtras(); !extras.ok()) return extras.error();
    return bytes_.load();
  }

 private:
  void Work() {
    for (std::size_t at = next_++; at < album_.size(); at = next_++) {
      Result<void> written =
          IsStopped() ? Error{ErrorCode::kCancelled, "stopped; nothing is written"} : WriteShot(album_[at]);
      if (written.ok()) continue;
      const std::lock_guard lock(mutex_);
      if (!error_) error_ = written.error();
      next_ = album_.size();
    }
  }
  bool IsStopped() const { return stop_ != nullptr && stop_->load(); }

  Result<void> WriteShot(const Shot& shot) {
    const RgbImage upright = Develop(shot, noises_);
    const std::string exif = TRY(ExifOf(shot));
    const bool is_turned = shot.orientation != Orientation::kUpright;
    const std::string jpeg = TRY(JpegFile(is_turned ? Stored(upright, shot.orientation) : upright, exif));
    TRY(Add(shot.place, jpeg, shot.taken_ms));
    const std::string stem = shot.place.substr(0, shot.place.rfind('.'));
    if (shot.has_raw) {
      const std::string raw = TRY(RawFile(shot, upright));
      TRY(Add(stem + ".DNG", raw, shot.taken_ms));
    }
    if (shot.has_sidecar) TRY(Add(stem + ".xmp", SidecarFile(shot), shot.taken_ms));
    return {};
  }

  // What a folder of photos also has: one cut off in its header, one overwritten with nonsense, a text.
  Result<void> AddExtras() {
    const Shot& like = album_[album_.size() / 2];
    std::string cut = TRY(ExifOf(like));
    cut = std::string("\xFF\xD8\xFF\xE1\x02\0Exif\0\0", 12) + cut.substr(0, 120);
    TRY(Add("IMG_2040.JPG", cut, like.taken_ms + 60'000));
    std::string nonsense(20'000, ' ');
    SplitMix64 random(99);
    for (char& byte : nonsense) byte = static_cast<char>(random.Next() >> 56);
    TRY(Add("DSC_0112.JPG", nonsense, like.taken_ms + 120'000));
    return Add("where these come from.txt", kNote, like.taken_ms);
  }

  Result<void> Add(const std::string& place, std::string_view content, std::int64_t modified_ms) {
    bytes_ += content.size();
    return folder_.AddFile(place, content, modified_ms);
  }

  NewFolder& folder_;
  const std::vector<Shot>& album_;
  const std::atomic<bool>* stop_;
  const Noises noises_;
  std::atomic<std::size_t> next_{0};
  std::atomic<std::uint64_t> bytes_{0};
  std::mutex mutex_;
  std::optional<Error> error_;  // by mutex_
};

}  // namespace

Result<SampleSummary> WriteSample(const std::string& path, const std::atomic<bool>* stop,
                                  const SampleOptions& options) {
  NewFolder folder = TRY(NewFolder::Create(path));
  TRY(folder.AddSubfolder("Roof"));
  TRY(folder.AddSubfolder("Sea"));
  const std::vector<Shot> album = PlanAlbum(options.scale);
  const int cores = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  SampleSummary summary{static_cast<int>(album.size()), kSampleKinds, 0};
  summary.bytes = TRY(Writer(folder, album, stop).Run(options.threads > 0 ? options.threads : cores));
  TRY(folder.Publish());
  return summary;
}

}  // namespace photocluster
