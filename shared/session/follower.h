#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"
#include "shared/protocol/message.h"
#include "shared/session/session.h"
#include "shared/session/view.h"

namespace photocluster {

// The copy of a helper's Session that a page works with: opened from a snapshot, kept equal by numbered events and by
// the stream of vectors, so that whatever the page asks is answered here. Equal means the same State::Hash() at the
// same event, once all vectors are here.
class Follower {
 public:
  // Errors: those of ReadSnapshot.
  static Result<std::unique_ptr<Follower>> Open(std::string_view snapshot);

  Session& session() { return *session_; }
  const Session& session() const { return *session_; }
  std::uint64_t event() const { return event_; }  // the last one taken

  // Events that the snapshot contains are passed over. Errors: kDisagrees when events are missing before this one or
  // it says so itself: a new snapshot is needed, and this Follower holds the older State.
  Result<void> Take(const Event& event);

  // How many vectors of the root's model are here: what to ask for next.
  std::size_t vector_count() const { return session_->state().vectors().row_count(); }
  // The pieces of one answer to GET /api/v1/vectors, in order: a vector file cut anywhere. The first vectors of a model
  // come into use together, at the end; later ones as they come. Those of another model than the root's by now are
  // passed over. `expected`: how many will come, so that memory is taken once. Errors: those of ReadVectorFile.
  void BeginVectors(std::size_t expected);
  Result<void> TakeVectors(std::string_view piece);
  void EndVectors();

  // What the rule would move now, with a window of its rows, the least sure first; and the Command that moves exactly
  // what was shown last. The suggestions of the whole queue are made at the first call after a change; while only the
  // rule differs, as when a slider is dragged, each is compared with it: 100,000 photos in a few ms.
  PlanView Plan(const AutoRule& rule, std::size_t from, std::size_t count);
  AutoMove PlanCommand() const { return CommandOf(*session_, plan_, rule_); }

 private:
  Follower() = default;

  std::unique_ptr<Session> session_;
  std::uint64_t event_ = 0;
  std::size_t expected_ = 0;
  std::string stream_;  // the header, and what has come and is no whole block yet
  std::string model_;   // of the stream
  Matrix first_;        // the first vectors, until they are all here
  std::vector<NoVector> without_;
  std::optional<std::vector<PlannedPhoto>> suggested_;  // of the whole queue, in its order; none since a change
  AutoRule rule_;
  std::vector<PlannedPhoto> plan_;  // shown last
};

}  // namespace photocluster
