#include "shared/session/view.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "shared/base/path.h"
#include "shared/clustering/cluster_name.h"
#include "shared/session/cluster_settings.h"
#include "shared/session/draft_builder.h"
#include "shared/session/naming.h"
#include "shared/vectors/dot.h"

namespace photocluster {
namespace {

std::vector<ClusterRow> ClusterRows(const State& state) {
  std::vector<ClusterId> clusters = state.ExistingClusters();
  const auto turn = [&](ClusterId id) {
    return std::pair(PositionOf(state, id).value_or(UINT32_MAX), state.CreatedBy(id));
  };
  std::stable_sort(clusters.begin(), clusters.end(), [&](ClusterId a, ClusterId b) { return turn(a) < turn(b); });
  std::vector<ClusterRow> rows;
  for (ClusterId id : clusters) {
    rows.push_back({.name = state.clusters().name(id),
                    .count = state.clusters().members(id),
                    .vectors = state.clusters().centroid(id).count,
                    .also = state.AlsoCount(id),
                    .key = BoundKey(state, id),
                    .colour = ColourOf(state, id),
                    .position = PositionOf(state, id)});
  }
  return rows;
}

bool HasQueueBelow(const State& state) {
  for (std::size_t i = 0; i < state.photo_count(); ++i) {
    const Photo& photo = state.photo(PhotoId(static_cast<std::uint32_t>(i)));
    if (photo.queued() && !photo.home.empty()) return true;
  }
  return false;
}

PhotoRow RowOf(const State& state, PhotoId id) {
  const Photo& photo = state.photo(id);
  PhotoRow row;
  row.place = photo.place;
  if (photo.looked_at && photo.fingerprint.known()) row.fingerprint = photo.fingerprint;
  row.size = photo.size;
  row.mtime_ms = photo.mtime_ms;
  row.taken_ms = photo.taken_ms;
  for (const Companion& companion : photo.companions) row.companions.push_back(companion.place);
  row.membership = photo.decision.membership;
  if (photo.decision.is_member()) row.cluster = state.clusters().name(photo.decision.cluster);
  row.decided = photo.decision.decided;
  row.vector = photo.row.has_value();
  row.not_shown = photo.not_shown;
  row.missing = !photo.listed;
  row.note = state.annotations().NoteOf(id).text;
  for (ClusterId cluster : state.annotations().AlsoOf(id)) {
    if (state.IsAlso(id, cluster)) row.also.push_back(state.clusters().name(cluster));
  }
  std::sort(row.also.begin(), row.also.end());
  return row;
}

std::vector<PhotoId> Nearest(const State& state, ClusterId cluster, PhotoId to, std::size_t count) {
  struct Near {
    std::int32_t dot;
    PhotoId id;
  };
  const VectorView vector = state.vectors().Row(state.photo(to).row);
  std::vector<Near> members;
  for (std::size_t i = 0; i < state.photo_count(); ++i) {
    const PhotoId id(static_cast<std::uint32_t>(i));
    const Photo& photo = state.photo(id);
    const bool counts = photo.listed && photo.row.has_value() && photo.decision.is_member() && id != to;
    if (counts && photo.decision.cluster == cluster) {
      members.push_back({Dot(vector, state.vectors().Row(photo.row)), id});
    }
  }
  const auto end = members.begin() + static_cast<std::ptrdiff_t>(std::min(count, members.size()));
  std::partial_sort(members.begin(), end, members.end(), [&](const Near& a, const Near& b) {
    return a.dot != b.dot ? a.dot > b.dot : state.photo(a.id).place < state.photo(b.id).place;
  });
  std::vector<PhotoId> ids;
  for (auto at = members.begin(); at != end; ++at) ids.push_back(at->id);
  return ids;
}

}  // namespace

Overview OverviewOf(const Session& session) {
  const State& state = session.state();
  const Totals totals = state.totals();
  const RootSettings& settings = state.settings();
  Overview view;
  view.photos = totals.photos();
  view.queue = totals.queue;
  view.manual = totals.manual;
  view.automatic = totals.automatic;
  view.adopted = totals.adopted;
  view.imported = totals.imported;
  view.trashed = totals.trashed;
  view.not_shown = totals.not_shown;
  view.missing = totals.missing;
  view.others = session.report().others;
  view.clusters = ClusterRows(state);
  view.layout = settings.layout();
  const bool is_undecided = totals.manual + totals.automatic == 0 && !settings.Get("layout");
  view.asks_layout = is_undecided && HasQueueBelow(state);
  view.manual_only = settings.manual_only();
  view.threshold = settings.threshold();
  view.min_samples = settings.min_samples();
  view.order = state.queue().order().kind;
  view.left_alone = settings.left_alone();
  view.file_mode = settings.file_mode();
  view.files_stay = settings.files_stay();
  view.waiting = state.waiting();
  view.model = settings.model();
  view.vectors = state.vectors().row_count();
  view.last_seq = session.last_seq();
  const Step* newest = StepToUndo(state);
  view.undo = newest ? newest->first : 0;
  view.redo = !state.history().undone().empty();
  return view;
}

std::vector<PhotoRow> QueueRows(const State& state, std::size_t from, std::size_t count) {
  std::vector<PhotoRow> rows;
  for (PhotoId id : state.queue().Window(from, count)) rows.push_back(RowOf(state, id));
  return rows;
}

std::optional<PhotoRow> RowAt(const State& state, const std::string& place) {
  const PhotoId id = state.Find(place);
  if (!id.has_value()) return std::nullopt;
  return RowOf(state, id);
}

std::vector<PhotoRow> NotShownRows(const State& state) {
  std::vector<PhotoRow> rows;
  for (std::size_t i = 0; i < state.photo_count(); ++i) {
    const PhotoId id(static_cast<std::uint32_t>(i));
    const Photo& photo = state.photo(id);
    if (photo.undecided() && !photo.not_shown.empty()) rows.push_back(RowOf(state, id));
  }
  std::sort(rows.begin(), rows.end(), [](const PhotoRow& a, const PhotoRow& b) { return a.place < b.place; });
  return rows;
}

std::optional<SuggestionRow> SuggestionFor(Session& session, const std::string& place, std::size_t examples) {
  const State& state = session.state();
  const PhotoId id = state.Find(place);
  if (!id.has_value()) return std::nullopt;
  const std::optional<PlannedPhoto> suggestion = session.Suggest(id);
  if (!suggestion) return std::nullopt;
  SuggestionRow row{session.InWords(*suggestion), {}};
  for (PhotoId near : Nearest(state, suggestion->suggestion.cluster, id, examples)) {
    row.examples.push_back(RowOf(state, near));
  }
  return row;
}

PlanView ViewOf(const Session& session, const std::vector<PlannedPhoto>& plan, std::size_t from, std::size_t count) {
  const State& state = session.state();
  PlanView view;
  view.count = plan.size();
  std::vector<std::uint64_t> counts(state.clusters().slot_count());
  for (const PlannedPhoto& planned : plan) ++counts[planned.suggestion.cluster.value()];
  for (ClusterId id : state.ExistingClusters()) {
    if (counts[id.value()] == 0) continue;
    view.clusters.emplace_back();
    view.clusters.back().name = state.clusters().name(id);
    view.clusters.back().count = counts[id.value()];
  }
  std::stable_sort(view.clusters.begin(), view.clusters.end(),
                   [](const ClusterRow& a, const ClusterRow& b) { return a.count > b.count; });

  std::vector<const PlannedPhoto*> doubtful;
  for (const PlannedPhoto& planned : plan) doubtful.push_back(&planned);
  const auto less_sure = [&](const PlannedPhoto* a, const PlannedPhoto* b) {
    if (a->suggestion.score != b->suggestion.score) return a->suggestion.score < b->suggestion.score;
    return state.photo(a->photo).place < state.photo(b->photo).place;
  };
  const auto begin = doubtful.begin() + static_cast<std::ptrdiff_t>(std::min(from, doubtful.size()));
  const auto end = begin + std::min(static_cast<std::ptrdiff_t>(count), doubtful.end() - begin);
  if (from > 0 && begin != doubtful.end()) std::nth_element(doubtful.begin(), begin, doubtful.end(), less_sure);
  std::partial_sort(begin, end, doubtful.end(), less_sure);
  for (auto at = begin; at != end; ++at) view.rows.push_back({session.InWords(**at), RowOf(state, (*at)->photo)});
  return view;
}

AutoMove CommandOf(const Session& session, const std::vector<PlannedPhoto>& plan, const AutoRule& rule) {
  const State& state = session.state();
  AutoMove command;
  command.threshold = rule.threshold;
  command.min_samples = static_cast<std::uint32_t>(rule.min_samples);
  for (const PlannedPhoto& planned : plan) {
    command.pairs.push_back({state.photo(planned.photo).place, state.clusters().name(planned.suggestion.cluster)});
  }
  return command;
}

ModelFigure ModelFigureOf(const State& state, std::size_t most) {
  std::vector<PhotoId> sorted;
  for (std::size_t i = 0; i < state.photo_count() && sorted.size() < most; ++i) {
    const PhotoId id(static_cast<std::uint32_t>(i));
    const Photo& photo = state.photo(id);
    const bool counts = photo.decision.membership == Membership::kManual && photo.row.has_value();
    if (counts) sorted.push_back(id);
  }
  ModelFigure figure;
  figure.model = state.settings().model();
  if (sorted.size() < 2) return figure;
  figure.photos = sorted.size();
  for (PhotoId id : sorted) {
    const VectorView vector = state.vectors().Row(state.photo(id).row);
    std::optional<std::int32_t> largest;
    ClusterId nearest;
    for (PhotoId other : sorted) {
      if (other == id) continue;
      const std::int32_t dot = Dot(vector, state.vectors().Row(state.photo(other).row));
      if (largest && dot <= *largest) continue;
      largest = dot;
      nearest = state.photo(other).decision.cluster;
    }
    figure.right += nearest == state.photo(id).decision.cluster ? 1 : 0;
  }
  return figure;
}

std::vector<FolderRow> FolderRows(const State& state) {
  std::map<std::string, FolderRow> folders;
  for (std::size_t i = 0; i < state.photo_count(); ++i) {
    const Photo& photo = state.photo(PhotoId(static_cast<std::uint32_t>(i)));
    if (photo.place.empty() || !photo.listed || photo.decision.membership == Membership::kTrashed) continue;
    const std::string folder(Parent(photo.place));
    FolderRow& row = folders[folder];
    row.folder = folder;
    ++row.photos;
    row.queue += photo.queued();
    row.left_alone = photo.left_alone;
  }
  std::map<std::string, std::uint64_t> alike;  // by key
  for (const auto& [folder, row] : folders) ++alike[ClusterKey(FileName(folder))];
  std::vector<FolderRow> rows;
  for (auto& [folder, row] : folders) {
    row.alike = alike[ClusterKey(FileName(folder))];
    row.made = state.made_folders().contains(folder);
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<LayoutRow> LayoutRows(const State& state, const std::string& place, const std::string& cluster) {
  const PhotoId id = state.Find(place);
  if (!id.has_value()) return {};
  const Photo& photo = state.photo(id);
  std::set<std::string> homes;
  for (PhotoId queued : state.queue().Ids()) homes.insert(state.photo(queued).home);
  std::vector<LayoutRow> rows;
  for (Layout layout : {Layout::kBeside, Layout::kRoot, Layout::kRootAbove}) {
    const std::string folder = ClusterFolder(layout, photo.home, cluster);
    const std::uint64_t folders = layout == Layout::kRoot ? 1 : homes.size();
    rows.push_back({layout, Join(folder, FileName(photo.place)), folders});
  }
  return rows;
}

}  // namespace photocluster
