#include "native-helper/server/original_root.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <utility>
#include <variant>

#include "shared/base/path.h"
#include "shared/clustering/cluster_name.h"
#include "shared/session/naming.h"
#include "shared/session/summary.h"

namespace photocluster {
namespace {

constexpr char kItsNote[] = "react-ui";  // of what its user decided, in its log
constexpr char kEmpty[] = "Queue is empty";

std::optional<HttpResponse> RefusalOf(const Outcome& outcome) {
  if (outcome.error) return original::Refusal(*outcome.error);
  if (!outcome.failures.empty()) return original::Refusal(500, outcome.failures.front().error.detail);
  return std::nullopt;
}

// Where the photo is that the first record with `op` decided about: at its goal, or where it went when that was taken.
std::string PlaceAfter(const std::vector<Record>& records, Op op) {
  std::string place;
  for (const Record& record : records) {
    const bool decides = record.op == op && !record.src.empty() && place.empty();
    if (decides || (record.op == Op::kMovedTo && !place.empty())) place = record.dst;
  }
  return place;
}

bool IsUndone(Op op) { return op == Op::kAssign || op == Op::kAuto || op == Op::kTrash || op == Op::kImported; }

struct ToUndo {
  Seq record = 0;
  PhotoBefore before;
};

// The newest decision of one photo that is in force.
std::optional<ToUndo> NewestOf(const State& state) {
  const History& history = state.history();
  for (auto step = history.steps().rbegin(); step != history.steps().rend(); ++step) {
    for (Seq seq = step->last; seq >= step->first; --seq) {
      const std::optional<Past> past = history.Find(seq);
      if (!past || past->undone != 0 || !IsUndone(past->op)) continue;
      const auto* before = std::get_if<PhotoBefore>(&past->before);
      if (before && state.photo(before->photo).decision.decided == seq) return ToUndo{seq, *before};
    }
  }
  return std::nullopt;
}

}  // namespace

std::string OriginalRoot::Absolute(const std::string& place) const { return root_.root().path() + "/" + place; }

std::vector<PhotoId> OriginalRoot::Ids(std::uint64_t offset, std::uint64_t limit) const {
  if (dropped_.empty()) return state().queue().Window(offset, limit);
  std::vector<PhotoId> ids = state().queue().Ids();
  std::erase_if(ids, [&](PhotoId id) { return dropped_.contains(state().photo(id).place); });
  const auto begin = std::min<std::uint64_t>(offset, ids.size());
  const auto end = begin + std::min<std::uint64_t>(limit, ids.size() - begin);
  return {ids.begin() + static_cast<std::ptrdiff_t>(begin), ids.begin() + static_cast<std::ptrdiff_t>(end)};
}

std::uint64_t OriginalRoot::Length() const {
  const auto dropped = std::count_if(dropped_.begin(), dropped_.end(), [&](const std::string& place) {
    const PhotoId id = state().Find(place);
    return id.has_value() && state().photo(id).queued();
  });
  return state().queue().size() - static_cast<std::uint64_t>(dropped);
}

original::Window OriginalRoot::Queue(std::uint64_t offset, std::uint64_t limit) const {
  original::Window window;
  for (PhotoId id : Ids(offset, limit)) window.queue.push_back(Absolute(state().photo(id).place));
  window.queue_total = Length();
  window.queue_offset = offset;
  window.queue_limit = limit;
  window.queue_has_more = offset < window.queue_total && window.queue.size() < window.queue_total - offset;
  return window;
}

HttpResponse OriginalRoot::Skip() {
  const std::vector<PhotoId> head = Ids(0, 1);
  if (head.empty()) return original::Refusal(400, kEmpty);
  const Outcome outcome = root_.Do(photocluster::Skip{{state().photo(head[0]).place}});
  return RefusalOf(outcome).value_or(original::Json(original::Done{}));
}

HttpResponse OriginalRoot::Shuffle() {
  return RefusalOf(root_.Do(photocluster::Shuffle{})).value_or(original::Json(original::Done{}));
}

HttpResponse OriginalRoot::Assign(const std::string& place, const std::string& cluster) {
  if (!state().Find(place).has_value()) return original::Refusal(404, "Image path does not exist");
  const Outcome outcome = root_.Do(photocluster::Assign{{place}, cluster, kItsNote});
  if (std::optional<HttpResponse> refusal = RefusalOf(outcome)) return std::move(*refusal);
  const std::string after = PlaceAfter(outcome.records, Op::kAssign);
  return original::Json(original::Assigned{.path_after = Absolute(after.empty() ? place : after)});
}

HttpResponse OriginalRoot::Delete(const std::string& place) {
  if (!state().Find(place).has_value()) return original::Refusal(404, "Image path does not exist");
  return RefusalOf(root_.Do(Trash{{place}})).value_or(original::Json(original::Done{}));
}

// Nothing when the photo may go.
std::string OriginalRoot::Objection(const std::optional<PlannedPhoto>& planned, const original::Rule& rule) const {
  if (!planned) return "There is no suggestion for this photo yet";
  const Suggestion& suggestion = planned->suggestion;
  if (suggestion.score < rule.threshold) {
    char text[64];
    std::snprintf(text, sizeof(text), "Confidence (%.3f) below threshold", suggestion.score);
    return text;
  }
  const std::uint32_t members = state().clusters().members(suggestion.cluster);
  if (members >= rule.min_samples) return "";
  return "Cluster " + state().clusters().name(suggestion.cluster) + " requires " + std::to_string(rule.min_samples) +
         " samples, only " + std::to_string(members) + " recorded";
}

OriginalRoot::Attempt OriginalRoot::Try(PhotoId id, const original::Rule& rule) {
  const std::optional<PlannedPhoto> planned = root_.root().session().Suggest(id);
  Attempt attempt{.moved = {}, .error = Objection(planned, rule)};
  if (!attempt.error.empty()) return attempt;
  const PlanRow row = root_.root().session().InWords(*planned);
  const Outcome outcome = root_.Do(
      photocluster::AutoMove{rule.threshold, std::max<std::uint32_t>(rule.min_samples, 1), {{row.place, row.cluster}}});
  if (outcome.error) attempt.error = outcome.error->detail;
  if (!outcome.failures.empty()) attempt.error = outcome.failures.front().error.detail;
  if (!attempt.error.empty()) return attempt;
  attempt.moved = original::Moved{Absolute(row.place), Absolute(PlaceAfter(outcome.records, Op::kAuto)), row.cluster,
                                  original::FourDecimals(row.score)};
  return attempt;
}

namespace {

original::AutoMoved ToldOf(std::optional<original::Moved> moved, const std::string& error, const original::Rule& rule) {
  original::AutoMoved told;
  told.moved.emplace();
  if (moved) told.moved->push_back(std::move(*moved));
  told.errors.emplace();
  if (!error.empty()) told.errors->push_back(error);
  told.summary = rule;
  return told;
}

}  // namespace

HttpResponse OriginalRoot::AutoMove(const original::Rule& rule, const std::optional<std::string>& place) {
  PhotoId id;
  if (place) {
    id = state().Find(*place);
    if (!id.has_value()) return original::Refusal(404, "Image path does not exist");
  } else {
    const std::vector<PhotoId> head = Ids(0, 1);
    if (head.empty()) return original::Refusal(400, kEmpty);
    id = head[0];
  }
  Attempt attempt = Try(id, rule);
  if (!attempt.moved && auto_move_ == OriginalAutoMove::kAsItDid) dropped_.insert(state().photo(id).place);
  return original::Json(
      original::DoneWith<original::AutoMoved>{.result = ToldOf(std::move(attempt.moved), attempt.error, rule)});
}

HttpResponse OriginalRoot::Undo() {
  const std::optional<ToUndo> newest = NewestOf(state());
  if (!newest) return original::Refusal(400, "No actions recorded yet.");
  const PhotoDecision& decision = state().photo(newest->before.photo).decision;
  const bool was_deleted = decision.membership == Membership::kTrashed;
  original::Undone undone;
  undone.cluster = was_deleted ? kDeletedCluster : state().clusters().name(decision.cluster);
  undone.original = Absolute(newest->before.place);
  photocluster::Undo undo;
  undo.record = newest->record;
  const Outcome outcome = root_.Do(undo);
  if (std::optional<HttpResponse> refusal = RefusalOf(outcome)) return std::move(*refusal);
  const std::string place = PlaceAfter(outcome.records, Op::kUndo);
  undone.restored_path = Absolute(place);
  dropped_.erase(place);
  const PhotoId id = state().Find(place);
  if (id.has_value() && state().photo(id).queued()) {
    if (const auto refusal = RefusalOf(root_.Do(First{{place}}))) return *refusal;
  }
  return original::Json(original::DoneWith<original::Undone>{.result = std::move(undone)});
}

struct OriginalRoot::Session {
  Wish wish;
  Respond respond;
  original::AutoMoved auto_moved = {};
};

void OriginalRoot::AnswerSession(const Wish& wish, const Respond& respond) {
  const auto answer = [this, respond](const Wish& wanted, original::AutoMoved auto_moved) {
    respond(original::Json(View(wanted, std::move(auto_moved))));
  };
  const std::vector<PhotoId> head = Ids(0, 1);
  if (wish.manual_only || head.empty()) return answer(wish, {});
  if (auto_move_ == OriginalAutoMove::kOnlySay) {
    original::AutoMoved told = ToldOf({}, Objection(root_.root().session().Suggest(head[0]), wish.rule), wish.rule);
    told.would_move = WouldMove(wish.rule, wish.limit);
    return answer(wish, std::move(told));
  }
  auto session = std::make_shared<Session>(Session{wish, respond});
  const auto next = [this, session, answer](const auto& self) -> void {
    const std::vector<PhotoId> at = Ids(0, 1);
    if (at.empty()) return answer(session->wish, std::move(session->auto_moved));
    Attempt attempt = Try(at[0], session->wish.rule);
    const bool goes_on = attempt.moved.has_value();
    session->auto_moved = ToldOf(std::move(attempt.moved), attempt.error, session->wish.rule);
    if (!goes_on) return answer(session->wish, std::move(session->auto_moved));
    root_.Post([self] { self(self); });
  };
  next(next);
}

// From the head of the queue to the first photo that does not qualify, against the clusters as they are now.
std::vector<original::Moved> OriginalRoot::WouldMove(const original::Rule& rule, std::uint64_t limit) {
  std::vector<original::Moved> moves;
  for (PhotoId id : Ids(0, limit)) {
    const std::optional<PlannedPhoto> planned = root_.root().session().Suggest(id);
    if (!Objection(planned, rule).empty()) break;
    const PlanRow row = root_.root().session().InWords(*planned);
    const std::string folder = ClusterFolder(state().settings().layout(), state().photo(id).home, row.cluster);
    moves.push_back({Absolute(row.place), Absolute(Join(folder, FileName(row.place))), row.cluster,
                     original::FourDecimals(row.score)});
  }
  return moves;
}

original::SessionView OriginalRoot::View(const Wish& wish, original::AutoMoved auto_moved) {
  original::SessionView view;
  view.root = root_.root().path();
  view.window = Queue(0, wish.limit);
  for (ClusterId id : state().ExistingClusters()) view.known_clusters.push_back(state().clusters().name(id));
  std::sort(view.known_clusters.begin(), view.known_clusters.end());
  view.stats = Count();
  view.auto_move = std::move(auto_moved);
  const std::vector<PhotoId> head = Ids(0, 1);
  if (!wish.manual_only && !head.empty()) view.suggestion = SuggestionFor(head[0]);
  return view;
}

original::OrNull<original::Suggested> OriginalRoot::SuggestionFor(PhotoId id) {
  const std::optional<PlannedPhoto> planned = root_.root().session().Suggest(id);
  if (!planned) return {};
  const PlanRow row = root_.root().session().InWords(*planned);
  original::Suggested suggested;
  suggested.cluster = row.cluster;
  suggested.score = original::FourDecimals(row.score);
  suggested.margin = original::FourDecimals(row.margin);
  if (!row.second.empty()) {
    suggested.second_cluster.value = row.second;
    suggested.second_score.value = original::FourDecimals(row.second_score);
  }
  return {suggested};
}

// Photos that were adopted where they lay are in no count: the original knew nothing of them.
original::Stats OriginalRoot::Count() const {
  original::Stats stats;
  for (ClusterId id : state().ExistingClusters()) stats.state_counts[state().clusters().name(id)] = 0;
  for (std::size_t i = 0; i < state().photo_count(); ++i) {
    const PhotoDecision& decision = state().photo(PhotoId(static_cast<std::uint32_t>(i))).decision;
    if (decision.membership == Membership::kTrashed) ++stats.deleted;
    if (!decision.is_member() || decision.membership == Membership::kAdopted) continue;
    ++stats.manual_labeled;
    ++stats.cluster_counts[state().clusters().name(decision.cluster)];
  }
  for (const auto& [name, count] : stats.cluster_counts) stats.state_counts[name] = count;
  stats.queue_length = Length();
  stats.processed_total = stats.manual_labeled + stats.deleted;
  const auto all = static_cast<double>(stats.processed_total + stats.queue_length);
  const double percent = all > 0 ? 100.0 * static_cast<double>(stats.processed_total) / all : 0;
  stats.processed_pct = std::round(percent * 1000) / 1000;
  const Summary summary = SummaryOf(state(), 0);
  stats.state_summary = {stats.state_counts.size(), summary.manual_total, summary.auto_total, summary.deleted_total};
  return stats;
}

}  // namespace photocluster
