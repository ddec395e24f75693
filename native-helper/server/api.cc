#include "native-helper/server/api.h"

#include <algorithm>
#include <utility>

#include "native-helper/server/answers.h"
#include "native-helper/server/log_pages.h"
#include "native-helper/server/vector_stream.h"
#include "shared/base/archive_json.h"
#include "shared/journal/file_names.h"
#include "shared/session/snapshot.h"

namespace photocluster {
namespace {

// What scripts and tests compare.
struct Position {
  std::uint64_t event = 0;
  std::string hash;
  Seq seq = 0;
  Seq settled = 0;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(event), NVP(hash), NVP(seq), NVP(settled));
  }
};

void AnswerState(RootService& root, const Respond& respond) {
  root.Post([&root, respond] {
    const Session& session = root.root().session();
    respond(JsonAnswer(
        ToJson(Position{root.events().newest(), session.state().Hash(), session.last_seq(), session.settled()})));
  });
}

// How far the embedding is stands in no State: it is told once more, in the first event after the snapshot.
void AnswerSnapshot(RootService& root, TaskPool& pool, const Respond& respond) {
  root.Post([&root, &pool, respond] {
    auto snapshot = std::make_shared<Snapshot>(root.root().session().TakeSnapshot(root.events().newest()));
    pool.Post([snapshot, respond] {
      HttpResponse response = BinaryAnswer();
      response.body = SnapshotBytes(*snapshot);
      respond(std::move(response));
    });
  });
}

void AnswerVectors(RootService& root, const Target& target, const Respond& respond) {
  const std::string* const model = target.Find("model");
  const std::optional<std::uint64_t> from = target.Number("from", 0);
  if (!model || !from) return respond(FaultAnswer({ErrorCode::kBadInput, "wanted is vectors?model=ID&from=N"}));
  root.Post([&root, model = *model, from = *from, respond] { respond(VectorStream(root, model, from)); });
}

void AnswerLog(RootService& root, TaskPool& pool, const Target& target, const Respond& respond) {
  const std::optional<std::uint64_t> before = target.Number("before", 0);
  const std::optional<std::uint64_t> count = target.Number("count", 100);
  if (!before || !count || *count > kMostRecords) {
    return respond(FaultAnswer({ErrorCode::kBadInput, "wanted is log?before=SEQ&count=N, N at most 1000"}));
  }
  root.Post([&root, &pool, before = *before, count = *count, respond] {
    Journal& journal = root.root().journal();
    const auto read = [&journal](std::uint64_t from, std::size_t size) {
      return journal.ReadPart(kLogFile, from, size);
    };
    auto page = std::make_shared<Result<std::vector<Record>>>(
        RecordsBefore(read, root.root().session().log_bytes(), before, count));
    pool.Post(
        [page, respond] { respond(page->ok() ? JsonAnswer(ToJson(page->value())) : FaultAnswer(page->error())); });
  });
}

// Commands as lines of JSON, one after the other on the strand, others' in between; the first that is refused is the
// last.
struct Batch {
  RootService& root;
  std::string lines;
  Respond respond;
  std::string outcomes = {};
  std::size_t at = 0;
};

void DoNext(const std::shared_ptr<Batch>& batch) {
  std::string_view line;
  while (line.find_first_not_of(" \t\r") == line.npos && batch->at < batch->lines.size()) {
    const std::size_t end = std::min(batch->lines.find('\n', batch->at), batch->lines.size());
    line = std::string_view(batch->lines).substr(batch->at, end - batch->at);
    batch->at = end + 1;
  }
  const bool is_done = line.find_first_not_of(" \t\r") == line.npos;
  bool is_refused = false;
  if (!is_done) {
    Result<Command> command = FromJson<Command>(line, kMaxBodyBytes);
    Outcome outcome;
    if (command.ok()) {
      outcome = batch->root.Do(std::move(command).value());
    } else {
      outcome.error = command.error();
    }
    is_refused = outcome.error || !outcome.failures.empty();
    batch->outcomes += ToJson(outcome) + "\n";
  }
  if (!is_done && !is_refused) return batch->root.Post([batch] { DoNext(batch); });
  HttpResponse response = JsonAnswer(std::move(batch->outcomes));
  response.headers.front().value = "application/x-ndjson";
  batch->respond(std::move(response));
}

}  // namespace

void AddApiRoutes(Router& router, RootService& root, TaskPool& pool) {
  using Ask = const HttpRequest&;
  using At = const Target&;
  router.Add("GET", "/api/v1/state", [&root](Ask, At, const Respond& respond) { AnswerState(root, respond); });
  router.Add("GET", "/api/v1/snapshot",
             [&root, &pool](Ask, At, const Respond& respond) { AnswerSnapshot(root, pool, respond); });
  router.Add("GET", "/api/v1/vectors",
             [&root](Ask, At target, const Respond& respond) { AnswerVectors(root, target, respond); });
  router.Add("GET", "/api/v1/log",
             [&root, &pool](Ask, At target, const Respond& respond) { AnswerLog(root, pool, target, respond); });
  router.Add("POST", "/api/v1/commands", [&root](Ask request, At, const Respond& respond) {
    auto batch = std::make_shared<Batch>(Batch{root, request.body, respond});
    root.Post([batch] { DoNext(batch); });
  });
}

}  // namespace photocluster
