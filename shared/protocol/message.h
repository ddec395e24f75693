#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "shared/base/archive_fields.h"
#include "shared/protocol/command.h"
#include "shared/protocol/notice.h"
#include "shared/protocol/observation.h"
#include "shared/protocol/outcome.h"
#include "shared/protocol/record.h"

namespace photocluster {

// What a page and a helper say to each other over one WebSocket, each message one JSON text with one key.
//
//   page                                     helper
//     {"hello":{"protocol":1}}          ->
//                                       <-   {"welcome":{"protocol":1,…,"event":17,"snapshot":true}}
//     GET /api/v1/snapshot, /vectors    ->     (events that come meanwhile are kept, those up to the snapshot's
//     dropped)
//     {"request":{"id":1,"command":{…}}}  ->
//                                       <-   {"event":{"event":18,"records":[…]}}      to every page
//                                       <-   {"answer":{"id":1,"outcome":{}}}          after the event
//
// A helper without a folder offers some instead: {"request":{"id":1,"open":"/home/anna/Photos"}} takes one of them, and
// a second welcome follows, that of the folder.
//
// A page that comes back says the last event it has; it gets those after it, or is told to fetch a snapshot.
inline constexpr std::uint32_t kProtocolVersion = 1;

struct Hello {  // the first message of a page
  static constexpr const char* kName = "hello";
  static constexpr const char* kTypeName = "Hello";
  std::uint32_t protocol = 0;
  std::string run;                     // of the helper that it has followed; events of another run count for nothing
  std::optional<std::uint64_t> event;  // the last one that it has

  template <class Archive>
  void serialize(Archive& archive) {
    archive(Required(NVP(protocol)), OmitEmpty(NVP(run)), NVP(event));
  }
};

// A Command, a switch of the work in the background, or the choice of a folder. Answered with the same id.
struct Request {
  static constexpr const char* kName = "request";
  static constexpr const char* kTypeName = "Request";
  std::uint64_t id = 0;
  std::optional<Command> command;
  std::optional<bool> pause_embedding;
  std::optional<std::string> open;  // one of the paths that the welcome offered

  template <class Archive>
  void serialize(Archive& archive) {
    archive(Required(NVP(id)), NVP(command), NVP(pause_embedding), NVP(open));
  }
};

using PageMessage = std::variant<Hello, Request>;

// How far the embedding in the background is.
struct EmbeddingProgress {
  static constexpr const char* kTypeName = "EmbeddingProgress";
  std::uint64_t done = 0;
  std::uint64_t total = 0;
  double per_second = 0;
  bool paused = false;
  bool finished = false;
  std::optional<Error> error;  // it ended early, or cannot begin

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(done), NVP(total), NVP(per_second), NVP(paused), NVP(finished), NVP(error));
  }
};

// From now on there are `count` stored vectors of the model: GET /api/v1/vectors?model=…&from=N gives those that a page
// lacks.
struct VectorsStored {
  static constexpr const char* kTypeName = "VectorsStored";
  std::string model;
  std::uint64_t count = 0;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(Required(NVP(model)), Required(NVP(count)));
  }
};

struct RecentFolder {
  static constexpr const char* kTypeName = "RecentFolder";
  std::string path;
  std::uint64_t photos = 0;  // when it was last open
  std::uint64_t queue = 0;
  std::int64_t at_ms = 0;  // then; since 1970 UTC

  template <class Archive>
  void serialize(Archive& archive) {
    archive(Required(NVP(path)), NVP(photos), NVP(queue), NVP(at_ms));
  }
};

// What may be opened, all of it chosen by the owner of the helper: whole paths.
struct Offers {
  static constexpr const char* kTypeName = "Offers";
  std::string here;                  // the folder that the helper was started in; "" when it may not be opened
  std::string demo;                  // demo photos, made when they are asked for; "" when there are none
  std::vector<RecentFolder> recent;  // newest first

  template <class Archive>
  void serialize(Archive& archive) {
    archive(OmitEmpty(NVP(here)), OmitEmpty(NVP(demo)), NVP(recent));
  }
};

struct Welcome {  // the first message of a helper; on another protocol version also its last
  static constexpr const char* kName = "welcome";
  static constexpr const char* kTypeName = "Welcome";
  std::uint32_t protocol = 0;
  std::string program;                   // the helper's own file: what a person has to type for it
  std::string run;                       // random, of this start of the helper
  std::uint64_t event = 0;               // the newest one
  bool snapshot = false;                 // to be fetched: the events that the page lacks are not at hand
  std::string root;                      // the folder's name
  std::string path;                      // its whole path
  std::vector<Notice> told;              // what a user should be told
  std::optional<VectorsStored> vectors;  // as they are now: events only tell what changes
  std::optional<EmbeddingProgress> embedding;
  std::optional<Offers> offers;  // no folder is open: of the above only `protocol`, `program`

  template <class Archive>
  void serialize(Archive& archive) {
    archive(Required(NVP(protocol)), OmitEmpty(NVP(program)), NVP(run), NVP(event), NVP(snapshot), NVP(root), NVP(path),
            OmitEmpty(NVP(told)), NVP(vectors), NVP(embedding), NVP(offers));
  }
};

// Something that happened; only what is there happened. Numbered from 1 within a run of the helper, without gaps.
struct Event {
  static constexpr const char* kName = "event";
  static constexpr const char* kTypeName = "Event";
  std::uint64_t event = 0;
  std::vector<Record> records;            // durable
  std::vector<Observation> observations;  // of photos that were read
  std::optional<VectorsStored> vectors;
  std::optional<EmbeddingProgress> embedding;
  std::vector<Notice> told;  // as in Welcome, whole, when there is more to be told; with `reset` always
  bool reset = false;        // the catalogue was made anew: to be followed by a new snapshot only

  template <class Archive>
  void serialize(Archive& archive) {
    archive(Required(NVP(event)), OmitEmpty(NVP(records)), OmitEmpty(NVP(observations)), NVP(vectors), NVP(embedding),
            OmitEmpty(NVP(told)), NVP(reset));
  }
};

struct Answer {  // its records have come before it, in an event
  static constexpr const char* kName = "answer";
  static constexpr const char* kTypeName = "Answer";
  std::uint64_t id = 0;
  Outcome outcome;  // without records

  template <class Archive>
  void serialize(Archive& archive) {
    archive(Required(NVP(id)), Required(NVP(outcome)));
  }
};

using HelperMessage = std::variant<Welcome, Event, Answer>;

}  // namespace photocluster
