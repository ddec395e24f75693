#include "tests/support/scenario.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <set>
#include <sstream>

#include "shared/base/archive_json.h"
#include "shared/base/hash.h"
#include "shared/journal/file_names.h"
#include "shared/journal/record_line.h"
#include "shared/session/view.h"
#include "tests/support/log_meaning.h"
#include "tests/support/session_checks.h"

namespace photocluster::test {
namespace {

std::string NameOf(ErrorCode code) {
  const std::string text = ToJson(code);
  return text.substr(1, text.size() - 2);
}

std::string Refusal(const Error& error) { return NameOf(error.code) + ": " + error.detail; }

// The bits of a score: what six decimals would hide.
std::string Bits(double number) {
  std::uint64_t bits = 0;
  std::memcpy(&bits, &number, sizeof bits);
  std::string digits(16, '0');
  for (std::size_t i = digits.size(); i-- > 0; bits >>= 4) digits[i] = "0123456789abcdef"[bits & 0xf];
  return digits;
}

// What stands behind the first word of a step.
std::string Rest(const std::string& step) {
  const std::size_t space = step.find(' ');
  return space == std::string::npos ? "" : step.substr(space + 1);
}

class Runner {
 public:
  // Carries one step out; what came of it is said to trace_.
  std::vector<std::string> Take(const std::string& step) {
    trace_.clear();
    std::istringstream in(step);
    std::string word, first, second;
    in >> word >> first >> second;
    if (step.front() == '{') {
      Report([&] { return Command(step); });
    } else if (!Folder(word, first, second, step) && !Log(word, step) && !Disturb(word, second) &&
               !Ask(word, first, second)) {
      Drive(word, first, step);
    }
    if (world_.dead() && word != "die") {
      Say("the program was killed");
      Close();
    }
    return trace_;
  }

  std::string Content(const char* file) const { return world_.Has(file) ? world_.Content(file) : ""; }

 private:
  void Say(std::string line) { trace_.push_back(std::move(line)); }
  void Close() {
    host_.reset();
    world_.DieAfter(std::nullopt);
  }

  // Other programs, in the folder.
  bool Folder(const std::string& word, const std::string& first, const std::string& second, const std::string& step) {
    if (word == "put") {
      std::istringstream places(Rest(step));
      for (std::string place; places >> place;) world_.Put(place, "the content of " + place);
    } else if (word == "same") {
      world_.Put(first, world_.Content(second));
    } else if (word == "remove") {
      world_.Remove(first);
    } else if (word == "rename") {
      world_.Rename(first, second);
    } else if (word == "edit") {
      world_.SetContent(first, world_.Content(first) + ", edited");
    } else {
      return false;
    }
    unseen_ = host_ != nullptr;
    by_hand_ = by_hand_ || world_.Has(kLogFile);
    return true;
  }

  // Whoever writes into the log does so while no Session has it.
  bool Log(const std::string& word, const std::string& step) {
    const auto append = [&](const char* file, const std::string& text) {
      Close();
      world_.SetContent(file, Content(file) + text);
      return true;
    };
    const auto line_of = [](const std::string& json) {
      const Result<Record> record = FromJson<Record>(json);
      EXPECT_TRUE(record.ok()) << json;
      return record.ok() ? RecordLine(record.value()) : "";
    };
    if (word == "line") return append(kLogFile, Rest(step) + "\n");
    if (word == "torn") return append(kLogFile, Rest(step));
    if (word == "record") return append(kLogFile, line_of(Rest(step)));
    if (word == "pending") return append(kPendingFile, line_of(Rest(step)));
    if (word != "flip") return false;
    std::string log = Content(kLogFile);
    std::size_t at = 0;
    for (int line = std::stoi(Rest(step)); line > 1; --line) at = log.find('\n', at) + 1;
    log[at + 10] ^= 1;
    Close();
    world_.SetContent(kLogFile, log);
    return true;
  }

  bool Disturb(const std::string& word, const std::string& second) {
    if (word == "fail") {
      world_.FailMoveTo(second, {ErrorCode::kIo, "the disk is bad"});
    } else if (word == "stranger") {
      world_.StrangerAt(second);
      has_strangers_ = true;
      unseen_ = true;
    } else if (word == "stop") {
      Host().StopAfter(std::stoi(second));
    } else if (word == "die") {
      world_.DieAfter(std::stoi(second));
    } else {
      return false;
    }
    return true;
  }

  bool Ask(const std::string& word, const std::string& first, const std::string& second) {
    if (word == "suggest") {
      const PhotoId id = Host().state().Find(first);
      const std::optional<PlannedPhoto> planned = id.has_value() ? Host().session().Suggest(id) : std::nullopt;
      Say(planned ? InWords(*planned) : "nothing");
    } else if (word == "plan") {
      const AutoRule rule{std::stod(first), std::stoi(second)};
      for (const PlannedPhoto& planned : Host().session().PlanPhotos(rule)) Say(InWords(planned));
    } else if (word == "look") {
      Say(ToJson(OverviewOf(Host().session())));
    } else if (word == "files") {
      for (const std::string& place : world_.Photos()) Say(place);
    } else {
      return false;
    }
    return true;
  }

  std::string InWords(const PlannedPhoto& planned) {
    const PlanRow row = Host().session().InWords(planned);
    return row.place + " to " + row.cluster + " " + ToJson(row.score) + " (" + Bits(planned.suggestion.score) + ")" +
           (row.second.empty() ? ""
                               : ", then " + row.second + " " + ToJson(row.second_score) + " (" +
                                     Bits(planned.suggestion.second_score) + ")");
  }

  // What the program itself does beside Commands.
  void Drive(const std::string& word, const std::string& first, const std::string& step) {
    if (word == "open") {
      Close();
      if (first == "bare" && world_.Has(kCheckpointFile)) world_.Remove(kCheckpointFile);
      Open(first != "elsewhere");
      State();
    } else if (word == "settle") {
      Report([&] { return Host().Settle(); });
    } else if (word == "notice") {
      Report([&] { return Host().Notice(); });
    } else if (word == "embed") {
      std::map<std::string, int> groups;
      std::istringstream pairs(Rest(step));
      for (std::string pair; pairs >> pair;) {
        const std::size_t equal = pair.find('=');
        groups[pair.substr(0, equal)] = std::stoi(pair.substr(equal + 1));
      }
      Host().Embed(groups);
      State();
    } else {
      ADD_FAILURE() << "no step: " << step;
    }
  }

  void Open(bool same_place) {
    const std::unique_ptr<Session> looked = Session::Open(world_.Open(same_place));
    const OpenReport& report = looked->report();
    for (const LogProblem& problem : report.problems) {
      Say("line " + std::to_string(problem.line) + " at byte " + std::to_string(problem.offset) + ": " +
          problem.reason);
    }
    for (const LogProblem& problem : report.pending_problems) {
      Say("pending line " + std::to_string(problem.line) + ": " + problem.reason);
    }
    if (report.torn_bytes > 0) Say("torn: " + std::to_string(report.torn_bytes) + " bytes");
    for (const std::string& cache : report.damaged_caches) Say("damaged: " + cache);
    host_ = std::make_unique<MemoryHost>(world_, same_place);
    unseen_ = false;
    Say(host_->started());
    if (host_->session().disagreement()) Say("disagreement " + Refusal(*host_->session().disagreement()));
  }
  MemoryHost& Host() {
    if (!host_) Open(true);
    return *host_;
  }

  void Say(const Outcome& outcome) {
    for (const Record& record : outcome.records) Say(test::InShort(record));
    for (const Failure& failure : outcome.failures) {
      Say("failed " + std::to_string(failure.seq) + " " + failure.place + " " + Refusal(failure.error));
    }
    for (const std::string& place : outcome.kept) Say("kept " + place);
    if (outcome.error) Say("refused " + Refusal(*outcome.error));
    SayDone(outcome.records);
  }

  // What was done to files beside what the records of the step say.
  void SayDone(const std::vector<Record>& records) {
    std::multiset<std::string> said;
    for (const Record& record : records) {
      said.insert(record.src + " -> " + record.dst);
      for (const CompanionMove& move : record.companions) said.insert(move.src + " -> " + move.dst);
      for (const CopyMove& copy : record.copies) {
        said.insert(copy.of.empty() ? copy.src + " -> " + copy.dst : copy.of + " => " + copy.dst);
      }
    }
    for (const std::string& done : world_.TakeDone()) {
      const auto at = said.find(done);
      if (at == said.end()) {
        Say("and " + done);
      } else {
        said.erase(at);
      }
    }
  }

  Outcome Command(const std::string& json) {
    const Result<photocluster::Command> command = FromJson<photocluster::Command>(json);
    if (command.ok()) return Host().Do(command.value());
    Outcome outcome;
    outcome.error = command.error();
    return outcome;
  }

  // Each photo's content is there as often as before the step. One more: a stranger that came meanwhile, or a copy that
  // is nobody's since a person removed the one of its photo.
  void CheckContents(const std::multiset<std::string>& before, const Outcome& outcome) {
    const bool empties = std::any_of(outcome.records.begin(), outcome.records.end(),
                                     [](const Record& r) { return r.op == Op::kEmptied; });
    if (empties) return;
    const std::multiset<std::string> now = ContentsWithoutCopies(world_, host_->state());
    EXPECT_TRUE(std::includes(now.begin(), now.end(), before.begin(), before.end())) << "a photo is lost";
    const bool may_grow = has_strangers_ || by_hand_;
    if (!may_grow) {
      EXPECT_EQ(now.size(), before.size()) << "a photo is doubled";
    }
  }

  // A step that may write: what came of it, and that one who follows the records comes to the same.
  template <class Step>
  void Report(Step&& step) {
    Host();
    const Result<Snapshot> snapshot = ReadSnapshot(SnapshotBytes(host_->session().TakeSnapshot(0)));
    const std::multiset<std::string> contents = ContentsWithoutCopies(world_, host_->state());
    const Outcome outcome = step();
    Say(outcome);
    if (world_.dead()) return;
    CheckContents(contents, outcome);
    State();
    // Who follows is told to begin anew when the folder was looked at again.
    if (!snapshot.ok() || host_->session().TakeBeyondRecords() || outcome.records.empty()) return;
    if (std::any_of(outcome.records.begin(), outcome.records.end(),
                    [](const Record& r) { return r.op == Op::kFound; })) {
      return;
    }
    const std::unique_ptr<Session> follower = Session::Open(snapshot.value());
    GiveVectors(*follower);
    const Result<void> followed = follower->Follow(outcome.records);
    if (follower->state().vectors().dimension() == 0) GiveVectors(*follower);
    if (!followed.ok()) Say("WRONG: a follower refuses the records: " + followed.error().detail);
    if (follower->state().Hash() != host_->state().Hash()) Say("WRONG: a follower has another State");
  }

  void State() {
    const photocluster::State& state = host_->state();
    Say("= " + InWords(state.totals()) + "; " + Clusters(OverviewOf(host_->session())) + state.Hash());
    if (unseen_) return;
    const std::string contradiction = by_hand_ ? "" : Contradiction(world_, state);
    if (!contradiction.empty()) Say("WRONG: " + contradiction);
    Opening opening = world_.Open();
    opening.checkpoint.reset();
    opening.catalogue = CatalogueBytes(CatalogueOf(state));
    const std::unique_ptr<Session> replayed = Session::Open(std::move(opening));
    GiveVectors(*replayed);
    if (replayed->state().Hash() != state.Hash()) Say("WRONG: the log alone gives another State");
  }

  static std::string InWords(const Totals& totals) {
    const std::pair<const char*, std::uint64_t> counts[] = {
        {"queue", totals.queue},         {"manual", totals.manual},     {"auto", totals.automatic},
        {"adopted", totals.adopted},     {"imported", totals.imported}, {"trashed", totals.trashed},
        {"not shown", totals.not_shown}, {"missing", totals.missing}};
    std::string words;
    for (const auto& [name, count] : counts) {
      if (count > 0) words += std::string(words.empty() ? "" : ", ") + name + " " + std::to_string(count);
    }
    return words.empty() ? "no photo" : words;
  }

  static std::string Clusters(const Overview& overview) {
    std::string words;
    for (const ClusterRow& row : overview.clusters) {
      words += row.name + " " + std::to_string(row.count) + "/" + std::to_string(row.vectors) + "; ";
    }
    return words;
  }

  void GiveVectors(Session& session) const {
    Matrix vectors(host_->state().vectors().dimension());
    for (const auto& [fingerprint, vector] : world_.vectors) vectors.Add(fingerprint, vector);
    session.UseVectors(std::move(vectors), {});
  }

  World world_;
  std::unique_ptr<MemoryHost> host_;
  bool unseen_ = false;  // the folder was changed since the Session looked at it
  bool has_strangers_ = false;
  bool by_hand_ = false;  // it was ever: an edited photo is another one, a folder may be left empty
  std::vector<std::string> trace_;
};

}  // namespace

ScenarioRun RunScenario(std::string_view text) {
  Runner runner;
  ScenarioRun run;
  std::istringstream in{std::string(text)};
  for (std::string line; std::getline(in, line);) {
    if (line.substr(0, 2) == "  ") continue;  // what came of it when the text was written
    run.text += line + "\n";
    if (line.empty() || line.front() == '#') continue;
    for (const std::string& said : runner.Take(line)) run.text += "  " + said + "\n";
  }
  run.log = runner.Content(kLogFile);
  run.pending = runner.Content(kPendingFile);
  return run;
}

}  // namespace photocluster::test
