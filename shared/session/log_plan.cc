#include "shared/session/log_plan.h"

#include <algorithm>
#include <optional>
#include <set>

#include "shared/base/path.h"

namespace photocluster {
namespace {

constexpr std::uint32_t kTrash = static_cast<std::uint32_t>(-1);  // sorts behind every cluster

struct Decided {
  std::string_view name;  // of the file
  std::uint32_t goal = kTrash;
};

using ByContent = std::map<Fingerprint, std::vector<Decided>>;

ByContent DecisionsOf(const State& log, LogPlan& plan) {
  ByContent decisions;
  for (std::uint32_t id = 0; id < log.photo_count(); ++id) {
    const Photo& photo = log.photo(PhotoId(id));
    const Membership membership = photo.decision.membership;
    // What was adopted lies in its folder here too.
    if (membership == Membership::kQueue || membership == Membership::kAdopted) continue;
    const bool is_trashed = membership == Membership::kTrashed;
    ++plan.decided;
    if (!photo.fingerprint.known()) {
      ++plan.unread;
      continue;
    }
    decisions[photo.fingerprint].push_back(
        {FileName(photo.place), is_trashed ? kTrash : photo.decision.cluster.value()});
  }
  return decisions;
}

// Nothing when equal photos went different ways and none of them has this name.
std::optional<std::uint32_t> GoalOf(const std::vector<Decided>& decided, std::string_view name) {
  std::set<std::uint32_t> all, named;
  for (const Decided& each : decided) {
    all.insert(each.goal);
    if (each.name == name) named.insert(each.goal);
  }
  if (all.size() == 1) return *all.begin();
  if (named.size() == 1) return *named.begin();
  return std::nullopt;
}

}  // namespace

LogPlan PlanOfLog(const State& log, const State& here, const std::map<std::string, Fingerprint>& contents) {
  LogPlan plan;
  const ByContent decisions = DecisionsOf(log, plan);
  std::map<std::uint32_t, std::vector<std::string>> goals;
  std::set<Fingerprint> found;
  for (std::uint32_t id = 0; id < here.photo_count(); ++id) {
    const Photo& photo = here.photo(PhotoId(id));
    if (!photo.queued()) continue;
    const std::string place(photo.place);
    const auto read = contents.find(place);
    const Fingerprint content = read == contents.end() ? photo.fingerprint : read->second;
    const auto decided = decisions.find(content);
    if (decided == decisions.end()) continue;
    found.insert(content);
    const std::optional<std::uint32_t> goal = GoalOf(decided->second, FileName(place));
    if (goal) {
      goals[*goal].push_back(place);
      ++plan.photos;
    } else {
      ++plan.ambiguous;
    }
  }
  for (const auto& [content, decided] : decisions) {
    if (!found.contains(content)) plan.absent += decided.size();
  }
  const Layout layout = log.settings().layout();
  if (plan.photos > 0 && here.history().last() == 0 && here.settings().layout() != layout) {
    Settings settings;
    settings.layout = layout;
    plan.commands.push_back(settings);
  }
  for (auto& [goal, places] : goals) {
    if (goal == kTrash) {
      plan.commands.push_back(Trash{std::move(places)});
    } else {
      plan.commands.push_back(Assign{std::move(places), log.clusters().name(ClusterId(goal)), ""});
    }
  }
  return plan;
}

}  // namespace photocluster
