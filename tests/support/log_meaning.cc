#include "tests/support/log_meaning.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/base/archive_json.h"
#include "shared/base/path.h"
#include "shared/journal/log_reader.h"
#include "shared/session/fold.h"
#include "shared/session/session.h"

namespace photocluster::test {
namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

// Where the JSON value that begins at `at` ends, in a text from ToJson().
std::size_t EndOfValue(std::string_view json, std::size_t at) {
  int depth = 0;
  bool in_text = false;
  for (; at < json.size(); ++at) {
    const char c = json[at];
    if (in_text) {
      if (c == '\\') ++at;
      if (c == '"') in_text = false;
    } else if (c == '"') {
      in_text = true;
    } else if (c == '[' || c == '{') {
      ++depth;
    } else if ((c == ',' || c == ']' || c == '}') && depth == 0) {
      return at;
    } else if (c == ']' || c == '}') {
      --depth;
    }
  }
  return at;
}

// Names and values of an object, in order.
Fields FieldsOf(std::string_view json) {
  Fields fields;
  for (std::size_t at = 1; at < json.size() && json[at] == '"';) {
    const std::size_t colon = json.find(':', at);
    const std::size_t end = EndOfValue(json, colon + 1);
    fields.emplace_back(json.substr(at + 1, colon - at - 2), json.substr(colon + 1, end - colon - 1));
    at = end + 1;
  }
  return fields;
}

std::string Plain(const std::string& json_text) { return json_text.substr(1, json_text.size() - 2); }

std::string Number(std::uint64_t number) { return std::to_string(number); }

std::string PhotoInWords(const State& state, const Photo& photo) {
  std::string words = photo.place + " home \"" + photo.home + "\" " + Plain(ToJson(photo.decision.membership));
  if (photo.decision.cluster.has_value()) words += " of " + state.clusters().name(photo.decision.cluster);
  words += " decided " + Number(photo.decision.decided) + " skipped " + Number(photo.decision.turn.by());
  if (photo.decision.turn.first()) words += " first";
  if (photo.decision.copied) words += " copied";
  if (photo.lost) words += " lost";
  for (const Companion& companion : photo.companions) words += " with " + companion.place;
  return words + " " + photo.fingerprint.ToText() + "\n";
}

std::string InWords(const State& state) {
  std::vector<std::string> photos;
  for (std::size_t i = 0; i < state.photo_count(); ++i) {
    const Photo& photo = state.photo(PhotoId(static_cast<std::uint32_t>(i)));
    if (photo.place.empty()) continue;
    photos.push_back("photo " + PhotoInWords(state, photo));
    for (const CopyFile& file : state.copies().Of(PhotoId(static_cast<std::uint32_t>(i)))) {
      photos.back() += "  copy " + file.place + "\n";
    }
  }
  std::sort(photos.begin(), photos.end());
  std::string words;
  for (const std::string& photo : photos) words += photo;
  for (const ClusterId id : state.ExistingClusters()) {
    words += "cluster " + state.clusters().name(id) + " members " + Number(state.clusters().members(id)) + " created " +
             Number(state.CreatedBy(id)) + " decided " + Number(state.DecidedBy(id)) + "\n";
  }
  for (const auto& [key, value] : state.settings().values()) words += "setting " + key + " = " + value.text + "\n";
  const Order& order = state.queue().order();
  words += "order " + Plain(ToJson(order.kind)) + " " + Number(order.seed) + " since " + Number(order.since) + "\n";
  for (const PhotoId id : state.queue().Ids()) words += "queue " + state.photo(id).place + "\n";
  for (const auto& [folder, photos_in_it] : state.made_folders()) words += "made " + folder + "\n";
  const History& history = state.history();
  for (const Step& step : history.steps()) {
    words += "step " + Number(step.first) + " to " + Number(step.last) + ", " + Number(step.live) + " in force\n";
  }
  for (const Step& step : history.undone()) words += "to be redone: " + Number(step.first) + "\n";
  return words;
}

// A folder in which every file lies where the State has it.
Listing ListingOf(const State& state) {
  std::set<std::string> files, folders;
  for (std::size_t i = 0; i < state.photo_count(); ++i) {
    const Photo& photo = state.photo(PhotoId(static_cast<std::uint32_t>(i)));
    if (photo.place.empty()) continue;
    files.insert(photo.place);
    for (const Companion& companion : photo.companions) files.insert(companion.place);
  }
  Listing listing;
  for (const auto& [photo, copy] : state.copies().all()) {
    for (const CopyFile& file : copy) listing.files.push_back({file.place, file.size, 0});
  }
  for (const std::string& file : files) {
    listing.files.push_back({file, 1, 0});
    for (std::string folder(Parent(file)); !folder.empty(); folder = std::string(Parent(folder)))
      folders.insert(folder);
  }
  std::sort(listing.files.begin(), listing.files.end(),
            [](const FileEntry& a, const FileEntry& b) { return a.path < b.path; });
  listing.folders.assign(folders.begin(), folders.end());
  return listing;
}

}  // namespace

std::string InShort(const Record& record) {
  Record bare = record;
  bare.ts.clear();
  bare.at = 0;
  bare.by.clear();
  bare.photo.reset();
  bare.mtime.reset();
  for (CompanionMove& move : bare.companions) move.photo.reset();
  for (CopyMove& copy : bare.copies) {
    copy.photo.reset();
    copy.size.reset();
  }
  std::string text = Number(record.seq) + " " + Plain(ToJson(record.op));
  if (!record.src.empty()) text += " " + record.src;
  if (record.dst != record.src) text += " -> " + record.dst;
  const std::set<std::string> said = {"seq", "op", "src", "dst", "at", "photo"};
  for (const auto& [name, value] : FieldsOf(ToJson(bare))) {
    if (!said.contains(name) && value != "\"\"" && value != "null") text += " " + name + " " + value;
  }
  return text;
}

std::string MeaningOf(const std::string& log, const std::string& pending) {
  Opening opening;
  opening.log = log;
  opening.pending = pending;
  const std::unique_ptr<Session> alone = Session::Open(opening);
  std::string words;
  for (const LogProblem& problem : alone->report().problems) {
    words += "line " + Number(problem.line) + " at byte " + Number(problem.offset) + ": " + problem.reason + "\n";
  }
  for (const LogProblem& problem : alone->report().pending_problems) {
    words +=
        "pending line " + Number(problem.line) + " at byte " + Number(problem.offset) + ": " + problem.reason + "\n";
  }
  if (alone->report().torn_bytes > 0) words += "torn: " + Number(alone->report().torn_bytes) + " bytes\n";

  State state;
  LogContent content = ReadLog(log);
  const LogContent behind = ReadPending(pending, log, content.end);
  content.records.insert(content.records.end(), behind.records.begin(), behind.records.end());
  for (const Record& record : content.records) {
    const Result<void> folded = Fold(state, record);
    words += InShort(record) + (folded.ok() ? "\n" : " WITHOUT EFFECT\n") + "  " + state.Hash() + "\n";
  }
  opening.listing = ListingOf(alone->state());
  const std::unique_ptr<Session> shown = Session::Open(opening);
  return words + "the folder then:\n  " + shown->state().Hash() + "\n" + InWords(shown->state());
}

}  // namespace photocluster::test
