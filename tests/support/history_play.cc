#include "tests/support/history_play.h"

#include <gtest/gtest.h>

#include <map>
#include <utility>

#include "shared/journal/file_names.h"
#include "shared/session/catalogue.h"
#include "tests/support/session_checks.h"

namespace photocluster::test {

World HistoryStart() {
  World world;
  for (const char* place : {"1.jpg", "2.jpg", "3.jpg", "a/1.jpg", "a/2.jpg", "a/b/1.jpg", "a/b/4.jpg", "Roof/5.jpg",
                            "a/Wall/6.jpg", "c/7.jpg", "c/8.jpg"}) {
    world.Put(place);
  }
  for (const char* companion : {"1.xmp", "a/2.jpg.xmp", "a/2.mov", "c/7.cr2", "c/7.xmp"}) world.Put(companion);
  MemoryHost host(world);
  std::map<std::string, int> groups;
  int next = 0;
  for (const std::string& place : world.Photos()) {
    const bool comes_later = place == "3.jpg" || place == "a/2.jpg" || place == "c/8.jpg";
    if (host.state().Find(place).has_value() && !comes_later) groups[place] = next++ % 3;
  }
  host.Do(R"({"settings":{"model":"m-000000000000"}})");
  host.Embed(groups);
  host.Settle();
  return world;
}

Play::Play(World world)
    : world_(std::move(world)), contents_(world_.Contents()), host_(std::make_unique<MemoryHost>(world_)) {
  OpenFollower();
}

Outcome Play::Do(const std::string& line) {
  if (line == kReopen || line == kReopenBare) {
    if (line == kReopenBare && world_.Has(kCheckpointFile)) world_.Remove(kCheckpointFile);
    return Reopen();
  }
  if (line.rfind(kVector, 0) == 0) return TakeVector(line.substr(sizeof kVector - 1));
  if (line.rfind(kKill, 0) == 0) return Kill(line.substr(sizeof kKill - 1));
  const Outcome outcome = Write(line);
  const Result<void> followed = follower_->Follow(outcome.records);
  EXPECT_TRUE(followed.ok()) << followed.error().detail;
  if (follower_->state().vectors().dimension() == 0) GiveVectors(*follower_);  // the model was undone or chosen again
  return outcome;
}

std::string Play::ReplayedHash() {
  Opening opening = world_.Open();
  opening.checkpoint.reset();
  // What is catalogued is what the Session knows now: in the file it is as old as the last settling.
  opening.catalogue = CatalogueBytes(CatalogueOf(state()));
  const std::unique_ptr<Session> session = Session::Open(std::move(opening));
  GiveVectors(*session);
  return session->report().problems.empty() ? session->state().Hash() : session->report().problems[0].reason;
}

std::string Play::Check(bool replays) {
  if (ContentsWithoutCopies(world_, state()) != contents_) return "a photo is lost or doubled";
  if (!host_->session().report().problems.empty()) return host_->session().report().problems[0].reason;
  const std::string contradiction = Contradiction(world_, state());
  if (!contradiction.empty()) return contradiction;
  if (follower_->state().Hash() != state().Hash()) return "who follows the records has another State";
  return !replays || ReplayedHash() == state().Hash() ? "" : "the log alone gives another State";
}

Outcome Play::Reopen() {
  host_.reset();
  host_ = std::make_unique<MemoryHost>(world_);
  if (host_->session().disagreement()) host_->Do(R"({"carry_out":{}})");
  for (const std::string& place : world_.Photos()) {
    if (world_.vectors.contains(FingerprintOfContent(world_.Content(place)))) Look(host_->session(), place);
  }
  OpenFollower();
  return host_->started();
}

// Reads the photo, as a host does before it embeds it; what was read since the last settling is forgotten by then.
void Play::Look(Session& session, const std::string& place) const {
  const PhotoId id = session.state().Find(place);
  if (!id.has_value()) return;
  const std::string& content = world_.Content(place);
  session.Observe({.place = place,
                   .size = content.size(),
                   .mtime_ms = session.state().photo(id).mtime_ms,
                   .fingerprint = FingerprintOfContent(content),
                   .taken_ms = {},
                   .not_shown = {}});
}

Outcome Play::Kill(const std::string& effects_and_line) {
  const std::size_t space = effects_and_line.find(' ');
  world_.DieAfter(std::stoi(effects_and_line.substr(0, space)));
  Write(effects_and_line.substr(space + 1));
  world_.DieAfter({});
  return Reopen();
}

Outcome Play::TakeVector(const std::string& axis_and_place) {
  const std::string place = axis_and_place.substr(2);
  if (!state().Find(place).has_value() || !world_.Has(place) || state().vectors().dimension() == 0) return {};
  const Fingerprint fingerprint = FingerprintOfContent(world_.Content(place));
  if (world_.vectors.contains(fingerprint)) return {};
  host_->Embed({{place, axis_and_place[0] - '0'}});
  Look(*follower_, place);
  follower_->AddVector(fingerprint, world_.vectors.at(fingerprint));
  return {};
}

Outcome Play::Write(const std::string& line) {
  if (line == kSettle) return host_->Settle();
  if (line == kNotice) return host_->Notice();
  return host_->Do(line);
}

void Play::OpenFollower() {
  Result<Snapshot> snapshot = ReadSnapshot(SnapshotBytes(session().TakeSnapshot(0)));
  ASSERT_TRUE(snapshot.ok()) << snapshot.error().detail;
  follower_ = Session::Open(std::move(snapshot).value());
  GiveVectors(*follower_);
}

void Play::GiveVectors(Session& session) const {
  Matrix vectors(state().vectors().dimension());
  for (const auto& [fingerprint, vector] : world_.vectors) vectors.Add(fingerprint, vector);
  session.UseVectors(std::move(vectors), {});
}

}  // namespace photocluster::test
