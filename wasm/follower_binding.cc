// What JavaScript may ask of a Follower. Rows come as JSON text, made by the serialize() that also makes their types in
// protocol.gen.ts; bytes are copied into the module once.
#include <emscripten/bind.h>

#include <memory>

#include "shared/base/archive_json.h"
#include "shared/session/decide.h"
#include "shared/session/follower.h"
#include "shared/session/waiting.h"
#include "wasm/js_values.h"

namespace photocluster {
namespace {

using emscripten::val;

val OpenFollower(const val& snapshot) {
  Result<std::unique_ptr<Follower>> opened = Follower::Open(BytesFromJs(snapshot));
  if (!opened.ok()) return ErrorToJs(opened.error());
  val object = val::object();
  object.set("value", std::shared_ptr<Follower>(std::move(opened).value()));
  return object;
}

double EventOf(const Follower& follower) { return static_cast<double>(follower.event()); }

val Take(Follower& follower, const std::string& text) {
  const Result<Event> event = FromJson<Event>(text, text.size());
  return ToJs(event.ok() ? follower.Take(event.value()) : Result<void>(event.error()));
}

double VectorCount(const Follower& follower) { return static_cast<double>(follower.vector_count()); }
void BeginVectors(Follower& follower, double expected) { follower.BeginVectors(static_cast<std::size_t>(expected)); }
val TakeVectors(Follower& follower, const val& piece) { return ToJs(follower.TakeVectors(BytesFromJs(piece))); }

std::string OverviewJson(const Follower& follower) { return ToJson(OverviewOf(follower.session())); }
std::string QueueJson(const Follower& follower, unsigned from, unsigned count) {
  return ToJson(QueueRows(follower.session().state(), from, count));
}
std::string PhotoJson(const Follower& follower, const std::string& place) {
  const std::optional<PhotoRow> row = RowAt(follower.session().state(), place);
  return row ? ToJson(*row) : "null";
}
std::string NotShownJson(const Follower& follower) { return ToJson(NotShownRows(follower.session().state())); }
std::string SuggestionJson(Follower& follower, const std::string& place, unsigned examples) {
  const std::optional<SuggestionRow> row = SuggestionFor(follower.session(), place, examples);
  return row ? ToJson(*row) : "null";
}
std::string PlanJson(Follower& follower, double threshold, int min_samples, unsigned from, unsigned count) {
  return ToJson(follower.Plan({.threshold = threshold, .min_samples = min_samples}, from, count));
}
std::string PlanCommandJson(const Follower& follower) { return ToJson(Command(follower.PlanCommand())); }
std::string WaitingJson(const Follower& follower) {
  return ToJson(Command(MoveWaiting{WaitingFiles(follower.session().state())}));
}
std::string RelayoutJson(const Follower& follower) {
  return ToJson(Command(Relayout{MovesOf(DraftRelayout(follower.session().state()))}));
}
std::string FoldersJson(const Follower& follower) { return ToJson(FolderRows(follower.session().state())); }
std::string LayoutsJson(const Follower& follower, const std::string& place, const std::string& cluster) {
  return ToJson(LayoutRows(follower.session().state(), place, cluster));
}
std::string ModelFigureJson(const Follower& follower, unsigned most) {
  return ToJson(ModelFigureOf(follower.session().state(), most));
}
bool IsInForce(const Follower& follower, double seq) {
  const std::optional<Past> past = follower.session().state().history().Find(static_cast<Seq>(seq));
  return past && past->undone == 0;
}
std::string Hash(const Follower& follower) { return follower.session().state().Hash(); }

EMSCRIPTEN_BINDINGS(photocluster_follower) {
  emscripten::class_<Follower>("Follower")
      .smart_ptr<std::shared_ptr<Follower>>("Follower")
      .function("event", &EventOf)
      .function("take", &Take)
      .function("vectorCount", &VectorCount)
      .function("beginVectors", &BeginVectors)
      .function("takeVectors", &TakeVectors)
      .function("endVectors", &Follower::EndVectors)
      .function("overview", &OverviewJson)
      .function("queue", &QueueJson)
      .function("photo", &PhotoJson)
      .function("notShown", &NotShownJson)
      .function("suggestion", &SuggestionJson)
      .function("plan", &PlanJson)
      .function("planCommand", &PlanCommandJson)
      .function("waiting", &WaitingJson)
      .function("relayout", &RelayoutJson)
      .function("folders", &FoldersJson)
      .function("layouts", &LayoutsJson)
      .function("modelFigure", &ModelFigureJson)
      .function("isInForce", &IsInForce)
      .function("hash", &Hash);
  emscripten::function("openFollower", &OpenFollower);
}

}  // namespace
}  // namespace photocluster
