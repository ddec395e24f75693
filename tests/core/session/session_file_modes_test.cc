// What a decision does to the files changes nothing else: the same Commands in one world for each mode.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>

#include "shared/base/archive_json.h"
#include "shared/base/path.h"
#include "shared/base/random.h"
#include "shared/journal/file_names.h"
#include "shared/session/draft_builder.h"
#include "shared/session/naming.h"
#include "shared/session/view.h"
#include "shared/session/waiting.h"
#include "tests/support/session_checks.h"

namespace photocluster::test {
namespace {

using Lines = std::vector<std::string>;

World Start() {
  World world;
  for (const char* place : {"1.jpg", "2.jpg", "3.jpg", "4.jpg", "a/1.jpg", "a/2.jpg", "a/3.jpg", "b/1.jpg", "b/5.jpg",
                            "Old/6.jpg", "b/Wall/7.jpg"}) {
    world.Put(place);
  }
  for (const char* companion : {"1.xmp", "a/2.jpg.xmp", "b/5.cr2"}) world.Put(companion);
  return world;
}

// One mode's world. Photos are spoken of by their content, for their places differ.
class Mode {
 public:
  explicit Mode(const std::string& name) : name_(name), world_(Start()), contents_(world_.Contents()) {
    Reopen();
    host_->Do(R"({"settings":{"model":"m-000000000000"}})");
    std::map<std::string, int> groups;
    for (const std::string& place : world_.Photos()) {
      if (host_->state().Find(place).has_value()) groups[place] = static_cast<int>(groups.size()) % 3;
    }
    host_->Embed(groups);
    host_->Do(R"({"adopt":{"folder":"Old","cluster":"Roof"}})");
    host_->Do(R"({"settings":{"file_mode":")" + name + R"("}})");
    chosen_ = session().last_seq();
  }

  const std::string& name() const { return name_; }
  Seq chosen() const { return chosen_; }  // the record that chose the mode
  const State& state() const { return host_->state(); }
  Session& session() { return host_->session(); }
  Outcome Do(const Command& command) { return host_->Do(command); }
  void Settle() { host_->Settle(); }
  void Reopen() { host_ = std::make_unique<MemoryHost>(world_); }
  void ReopenBare() {
    if (world_.Has(kCheckpointFile)) world_.Remove(kCheckpointFile);
    Reopen();
  }

  // In the same order in every world.
  Lines Contents(bool trashed) const {
    Lines contents;
    for (std::size_t i = 0; i < state().photo_count(); ++i) {
      const Photo& photo = state().photo(PhotoId(static_cast<std::uint32_t>(i)));
      const bool is_trashed = photo.decision.membership == Membership::kTrashed;
      if (photo.listed && is_trashed == trashed) contents.push_back(world_.Content(photo.place));
    }
    std::sort(contents.begin(), contents.end());
    return contents;
  }
  std::string PlaceOf(const std::string& content) const {
    for (const std::string& place : world_.Photos()) {
      if (state().Find(place).has_value() && world_.Content(place) == content) return place;
    }
    return "none.jpg";
  }
  Lines PlacesOf(const Lines& contents) const {
    Lines places;
    for (const std::string& content : contents) places.push_back(PlaceOf(content));
    return places;
  }

  // All but places: totals, queue in order, members, sums, what could be undone, the plan.
  std::string Described() {
    const Totals totals = state().totals();
    std::string text;
    for (const std::uint64_t count : {totals.queue, totals.manual, totals.automatic, totals.adopted, totals.trashed}) {
      text += std::to_string(count) + " ";
    }
    text += std::to_string(state().history().steps().size()) + " steps, undone " +
            std::to_string(state().history().undone().size()) + "\nqueue";
    for (PhotoId id : state().queue().Ids()) text += ", " + world_.Content(state().photo(id).place);
    for (ClusterId id : state().ExistingClusters()) {
      text += "\n" + state().clusters().name(id) + ":";
      for (const std::string& content : Contents(false)) {
        const PhotoDecision& decision = state().photo(state().Find(PlaceOf(content))).decision;
        if (decision.is_member() && decision.cluster == id) {
          text += " " + content + " " + std::to_string(static_cast<int>(decision.membership));
        }
      }
      const Centroid& centroid = state().clusters().centroid(id);
      text += " " + std::to_string(centroid.count);
      for (const std::int64_t component : centroid.sum) text += " " + std::to_string(component);
    }
    for (const PlanRow& row : session().Plan({.threshold = 0.5, .min_samples = 1})) {
      text += "\n" + world_.Content(row.place) + " -> " + row.cluster + " " + std::to_string(row.score) + row.second;
    }
    return text;
  }

  std::string Wrong() const {
    if (ContentsWithoutCopies(world_, state()) != contents_) return "a photo is lost or doubled";
    return Contradiction(world_, state());
  }

  const World& world() const { return world_; }

 private:
  std::string name_;
  Seq chosen_ = 0;
  World world_;
  std::multiset<std::string> contents_;
  std::unique_ptr<MemoryHost> host_;
};

class Commands {
 public:
  explicit Commands(std::uint64_t seed) : random_(seed) {}

  // What is to be done, said for each world.
  std::function<Command(Mode&)> Next(Mode& first) {
    const std::uint64_t kind = random_.Below(20);
    const Lines some = Pick(first.Contents(false));
    const Lines trashed = Pick(first.Contents(true));
    const std::string cluster = Cluster(), other = Cluster();
    if (kind < 5) return [=](Mode& mode) { return Assign{mode.PlacesOf(some), cluster, ""}; };
    if (kind < 7) return [=](Mode& mode) { return Trash{mode.PlacesOf(some)}; };
    if (kind < 8) return [=](Mode& mode) { return Restore{mode.PlacesOf(trashed)}; };
    if (kind < 9) return [=](Mode& mode) { return Skip{mode.PlacesOf(some)}; };
    if (kind < 10) return [=](Mode&) { return MergeClusters{cluster, other}; };
    if (kind < 11) return [=](Mode&) { return DeleteCluster{cluster}; };
    if (kind < 12) return [=](Mode&) { return RenameCluster{cluster, other}; };
    if (kind < 13) return [=](Mode& mode) { return SplitCluster{mode.PlacesOf(some), cluster}; };
    if (kind < 14) return [](Mode& mode) { return AllOf(mode.session()); };
    if (kind < 15) return [](Mode&) { return Redo{}; };
    if (kind < 16) return [](Mode&) { return Redo{2}; };
    // The choice of the mode itself is not taken back here.
    const Step* newest = StepToUndo(first.state());
    if (newest == nullptr || newest->first <= first.chosen()) return [](Mode&) { return Redo{}; };
    if (kind > 16) return [](Mode&) { return Undo{}; };
    // A step by its number among them: a photo that lies where a cluster's new name wants it needs no record.
    const std::vector<Step>& steps = first.state().history().steps();
    const auto step = static_cast<std::size_t>(random_.Below(steps.size()));
    if (steps[step].first <= first.chosen()) return [](Mode&) { return Undo{}; };
    return [=](Mode& mode) {
      Undo undo;
      undo.run = mode.state().history().steps()[step].first;
      return undo;
    };
  }
  std::uint64_t Below(std::uint64_t bound) { return random_.Below(bound); }

 private:
  static AutoMove AllOf(Session& session) {
    AutoMove move{.threshold = 0.5, .min_samples = 1, .pairs = {}};
    for (const PlanRow& row : session.Plan({.threshold = 0.5, .min_samples = 1})) {
      move.pairs.push_back({row.place, row.cluster});
    }
    return move;
  }
  std::string Cluster() { return Lines{"Roof", "Wall", "wall", "Снег"}[static_cast<std::size_t>(random_.Below(4))]; }
  Lines Pick(Lines from) {
    Lines picked;
    for (std::uint64_t count = 1 + random_.Below(3); count > 0 && !from.empty(); --count) {
      const auto at = from.begin() + static_cast<std::ptrdiff_t>(random_.Below(from.size()));
      picked.push_back(*at);
      from.erase(at);
    }
    return picked;
  }

  SplitMix64 random_;
};

// A photo that undo or restore brought back to the folder of a cluster with another name by now. In the other modes it
// waits instead, and so the next decision about it is another one.
bool HasOneInAnOldFolder(const Mode& moved) {
  const World start = Start();
  for (const std::string& content : moved.Contents(false)) {
    const std::string place = moved.PlaceOf(content);
    if (!start.Has(place) && LiesElsewhere(moved.state(), moved.state().photo(moved.state().Find(place)))) return true;
  }
  return false;
}

// Every file is where it was; of members there are copies where they would have been moved to. Gives how many.
std::size_t ExpectOriginalsAndCopies(const Mode& mode, const Mode& moved) {
  const World start = Start();
  for (const std::string& place : start.Photos()) {
    EXPECT_TRUE(mode.world().Has(place) && mode.world().Content(place) == start.Content(place)) << place;
  }
  std::size_t copies = 0;
  for (std::size_t i = 0; i < mode.state().photo_count(); ++i) {
    const PhotoId id(static_cast<std::uint32_t>(i));
    const Photo& photo = mode.state().photo(id);
    if (photo.place.empty()) continue;
    // One that was adopted where it lies is not copied.
    const bool wants = photo.decision.is_member() && photo.decision.copied && LiesElsewhere(mode.state(), photo);
    EXPECT_EQ(mode.state().copies().IsLive(id), wants) << photo.place.view();
    if (!wants) continue;
    ++copies;
    const CopyFiles& copy = mode.state().copies().Of(id);
    EXPECT_EQ(copy.size(), photo.companions.size() + 1) << photo.place.view();
    if (HasOneInAnOldFolder(moved)) continue;
    EXPECT_EQ(Parent(copy.front().place), Parent(moved.PlaceOf(mode.world().Content(photo.place))))
        << photo.place.view();
  }
  return copies;
}

constexpr int kHistories = 25;
constexpr int kCommands = 40;

TEST(SessionFileModes, EverythingButTheFilesIsTheSameInEveryMode) {
  std::size_t waiting = 0, copies = 0;
  for (std::uint64_t seed = 1; seed <= kHistories; ++seed) {
    Commands commands(seed);
    std::vector<std::unique_ptr<Mode>> modes;
    for (const char* name : {"move", "at_end", "none", "copy"}) modes.push_back(std::make_unique<Mode>(name));
    std::string text;
    for (int i = 0; i < kCommands && !HasOneInAnOldFolder(*modes[0]); ++i) {
      const auto command = commands.Next(*modes[0]);
      text += ToJson(command(*modes[0])) + "\n";
      std::optional<ErrorCode> error;
      for (const auto& mode : modes) {
        SCOPED_TRACE(mode->name() + ", seed " + std::to_string(seed) + "\n" + text);
        const Outcome outcome = mode->Do(command(*mode));
        if (mode == modes[0] && outcome.error) error = outcome.error->code;
        EXPECT_EQ(outcome.error ? std::optional(outcome.error->code) : std::nullopt, error);
        EXPECT_EQ(mode->Described(), modes[0]->Described());
        EXPECT_EQ(mode->Wrong(), "");
        if (i % 8 == 5) mode->Settle();
        if (i % 8 == 6) mode->Reopen();
        if (i % 8 == 7) mode->ReopenBare();
        if (HasFailure()) return;
      }
    }
    EXPECT_EQ(modes[0]->state().waiting(), 0u);
    for (const std::size_t at : {std::size_t{1}, std::size_t{2}}) {
      EXPECT_EQ(modes[at]->world().Photos(), Start().Photos()) << "no file was moved";
    }
    copies += ExpectOriginalsAndCopies(*modes[3], *modes[0]);
    // Carried out, the files lie as if they had been moved at once, but for the numbers of those whose name was taken.
    Mode& at_end = *modes[1];
    waiting += WaitingFiles(at_end.state()).size();
    if (at_end.state().waiting() > 0) {
      EXPECT_FALSE(at_end.Do(MoveWaiting{WaitingFiles(at_end.state())}).error);
    }
    EXPECT_EQ(at_end.state().waiting(), 0u);
    EXPECT_EQ(at_end.Wrong(), "");
    for (const std::string& content : at_end.Contents(false)) {
      if (HasOneInAnOldFolder(*modes[0])) break;
      EXPECT_EQ(Parent(at_end.PlaceOf(content)), Parent(modes[0]->PlaceOf(content))) << text;
    }
    if (HasFailure()) return;
  }
  EXPECT_GT(waiting, 100u) << "too little is decided for this to be a test";
  EXPECT_GT(copies, 50u) << "too little is copied for this to be a test";
}

// A folder that cannot be written to: the log and the caches of it lie elsewhere.
class FilesStay : public testing::Test {
 protected:
  FilesStay() { Reopen(); }
  void Reopen() {
    Opening opening = world_.Open();
    opening.files_stay = true;
    session_ = Session::Open(std::move(opening));
    session_->StartWriting({.name = "anna", .new_root_id = "00112233445566778899aabbccddeeff"}, world_.Tick());
    EXPECT_FALSE(Drive().error);
  }
  Outcome Do(const std::string& json) {
    session_->Begin(FromJson<Command>(json).value(), world_.Tick());
    return Drive();
  }
  Outcome Drive() {
    while (session_->HasEffect()) session_->Complete(world_.Execute(session_->NextEffect()));
    return session_->TakeOutcome();
  }

  World world_ = Start();
  std::unique_ptr<Session> session_;
};

TEST_F(FilesStay, EveryDecisionIsKeptAndNoFileIsTouched) {
  const std::vector<std::string> places = world_.Photos();
  for (const char* command :
       {R"({"assign":{"places":["1.jpg","a/2.jpg"],"cluster":"Roof"}})", R"({"trash":{"places":["2.jpg"]}})",
        R"({"adopt":{"folder":"Old"}})", R"({"rename":{"cluster":"Roof","name":"Sea"}})",
        R"({"settings":{"layout":"root"}})", R"({"undo":{"count":2}})", R"({"redo":{}})",
        R"({"restore":{"places":["2.jpg"]}})", R"({"merge":{"cluster":"Sea","into":"Old"}})"}) {
    const Outcome outcome = Do(command);
    EXPECT_FALSE(outcome.error) << command << ": " << outcome.error->detail;
    for (const Record& record : outcome.records) EXPECT_NE(record.act, Act::kMove) << command;
    EXPECT_EQ(world_.Photos(), places) << command;
  }
  EXPECT_EQ(session_->state().totals().manual, 2u);
  // By its content a photo is known where the log is applied.
  const Outcome trashed = Do(R"({"trash":{"places":["3.jpg"]}})");
  EXPECT_EQ(trashed.records.back().photo, FingerprintOfContent(world_.Content("3.jpg")));
  const std::string hash = session_->state().Hash();
  Reopen();
  EXPECT_EQ(session_->state().Hash(), hash);
}

TEST_F(FilesStay, WhatWouldTouchAFileIsRefused) {
  Do(R"({"assign":{"places":["1.jpg"],"cluster":"Roof"}})");
  for (const char* command : {R"({"settings":{"file_mode":"move"}})", R"({"settings":{"file_mode":"copy"}})",
                              R"({"move_waiting":{"files":[{"place":"1.jpg","goal":"Roof/1.jpg"}]}})",
                              R"({"relayout":{"moves":[{"place":"1.jpg","to":"Roof/1.jpg"}]}})"}) {
    const Outcome outcome = Do(command);
    ASSERT_TRUE(outcome.error) << command;
    EXPECT_EQ(outcome.error->code, ErrorCode::kReadOnly);
  }
  EXPECT_FALSE(Do(R"({"settings":{"file_mode":"none"}})").error);
}

TEST_F(FilesStay, ItsPagesKnow) {
  Do(R"({"assign":{"places":["1.jpg"],"cluster":"Roof"}})");
  const std::unique_ptr<Session> follower = Session::Open(session_->TakeSnapshot(0));
  for (const Session* session : {session_.get(), follower.get()}) {
    EXPECT_TRUE(OverviewOf(*session).files_stay);
    EXPECT_EQ(OverviewOf(*session).file_mode, FileMode::kNone);
  }
}

}  // namespace
}  // namespace photocluster::test
