#include "shared/session/legacy_export.h"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "shared/base/path.h"
#include "shared/clustering/cluster_name.h"
#include "shared/session/summary.h"

namespace photocluster {
namespace {

// What stands in the original's log for a move that its user asked for, and for one of its own.
constexpr char kByItsPage[] = "react-ui";
constexpr char kByItself[] = "auto";

bool OriginalOpens(std::string_view place) {
  std::string extension(Extension(place));
  for (char& c : extension) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  constexpr std::string_view kOpened[] = {".jpg", ".jpeg", ".png", ".bmp", ".tif", ".tiff", ".webp"};
  return std::find(std::begin(kOpened), std::end(kOpened), extension) != std::end(kOpened);
}

std::vector<const Photo*> InOrderOfDecisions(const State& state) {
  std::vector<const Photo*> decided;
  for (std::size_t i = 0; i < state.photo_count(); ++i) {
    const Photo& photo = state.photo(PhotoId(static_cast<std::uint32_t>(i)));
    if (photo.decision.membership != Membership::kQueue) decided.push_back(&photo);
  }
  std::sort(decided.begin(), decided.end(), [](const Photo* a, const Photo* b) {
    if (a->decision.decided != b->decision.decided) return a->decision.decided < b->decision.decided;
    return a->place < b->place;
  });
  return decided;
}

class Exporter {
 public:
  Exporter(const State& state, const std::vector<Record>& records, std::string_view root) : state_(state), root_(root) {
    for (const Record& record : records) records_.emplace(record.seq, &record);
  }

  LegacyExport Make() {
    AddTotals();
    for (const Photo* photo : InOrderOfDecisions(state_)) {
      if (photo->decision.is_member()) AddVector(*photo);
      if (photo->decision.membership != Membership::kAdopted) AddAction(*photo);
    }
    for (PhotoId id : state_.queue().Ids()) AddQueued(state_.photo(id).place);
    CountAnnotated();
    return std::move(made_);
  }

 private:
  // As state.json has them: by decisions, whether a file is there today or not.
  void AddTotals() {
    const Summary summary = SummaryOf(state_, 0);
    for (const auto& [name, count] : summary.counts) made_.state.clusters[name].count = count;
    made_.state.manual_total = summary.manual_total;
    made_.state.auto_total = summary.auto_total;
    made_.state.deleted_total = summary.deleted_total;
    made_.state.dimension = state_.vectors().dimension();
  }
  void AddVector(const Photo& photo) {
    if (!photo.row.has_value()) {
      ++made_.no_vector;
      return;
    }
    const VectorView row = state_.vectors().Row(photo.row);
    made_.state.clusters[state_.clusters().name(photo.decision.cluster)].vectors.emplace_back(row.begin(), row.end());
  }
  void AddAction(const Photo& photo) {
    const bool is_trashed = photo.decision.membership == Membership::kTrashed;
    const auto found = records_.find(photo.decision.decided);
    const Record& record = found == records_.end() ? none_ : *found->second;
    const std::string name(FileName(record.src.empty() ? photo.place : record.src));
    const std::string from = Join(photo.home, name);
    LegacyAction action;
    action.ts = record.ts;
    action.src = Absolute(from);
    action.dst = Absolute(photo.place);
    action.cluster = is_trashed ? kDeletedCluster : state_.clusters().name(photo.decision.cluster);
    action.note = record.note.empty() ? kByItsPage : record.note;
    if (photo.decision.membership == Membership::kAuto) action.note = kByItself;
    made_.actions.push_back(std::move(action));
    if (!photo.listed) {
      ++made_.missing;
    } else if (from == photo.place) {
      ++made_.unmoved;
    }
  }
  void AddQueued(const std::string& place) {
    if (OriginalOpens(place)) {
      made_.queue.push_back(Absolute(place));
    } else {
      ++made_.unopened;
    }
  }
  void CountAnnotated() {
    std::set<PhotoId> annotated;
    for (const NoteBefore& note : state_.annotations().Notes()) {
      if (!note.text.empty()) annotated.insert(note.photo);
    }
    for (const AlsoBefore& also : state_.annotations().Also()) {
      if (also.is) annotated.insert(also.photo);
    }
    made_.annotated = annotated.size();
  }
  std::string Absolute(std::string_view place) const { return Join(root_, place); }

  const State& state_;
  const std::string root_;
  const Record none_;
  std::unordered_map<Seq, const Record*> records_;
  LegacyExport made_;
};

}  // namespace

LegacyExport ExportLegacy(const State& state, const std::vector<Record>& records, std::string_view root) {
  return Exporter(state, records, root).Make();
}

}  // namespace photocluster
