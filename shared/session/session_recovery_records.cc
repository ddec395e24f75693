// What recovery has to say to the log: a name that a stranger has, a photo that is nowhere, one that cannot be moved,
// and a folder that is to be kept as it is.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "shared/base/path.h"
#include "shared/journal/file_names.h"
#include "shared/session/session.h"

namespace photocluster {
namespace {

bool IsTemporary(std::string_view place) {
  const std::string_view prefix = kTemporaryPrefix;
  return FileName(place).substr(0, prefix.size()) == prefix;
}

// A photo in the trash is trashed, and no other one.
bool MayLieAt(const Photo& photo, std::string_view place) {
  return photo.decision.copied || IsInTrash(place) == (photo.decision.membership == Membership::kTrashed);
}

}  // namespace

PhotoId Session::PhotoOf(const MovedFile& file) const {
  const std::optional<Past> past = state_.history().Find(chains_.DecisionOf(file));
  const auto* before = past ? std::get_if<PhotoBefore>(&past->before) : nullptr;
  return before ? before->photo : PhotoId();
}

// A record about the photo that answers the newest decision that moved one of its files.
Record Session::AnswerAbout(Op op, PhotoId id) const {
  const Photo& photo = state_.photo(id);
  Record answer;
  answer.op = op;
  answer.src = photo.place;
  answer.dst = photo.place;
  if (photo.decision.is_member()) answer.cluster = state_.clusters().name(photo.decision.cluster);
  if (photo.fingerprint.known()) answer.photo = photo.fingerprint;
  Seq of = 0;
  const auto ask = [&](const std::string& place) {
    if (const MovedFile* file = chains_.Find(place)) of = std::max(of, chains_.DecisionOf(*file));
  };
  ask(photo.place);
  for (const Companion& companion : photo.companions) ask(companion.place);
  for (const CopyFile& file : state_.copies().Of(id)) ask(file.place);
  if (of != 0) answer.of = of;
  return answer;
}

// By the last probe and the moves since; a file that is nowhere is where the log says.
UnitPlaces Session::WhereItLies(PhotoId id) const {
  const auto lies_at = [&](const std::string& goal) {
    for (std::size_t i = 0; i < recovery_.files.size(); ++i) {
      if (recovery_.files[i].places.back().place == goal && !recovery_.lies_at[i].empty()) return recovery_.lies_at[i];
    }
    return goal;
  };
  UnitPlaces places = PlacesOf(state_.photo(id));
  places.main = lies_at(places.main);
  for (std::string& companion : places.companions) companion = lies_at(companion);
  return places;
}

// The same of its copy; a file of it that is nowhere is to be made yet: "".
UnitPlaces Session::WhereItsCopyLies(PhotoId id) const {
  const auto lies_at = [&](const std::string& goal) {
    for (std::size_t i = 0; i < recovery_.files.size(); ++i) {
      if (recovery_.files[i].places.back().place == goal) return recovery_.lies_at[i];
    }
    return goal;
  };
  const CopyFiles& copy = state_.copies().Of(id);
  if (copy.empty()) return {};
  UnitPlaces places = PlacesOf(copy);
  places.main = lies_at(places.main);
  for (std::string& companion : places.companions) companion = lies_at(companion);
  return places;
}

Record Session::RedirectedCopy(Reservations& names, PhotoId id) const {
  const CopyFiles& copy = state_.copies().Of(id);
  Record answer = AnswerAbout(Op::kMovedTo, id);
  if (copy.empty()) return answer;
  const UnitPlaces now = WhereItsCopyLies(id);
  const UnitPlaces places = NextFree(names, now, PlacesOf(copy));
  for (std::size_t i = 0; i < copy.size(); ++i) {
    const std::string& lies_at = i == 0 ? now.main : now.companions[i - 1];
    const std::string& dst = i == 0 ? places.main : places.companions[i - 1];
    answer.copies.push_back({"", copy[i].place, dst, copy[i].fingerprint, copy[i].size});
    if (lies_at.empty()) {
      const MovedFile* file = chains_.Find(copy[i].place);
      if (file) answer.copies.back().of = file->copied_from;
    } else if (lies_at != copy[i].place) {
      answer.copies.back().of = lies_at;
    }
  }
  return answer;
}

// All files of a unit get another name, also those that have arrived: they keep one stem.
void Session::RedirectStrangers() {
  std::set<StuckUnit> redirected;
  std::vector<Record> records;
  Reservations names(state_);
  for (const RecoveryStep& step : recovery_.steps) {
    const MovedFile& file = recovery_.files[step.file];
    const PhotoId id = PhotoOf(file);
    if (step.action != RecoveryAction::kRedirect || !id.has_value()) continue;
    state_.names().Add(file.places.back().place);  // the stranger's
    const bool is_copy = file.act == Act::kCopy;
    if (!redirected.insert({id, is_copy}).second) continue;
    if (is_copy) {
      records.push_back(RedirectedCopy(names, id));
      continue;
    }
    const UnitPlaces goal = PlacesOf(state_.photo(id));
    const UnitPlaces places = NextFree(names, WhereItLies(id), goal);
    records.push_back(AnswerAbout(Op::kMovedTo, id));
    records.back().dst = places.main;
    for (std::size_t i = 0; i < goal.companions.size(); ++i) {
      records.back().companions.push_back({goal.companions[i], places.companions[i], {}});
    }
  }
  AppendFacts(std::move(records), [this] { ProbeForRecovery(); });
}

bool Session::IsMainFile(const MovedFile& file) const {
  const PhotoId id = PhotoOf(file);
  return id.has_value() && state_.photo(id).place == file.places.back().place;
}

void Session::RecordLost(const MovedFile& file) {
  AppendFacts({AnswerAbout(Op::kLost, PhotoOf(file))}, [this] { NextRecoveryStep(); });
}

// What has left a unit whose move failed goes back to the folder of its main file.
void Session::GiveUpStuck() {
  const auto stuck = recovery_.stuck.extract(recovery_.stuck.begin());
  const PhotoId id = stuck.key().first;
  if (stuck.key().second) return GiveUpStuckCopy(id, stuck.mapped());
  GivingUp giving_up{AnswerAbout(Op::kFailed, id), PlacesOf(state_.photo(id)), stuck.mapped().lies_at, {}, {}, false};
  giving_up.then = [this] { FinishRecovery(); };
  giving_up.before = giving_up.now;
  const auto back_to = [&](const std::string& goal, const auto& is_wanted, std::string& place) {
    const MovedFile* file = chains_.Find(goal);
    if (!file) return;
    const auto& ways = file->places;
    const auto at =
        std::find_if(ways.rbegin(), ways.rend(), [&](const LoggedPlace& way) { return is_wanted(way.place); });
    if (at != ways.rend()) place = at->place;
  };
  const UnitPlaces& goal = giving_up.goal;
  std::string& main = giving_up.before.main;
  if (IsTemporary(main))
    back_to(
        goal.main, [&](const std::string& place) { return place != goal.main; }, main);
  for (std::size_t i = 0; i < goal.companions.size(); ++i) {
    back_to(
        goal.companions[i], [&](const std::string& place) { return Parent(place) == Parent(main); },
        giving_up.before.companions[i]);
  }
  GiveUp(std::move(giving_up), stuck.mapped().lies_at.main, stuck.mapped().error);
}

// A copy that was there stays where it lies. Of one that is to be made what is made goes into the trash.
void Session::GiveUpStuckCopy(PhotoId id, const StuckPhoto& stuck) {
  const CopyFiles& copy = state_.copies().Of(id);
  if (copy.empty()) return FinishRecovery();
  GivingUp giving_up{AnswerAbout(Op::kFailed, id), PlacesOf(copy), stuck.lies_at, stuck.lies_at, {}, true};
  giving_up.then = [this] { FinishRecovery(); };
  UnitPlaces& before = giving_up.before;
  if (before.main.empty() || IsTemporary(before.main)) {
    before = {"", std::vector<std::string>(before.companions.size())};
  }
  Record& answer = giving_up.answer;
  for (std::size_t i = 0; i < copy.size(); ++i) {
    const std::string& dst = i == 0 ? before.main : before.companions[i - 1];
    answer.copies.push_back({"", copy[i].place, dst, copy[i].fingerprint, copy[i].size});
  }
  const MovedFile* main = chains_.Find(answer.src);
  const bool photo_moved = main && answer.of && chains_.DecisionOf(*main) == *answer.of;
  answer.act = photo_moved ? Act::kNone : Act::kCopy;
  const std::string place = stuck.lies_at.main.empty() ? answer.src : stuck.lies_at.main;
  GiveUp(std::move(giving_up), place, stuck.error);
}

// Folders of ours that the log had emptied and that the photo's files have not left.
std::vector<std::string> Session::OursAgain(const Record& found) const {
  std::set<std::string> folders;
  const auto add = [&](std::string_view place) {
    for (std::string_view folder = Parent(place); !folder.empty(); folder = Parent(folder)) {
      if (state_.WasEmptied(folder)) folders.emplace(folder);
    }
  };
  if (found.op != Op::kLost) add(found.dst);
  for (const CompanionMove& companion : found.companions) add(companion.dst);
  return {folders.begin(), folders.end()};  // an outer folder comes before those in it
}

// Every photo is taken where it lies: the folder is right, and the log says so from now on. One under a temporary name
// of ours lies nowhere yet: it is brought to where it was going.
void Session::KeepAsFound() {
  LeaveListing();
  std::set<PhotoId> ids;
  std::set<std::string_view> lost;
  for (const RecoveryStep& step : recovery_.steps) {
    const MovedFile& file = recovery_.files[step.file];
    ids.insert(PhotoOf(file));
    if (step.action == RecoveryAction::kLost) lost.insert(file.places.back().place);
  }
  ids.erase(PhotoId());

  // A photo may lie where the log has another one: the fold lets them change places, and so it is done here.
  std::map<std::string, PhotoId> photo_at;
  std::map<PhotoId, std::string> place_of;
  std::vector<Record> records;
  for (const PhotoId id : ids) {
    const Photo& photo = state_.photo(id);
    const UnitPlaces lies_at = WhereItLies(id);
    if (IsTemporary(lies_at.main)) continue;
    Record record = AnswerAbout(lost.contains(photo.place) ? Op::kLost : Op::kFound, id);
    if (record.op == Op::kFound && record.of && !MayLieAt(photo, lies_at.main)) {
      record.op = Op::kFailed;  // makes the decision void
      record.act = Act::kMove;
      record.note = "the folder was kept as it was found";
    }
    if (const auto moved = place_of.find(id); moved != place_of.end()) record.src = moved->second;
    record.dst = record.op == Op::kLost ? record.src : lies_at.main;
    for (std::size_t i = 0; i < photo.companions.size(); ++i) {
      const std::string& goal = photo.companions[i].place;
      record.companions.push_back({goal, lost.contains(goal) ? "" : lies_at.companions[i], {}});
    }
    record.made = OursAgain(record);
    const UnitPlaces copy = WhereItsCopyLies(id);
    const CopyFiles& logged = state_.copies().Of(id);
    for (std::size_t i = 0; i < logged.size(); ++i) {
      const std::string& dst = i == 0 ? copy.main : copy.companions[i - 1];
      record.copies.push_back({"", logged[i].place, IsTemporary(dst) ? "" : dst, {}, {}});
    }
    const auto held = photo_at.find(record.dst);
    const PhotoId there = held == photo_at.end() ? state_.Find(record.dst) : held->second;
    photo_at[record.src] = there;
    photo_at[record.dst] = id;
    if (there.has_value()) place_of[there] = record.src;
    place_of[id] = record.dst;
    records.push_back(std::move(record));
  }
  AppendFacts(std::move(records), [this] { Recover(true, [] {}); });
}

}  // namespace photocluster
