#include "tests/support/fuzz_properties.h"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <set>
#include <vector>

#include "shared/base/archive_json.h"
#include "shared/base/hash.h"
#include "shared/journal/file_names.h"
#include "shared/journal/log_reader.h"
#include "shared/journal/record_line.h"
#include "shared/journal/sealed_file.h"
#include "shared/session/follower.h"
#include "shared/session/view.h"

namespace photocluster::test {
namespace {

// The check of each line that has one made right, and put where a line has none.
std::string WithChecks(std::string_view log) {
  constexpr std::string_view kHead = ",\"crc\":\"";
  std::string checked;
  for (std::size_t at = 0; at < log.size();) {
    const std::size_t newline = log.find('\n', at);
    if (newline == log.npos) return checked + std::string(log.substr(at));
    std::string_view body = log.substr(at, newline - at);
    at = newline + 1;
    const std::size_t crc = body.rfind(kHead);
    if (crc != body.npos) {
      body = body.substr(0, crc);
    } else if (!body.empty() && body.back() == '}') {
      body.remove_suffix(1);
    }
    char digits[9];
    std::snprintf(digits, sizeof digits, "%08x", static_cast<unsigned>(Crc32c(body)));
    checked += std::string(body) + std::string(kHead) + digits + "\"}\n";
  }
  return checked;
}

// The envelope made right for what is in it. `good`: a file of the kind wanted.
std::string WithSeal(const std::string& good, std::string_view bytes) {
  constexpr std::size_t kHead = 36;
  std::uint32_t version = 0;
  std::memcpy(&version, good.data() + 8, sizeof version);
  return Seal(good.substr(0, 8), version, bytes.size() < kHead ? bytes : bytes.substr(kHead));
}

// Lines that are neither records nor named as being without effect are lost; so are records that change on the way.
std::string WrongInReading(std::string_view log) {
  const LogContent content = ReadLog(log);
  Seq last = 0;
  for (const Record& record : content.records) {
    if (record.seq <= last) return "numbers do not rise";
    last = record.seq;
    const std::string line = RecordLine(record);
    const Result<Record> again = ReadRecordLine(std::string_view(line).substr(0, line.size() - 1));
    if (!again.ok() || !(again.value() == record)) return "a record is another one when it is written again: " + line;
  }
  std::set<std::uint64_t> named;
  for (const LogProblem& problem : content.problems) named.insert(problem.line);
  std::size_t said = 0;
  for (std::size_t at = 0; at < content.end.offset;) {
    const std::size_t newline = log.find('\n', at);
    std::string_view line = log.substr(at, newline - at);
    if (at == 0 && line.substr(0, 3) == "\xef\xbb\xbf") line.remove_prefix(3);
    at = newline + 1;
    if (!line.empty() && line != "\r") ++said;
  }
  if (content.end.offset + content.torn_bytes != log.size()) return "bytes are in no line";
  return said <= content.records.size() + named.size() ? "" : "a line was passed over";
}

std::string HashOf(const Opening& opening) { return Session::Open(opening)->state().Hash(); }

// What was decided about every photo. Not its companions: a record that leaves one behind, as no record of ours does,
// leaves it to the next opening to see whose it is.
std::multiset<std::string> Decisions(const State& state) {
  std::multiset<std::string> said;
  for (std::size_t i = 0; i < state.photo_count(); ++i) {
    const Photo& photo = state.photo(PhotoId(static_cast<std::uint32_t>(i)));
    const PhotoDecision& decision = photo.decision;
    if (!photo.listed && decision.membership == Membership::kQueue) continue;
    const std::string cluster = decision.cluster.has_value() ? state.clusters().name(decision.cluster) : "";
    said.insert(photo.place + " of " + std::string(photo.home) + ": " +
                std::to_string(static_cast<int>(decision.membership)) + (decision.waits ? " waits " : " ") + cluster);
  }
  return said;
}

// Every content is there as often as before; more often only if the log, which may have been made up, has photos
// copied.
bool IsKept(const World& world, const std::multiset<std::string>& before) {
  const std::multiset<std::string> now = world.Contents();
  if (!world.Has(kLogFile) || world.Content(kLogFile).find("\"copies\":") == std::string::npos) return now == before;
  return std::includes(now.begin(), now.end(), before.begin(), before.end()) &&
         std::set<std::string>(now.begin(), now.end()) == std::set<std::string>(before.begin(), before.end());
}

// A folder with these files of the state opens, goes on, and opens again as it was left.
std::string WrongInGoingOn(World world) {
  const std::multiset<std::string> contents = world.Contents();
  const std::string log = world.Has(kLogFile) ? world.Content(kLogFile) : "";
  const std::string whole = log.substr(0, log.rfind('\n') + 1);
  OverviewOf(*Session::Open(world.Open()));
  std::multiset<std::string> decisions;
  {
    MemoryHost host(world);
    if (host.session().disagreement()) host.Do(R"({"keep_folder":{}})");
    if (!host.started().error) {
      for (const char* command : {R"({"create":{"cluster":"Новый"}})", R"({"undo":{"count":3}})", R"({"redo":{}})"}) {
        host.Do(command);
      }
      host.Settle();
    }
    decisions = Decisions(host.state());
    if (!IsKept(world, contents)) return "a photo is lost or doubled";
    if (host.started().error) return "";
  }
  if (world.Has(kLogFile) && world.Content(kLogFile).substr(0, whole.size()) != whole) return "the log was changed";
  const std::unique_ptr<Session> opened = Session::Open(world.Open());
  if (Decisions(opened->state()) != decisions) return "opened again it has another State";
  Opening bare = world.Open();
  bare.checkpoint.reset();
  return HashOf(bare) == opened->state().Hash() ? "" : "the log alone gives another State";
}

std::string WrongInFolder(const std::string& log) {
  World world;
  for (const char* place : {"1.jpg", "1.xmp", "Roof/1.jpg", "a/3.jpg", "Roof/2.jpg", ".clustering/trash/4.jpg"}) {
    world.Put(place, std::string("the content of ") + place);
  }
  world.SetContent(kLogFile, log);
  return WrongInGoingOn(std::move(world));
}

// A cache may be wrong in what it says; that costs no photo and no line, and it can be worked with.
std::string WrongWithCache(const char* file, const std::string& bytes) {
  World world = SortedWorld();
  world.SetContent(file, bytes);
  const std::multiset<std::string> contents = world.Contents();
  const std::string log = world.Content(kLogFile);
  MemoryHost host(world);
  if (host.session().disagreement()) host.Do(R"({"keep_folder":{}})");
  OverviewOf(host.session());
  FolderRows(host.state());
  host.state().Hash();
  if (!host.started().error) {
    for (const char* command :
         {R"({"undo":{"count":9}})", R"({"redo":{"count":9}})", R"({"create":{"cluster":"Новый"}})"}) {
      host.Do(command);
    }
    host.Settle();
  }
  if (world.Contents() != contents) return "a photo is lost or doubled";
  return world.Content(kLogFile).substr(0, log.size()) == log ? "" : "the log was changed";
}

template <class Message>
std::string WrongInJson(std::string_view text) {
  const Result<Message> read = FromJson<Message>(text);
  if (!read.ok()) return read.error().detail.empty() ? "refused without a reason" : "";
  const std::string written = ToJson(read.value());
  const Result<Message> again = FromJson<Message>(written);
  if (!again.ok()) return "what was written does not read: " + again.error().detail + ": " + written;
  return ToJson(again.value()) == written ? "" : "read and written again it is another one: " + written;
}

// A Command is carried out, undone and redone, or it is refused and nothing has happened.
std::string WrongInCommand(const Command& command) {
  World world = SortedWorld();
  const std::multiset<std::string> contents = world.Contents();
  MemoryHost host(world);
  const std::string before = host.state().Hash();
  const Outcome outcome = host.Do(command);
  const std::string after = host.state().Hash();
  if (world.Contents() != contents) return "a photo is lost or doubled";
  if (outcome.error && outcome.records.empty() && before != after) return "refused, and yet something was done";
  Opening bare = world.Open();
  bare.checkpoint.reset();
  if (HashOf(bare) != after) return "the log alone gives another State";
  const bool is_undo = std::holds_alternative<Undo>(command) || std::holds_alternative<Redo>(command);
  if (outcome.error || outcome.records.empty() || is_undo) return "";
  Undo undo;
  undo.run = host.state().history().steps().back().first;  // an undo without a number passes over the choice of a model
  host.Do(undo);
  if (host.state().Hash() != before) return "undo does not give the State from before";
  host.Do(R"({"redo":{}})");
  return host.state().Hash() == after ? "" : "redo does not give the State from after";
}

std::string WrongInEvent(const Event& event) {
  const std::unique_ptr<Session> session = Session::Open(SortedWorld().Open());
  const Result<std::unique_ptr<Follower>> follower =
      Follower::Open(SnapshotBytes(session->TakeSnapshot(event.event - 1)));
  if (!follower.ok()) return follower.error().detail;
  const Result<void> taken = follower.value()->Take(event);
  OverviewOf(follower.value()->session());
  return taken.ok() || !taken.error().detail.empty() ? "" : "refused without a reason";
}

// The checks of header and blocks made right.
std::string WithVectorChecks(std::string bytes) {
  const auto put = [&](std::size_t at, std::uint64_t check) { std::memcpy(bytes.data() + at, &check, sizeof check); };
  const std::string_view view = bytes;
  if (bytes.size() < kVectorFileHeader) return bytes;
  put(248, Xxh3_64(view.substr(0, 248)));
  put(504, Xxh3_64(view.substr(256, 248)));
  for (std::size_t at = kVectorFileHeader; at + 24 <= bytes.size();) {
    std::uint32_t size = 0;
    std::memcpy(&size, bytes.data() + at + 4, sizeof size);
    size = static_cast<std::uint32_t>(std::min<std::size_t>(size, bytes.size() - at - 24));
    std::memcpy(bytes.data() + at, "PCEB", 4);
    std::memcpy(bytes.data() + at + 4, &size, sizeof size);
    put(at + 8, Xxh3_64(view.substr(at + 24, size)));
    put(at + 16, Xxh3_64(view.substr(at, 16)));
    at += 24 + size;
  }
  return bytes;
}

std::string WrongInVectorFile(std::string_view bytes) {
  Matrix matrix;
  const Result<VectorFileContent> read = ReadVectorFile(bytes, matrix);
  if (WholeLength(bytes) > bytes.size()) return "more is whole than is there";
  if (!read.ok()) return read.error().detail.empty() ? "refused without a reason" : "";
  const VectorFileContent& content = read.value();
  const std::uint32_t dimension = content.head.dimension;
  if (content.good_length > bytes.size() || content.good_length < kVectorFileHeader)
    return "the good part is elsewhere";
  std::string again = VectorFileHeader(content.head);
  std::vector<VectorEntry> entries;
  for (std::size_t row = 0; row < matrix.row_count(); ++row) {
    const RowId id(static_cast<std::uint32_t>(row));
    if (!IsUnitVector(matrix.Row(id), dimension)) return "a vector was taken that is none";
    entries.push_back({matrix.fingerprint(id), matrix.Row(id), {}});
  }
  for (const NoVector& without : content.without) entries.push_back({without.fingerprint, {}, without.reason});
  if (!entries.empty()) again += VectorBlock(dimension, entries);
  Matrix same;
  const Result<VectorFileContent> written = ReadVectorFile(again, same);
  if (!written.ok() || same.row_count() != matrix.row_count() || written.value().without != content.without) {
    return "written again it is another one";
  }
  const VectorEntry one[] = {{{0x5eed, 0x5eed}, {}, "a reason"}};
  Matrix longer;
  const Result<VectorFileContent> appended =
      ReadVectorFile(std::string(bytes.substr(0, content.good_length)) + VectorBlock(dimension, one), longer);
  // A block that checks and does not fit together counts as far as it goes, and yet as damaged.
  const bool is_whole = content.damaged_blocks == 0;
  if (!appended.ok() || (is_whole && longer.row_count() != matrix.row_count()))
    return "what stands behind the good part hides it";
  const bool there = matrix.Find(one[0].fingerprint).has_value() ||
                     std::any_of(appended.value().without.begin(), appended.value().without.end(),
                                 [&](const NoVector& without) { return without.fingerprint == one[0].fingerprint; });
  return there ? "" : "what is appended is not read";
}

}  // namespace

const World& SortedWorld() {
  static const World sorted = [] {
    World world;
    for (const char* place : {"1.jpg", "1.xmp", "2.jpg", "3.jpg", "a/4.jpg", "a/Roof/5.jpg", "b/6.jpg"}) {
      world.Put(place, std::string("the content of ") + place);
    }
    MemoryHost host(world);
    for (const char* command :
         {R"({"assign":{"places":["1.jpg","2.jpg"],"cluster":"Roof"}})", R"({"trash":{"places":["3.jpg"]}})",
          R"({"rename":{"cluster":"Roof","name":"Снег"}})", R"({"settings":{"layout":"root","left_alone":["b"]}})",
          R"({"undo":{}})", R"({"shuffle":{"seed":3}})", R"({"skip":{"places":["a/4.jpg"]}})"}) {
      host.Do(command);
    }
    host.Settle();
    return world;
  }();
  return sorted;
}

std::string WrongInLog(std::string_view bytes) {
  for (const std::string& log : {std::string(bytes), WithChecks(bytes)}) {
    std::string wrong = WrongInReading(log);
    if (wrong.empty()) wrong = WrongInFolder(log);
    if (!wrong.empty()) return wrong;
  }
  return "";
}

std::string WrongInCheckpoint(std::string_view bytes) {
  const std::string log = SortedWorld().Content(kLogFile);
  (void)ReadCheckpoint(bytes, log).ok();
  const std::string sealed = WithSeal(SortedWorld().Content(kCheckpointFile), bytes);
  const Result<Checkpoint> read = ReadCheckpoint(sealed, log);
  if (!read.ok()) return read.error().detail.empty() ? "refused without a reason" : "";
  const std::string written = CheckpointBytes(read.value());
  const Result<Checkpoint> again = ReadCheckpoint(written, log);
  if (!again.ok() || CheckpointBytes(again.value()) != written) return "written again it is another one";
  return WrongWithCache(kCheckpointFile, sealed);
}

std::string WrongInCatalogue(std::string_view bytes) {
  (void)ReadCatalogue(bytes).ok();
  const std::string sealed = WithSeal(SortedWorld().Content(kCatalogueFile), bytes);
  const Result<Catalogue> read = ReadCatalogue(sealed);
  if (!read.ok()) return read.error().detail.empty() ? "refused without a reason" : "";
  const Result<Catalogue> again = ReadCatalogue(CatalogueBytes(read.value()));
  if (!again.ok() || again.value() != read.value()) return "written again it is another one";
  return WrongWithCache(kCatalogueFile, sealed);
}

std::string WrongInMessage(std::string_view text) {
  for (const std::string& wrong : {WrongInJson<Command>(text), WrongInJson<PageMessage>(text),
                                   WrongInJson<HelperMessage>(text), WrongInJson<Record>(text)}) {
    if (!wrong.empty()) return wrong;
  }
  if (const Result<Command> command = FromJson<Command>(text); command.ok()) return WrongInCommand(command.value());
  const Result<HelperMessage> message = FromJson<HelperMessage>(text);
  if (message.ok() && std::holds_alternative<Event>(message.value())) {
    return WrongInEvent(std::get<Event>(message.value()));
  }
  return "";
}

std::string WrongInVectors(std::string_view bytes) {
  const std::string wrong = WrongInVectorFile(bytes);
  return wrong.empty() ? WrongInVectorFile(WithVectorChecks(std::string(bytes))) : wrong;
}

bool AcceptsLog(std::string_view bytes) {
  const LogContent content = ReadLog(bytes);
  return !content.records.empty() && content.torn_bytes == 0;
}

bool AcceptsCheckpoint(std::string_view bytes) { return ReadCheckpoint(bytes, SortedWorld().Content(kLogFile)).ok(); }

bool AcceptsCatalogue(std::string_view bytes) { return ReadCatalogue(bytes).ok(); }

bool AcceptsMessage(std::string_view text) {
  return FromJson<Command>(text).ok() || FromJson<PageMessage>(text).ok() || FromJson<HelperMessage>(text).ok() ||
         FromJson<Record>(text).ok();
}

bool AcceptsVectors(std::string_view bytes) {
  Matrix matrix;
  const Result<VectorFileContent> read = ReadVectorFile(bytes, matrix);
  return read.ok() && matrix.row_count() > 0 && read.value().damaged_blocks == 0 && read.value().refused_vectors == 0 &&
         read.value().good_length == bytes.size();
}

}  // namespace photocluster::test
