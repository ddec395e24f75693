#include "tests/support/random_history.h"

#include <algorithm>

#include "shared/base/archive_json.h"
#include "shared/session/waiting.h"

namespace photocluster::test {

std::string RandomHistory::operator()(Play& run) {
  if (left_ == 0) return "";
  --left_;
  if (random_.Below(rare_) == 0) return OfDisk(run);
  if (random_.Below(40) == 0) return kVector + std::to_string(random_.Below(3)) + " " + One(run.world().Photos());
  return ToJson(Decision(run));
}

std::string RandomHistory::OfDisk(Play& run) {
  switch (random_.Below(6)) {
    case 0:
      return kSettle;
    case 1:
      return kReopen;
    case 2:
      return kReopenBare;
    case 3:
      return kNotice;
    default: {
      const std::string line = random_.Below(8) == 0 ? kSettle : ToJson(Decision(run));
      return kKill + std::to_string(random_.Below(6)) + " " + line;
    }
  }
}

Command RandomHistory::Decision(Play& run) {
  const State& state = run.state();
  const std::uint64_t kind = random_.Below(146);
  if (kind < 22) return Assign{Some(state), Cluster(), ""};
  if (kind < 25) return Create{Cluster()};
  if (kind < 33) return Trash{Some(state)};
  if (kind < 40) return Restore{InTrash(state)};
  if (kind < 45) return Skip{Some(state)};
  if (kind < 47) return First{Some(state)};
  if (kind < 50) return Shuffle{random_.Below(5)};
  if (kind < 58) return SomeSettings();
  if (kind < 62) return Adopt{Folder(), random_.Below(3) == 0 ? std::optional(Cluster()) : std::nullopt};
  if (kind < 69) return AutoMovePlan(run.session());
  if (kind < 84) return SomeUndo(run.session());
  if (kind < 91) return Redo{random_.Below(3) == 0 ? std::optional<std::uint32_t>(2) : std::nullopt};
  if (kind < 103) return OfClusters(state);
  if (kind < 109) return Page(run.session());
  if (kind < 113) return WriteNote{One(Some(state)), One(Lines{"", "a chimney", "снег"})};
  if (kind < 121) return AddAlso{Some(state), Cluster()};
  if (kind < 126) return RemoveAlso{Some(state), Cluster()};
  if (kind < 132) return SomeClusterSettings();
  if (kind < 140) return SomeRelayout(state);
  return MoveWaiting{SomeWaiting(state)};
}

Lines RandomHistory::Places(const State& state, bool trashed) {
  Lines places;
  for (std::size_t i = 0; i < state.photo_count(); ++i) {
    const Photo& photo = state.photo(PhotoId(static_cast<std::uint32_t>(i)));
    const bool is_trashed = photo.decision.membership == Membership::kTrashed;
    if (photo.listed && is_trashed == trashed) places.push_back(photo.place);
  }
  std::sort(places.begin(), places.end());
  return places;
}
Lines RandomHistory::Pick(Lines from) {
  if (from.empty() || random_.Below(30) == 0) return {"none.jpg"};
  if (random_.Below(60) == 0) return {from[0], from[0]};
  Lines picked;
  for (std::uint64_t count = 1 + random_.Below(3); count > 0 && !from.empty(); --count) {
    const auto at = static_cast<std::ptrdiff_t>(random_.Below(from.size()));
    picked.push_back(from[static_cast<std::size_t>(at)]);
    from.erase(from.begin() + at);
  }
  return picked;
}
Lines RandomHistory::Some(const State& state) { return Pick(Places(state, false)); }
Lines RandomHistory::InTrash(const State& state) { return Pick(Places(state, true)); }

std::string RandomHistory::Cluster() {
  if (random_.Below(20) == 0) return One(Lines{"", "a/b", "__deleted__", ".clustering"});
  return One(Lines{"Roof", "roof", "Wall", "Снег", "a", "b"});
}
std::string RandomHistory::Folder() { return One(Lines{"a", "a/b", "Roof", "a/Wall", "c", "a/Снег", "Wall"}); }

Command RandomHistory::OfClusters(const State& state) {
  switch (random_.Below(4)) {
    case 0:
      return MergeClusters{Cluster(), Cluster()};
    case 1:
      return DeleteCluster{Cluster()};
    case 2:
      return SplitCluster{Some(state), Cluster()};
    default:
      return RenameCluster{Cluster(), Cluster()};
  }
}

Confirm RandomHistory::Page(const Session& session) {
  const Seq last = session.last_seq();
  const Seq shown = random_.Below(4) == 0 ? last + 1 - random_.Below(std::min<Seq>(last, 12)) : last;
  return {Some(session.state()), Cluster(), shown};
}

ClusterSettings RandomHistory::SomeClusterSettings() {
  ClusterSettings settings{Cluster(), {}, {}, {}};
  if (random_.Below(2) == 0) settings.key = One(Lines{"r", "W", "Digit1", "", "Enter"});
  if (random_.Below(2) == 0) settings.colour = One(Lines{"#56B4E9", "", "red"});
  if (random_.Below(2) == 0) settings.position = static_cast<std::uint32_t>(random_.Below(3));
  return settings;
}

Relayout RandomHistory::SomeRelayout(const State& state) {
  Relayout relayout{MovesOf(DraftRelayout(state))};
  if (random_.Below(8) == 0) relayout.moves.push_back({"1.jpg", "Roof/1.jpg"});
  if (random_.Below(8) == 0 && !relayout.moves.empty()) relayout.moves.pop_back();
  return relayout;
}

Settings RandomHistory::SomeSettings() {
  Settings settings;
  const std::uint64_t which = random_.Below(7);
  if (which == 0) settings.layout = One(std::vector<Layout>{Layout::kBeside, Layout::kRoot, Layout::kRootAbove});
  if (which == 1) settings.order = One(std::vector<QueueOrder>{QueueOrder::kPath, QueueOrder::kTaken});
  if (which == 2) settings.left_alone = One(std::vector<Lines>{{}, {"a"}, {"a/b", "c"}, {"Wall"}});
  if (which == 3) settings.threshold = One(std::vector<double>{0.5, 0.7, 0.9, 7});
  if (which == 4) settings.min_samples = One(std::vector<std::uint32_t>{1, 2, 3});
  if (which == 5) settings.manual_only = random_.Below(4) == 0;
  if (which == 6) {
    settings.file_mode = One(
        std::vector<FileMode>{FileMode::kMove, FileMode::kAtEnd, FileMode::kNone, FileMode::kCopy, FileMode::kCopy});
  }
  return settings;
}

std::vector<FileGoal> RandomHistory::SomeWaiting(const State& state) {
  std::vector<FileGoal> files = WaitingFiles(state);
  std::erase_if(files, [&](const FileGoal&) { return random_.Below(3) == 0; });
  return files;
}

AutoMove RandomHistory::AutoMovePlan(Session& session) {
  AutoMove move{.threshold = One(std::vector<double>{0.3, 0.6, 0.8}), .min_samples = 1, .pairs = {}};
  for (const PlanRow& row : session.Plan({.threshold = move.threshold, .min_samples = 1})) {
    if (random_.Below(4) > 0) move.pairs.push_back({row.place, row.cluster});
  }
  return move;
}

Undo RandomHistory::SomeUndo(const Session& session) {
  Undo undo;
  const auto& steps = session.state().history().steps();
  const auto recent = [&](Seq last, Seq of) { return last - std::min(last - 1, random_.Below(of)); };
  switch (random_.Below(8)) {
    case 0:
      undo.count = static_cast<std::uint32_t>(random_.Below(4));
      break;
    case 1:
      if (!steps.empty()) undo.run = One(steps).first;
      break;
    case 2:
      undo.record = 1 + random_.Below(session.last_seq());
      break;
    case 3:
      undo.record = recent(session.last_seq(), 12);
      break;
    case 4:
      undo.since = recent(session.last_seq(), 12);
      break;
    case 5:
      if (steps.empty()) break;
      undo.run =
          steps[steps.size() - 1 - static_cast<std::size_t>(random_.Below(std::min<std::uint64_t>(steps.size(), 6)))]
              .last;
      undo.places = Some(session.state());
      break;
    default:
      break;
  }
  return undo;
}

}  // namespace photocluster::test
