#include "native-helper/server/root_service.h"

#include <algorithm>
#include <chrono>
#include <span>
#include <utility>
#include <variant>

#include "native-helper/host/random_id.h"
#include "native-helper/server/static_files.h"
#include "shared/base/archive_json.h"
#include "shared/base/path.h"
#include "shared/journal/file_names.h"

namespace photocluster {
namespace {

constexpr auto kRestBeforeSettling = std::chrono::milliseconds(500);
constexpr auto kFirstLook = std::chrono::seconds(5);
constexpr auto kLookEvery = std::chrono::seconds(1);
constexpr int kMostLooksBeforeListing = 10;  // while another program goes on
constexpr int kLooksWithoutWatch = 60;       // between listings where nothing tells of changes
// Of one event: what a page reads at once, about half a megabyte.
constexpr std::size_t kRecordsAnEvent = 1000;

std::shared_ptr<const std::string> Text(HelperMessage message) {
  return std::make_shared<const std::string>(ToJson(message));
}

Outcome Refused(Error error) {
  Outcome outcome;
  outcome.error = std::move(error);
  return outcome;
}

}  // namespace

RootService::RootService(std::shared_ptr<Root> root, Root::Options options)
    : root_(std::move(root)), options_(options), run_(RandomId()), model_(root_->session().state().settings().model()) {
  stat(root_->path().c_str(), &identity_);
  KeepNotices();
}

// Gives whether there were any.
bool RootService::KeepNotices() {
  std::vector<Notice> notices = root_->TakeNotices();
  for (Notice& notice : notices) notices_.push_back(std::move(notice));
  return !notices.empty();
}

std::vector<Notice> RootService::Told() const {
  std::vector<Notice> told = notices_;
  if (const auto& disagreement = root_->session().disagreement()) {
    told.push_back({.code = NoticeCode::kDisagrees, .sentence = disagreement->detail, .detail = disagreement->detail});
  }
  return told;
}

// Why nothing can be done now; nothing when the folder is there. A drive that was plugged in again is another folder
// at the same path.
std::optional<Error> RootService::Absence() {
  struct stat now {};
  const std::string path = root_->path();
  if (stat(path.c_str(), &now) != 0 || !S_ISDIR(now.st_mode)) {
    return Error{ErrorCode::kNotFound,
                 path + " is not there any more: bring it back and go on, nothing that was decided is lost"};
  }
  if (now.st_dev == identity_.st_dev && now.st_ino == identity_.st_ino) return std::nullopt;
  struct stat log {};
  if (root_->session().last_seq() > 0 && stat((path + "/" + kLogFile).c_str(), &log) != 0) {
    // An empty mount point, most likely: nothing is begun there.
    return Error{ErrorCode::kNotFound, path + " is another folder now: bring the photos back and go on"};
  }
  Result<std::unique_ptr<Root>> opened = Root::Open(path, options_);
  if (!opened.ok()) return opened.error();
  root_ = std::move(opened).value();
  watch_.reset();
  identity_ = now;
  interrupted_ = false;
  notices_.clear();
  KeepNotices();
  PublishReset();
  if (changed_) changed_();
  return std::nullopt;
}

Outcome RootService::Do(Command command) {
  if (const std::optional<Error> absence = Absence()) return Refused(*absence);
  const bool remakes = std::holds_alternative<CarryOut>(command) || std::holds_alternative<KeepFolder>(command);
  Outcome outcome = root_->Do(std::move(command));
  PublishOutcome(outcome, remakes && !outcome.error);
  if (report_) report_(outcome);
  if (changed_) changed_();
  SettleSoon();
  return outcome;
}

Outcome RootService::NoticeChanges() {
  if (const std::optional<Error> absence = Absence()) return Refused(*absence);
  Outcome outcome = root_->NoticeChanges();
  PublishOutcome(outcome, false);
  return outcome;
}

// Where the catalogue was made anew its photos have other numbers: a page cannot follow, and begins again.
void RootService::PublishOutcome(const Outcome& outcome, bool remade) {
  const bool is_more_told = KeepNotices();
  remade = root_->session().TakeBeyondRecords() || remade;
  remade = std::exchange(interrupted_, outcome.error && !outcome.records.empty()) || remade;
  if (remade) return PublishReset();
  if (is_more_told) {
    Event event;
    event.told = Told();
    Publish(std::move(event));
  }
  const std::vector<Record>& records = outcome.records;
  for (std::size_t i = 0; i < records.size(); i += kRecordsAnEvent) {
    const auto part = std::span(records).subspan(i, std::min(kRecordsAnEvent, records.size() - i));
    Event event;
    event.records.assign(part.begin(), part.end());
    Publish(std::move(event));
  }
  const State& state = root_->session().state();
  if (std::exchange(model_, state.settings().model()) == model_ || model_.empty()) return;
  Event event;
  event.vectors = VectorsStored{model_, state.vectors().row_count()};
  Publish(std::move(event));
}

void RootService::PublishReset() {
  Event event;
  event.reset = true;
  event.told = Told();
  Publish(std::move(event));
}

void RootService::Publish(Event event) {
  const EventRing::Text text = events_.Add(std::move(event));
  for (const auto& [key, page] : pages_) page->Send(text);
}

void RootService::SettleSoon() {
  const std::uint64_t asked = ++settlings_;
  strand_.PostAfter(kRestBeforeSettling, [this, asked] {
    if (asked == settlings_) Settle();
  });
}

void RootService::Watch() { LookSoon(kFirstLook); }

void RootService::LookSoon(std::chrono::milliseconds pause) {
  strand_.PostAfter(pause, [this] {
    LookAround();
    LookSoon(kLookEvery);
  });
}

// A card that is being copied here is not listed after each photo: what differs is taken over when nothing was touched
// for a second, or after some.
void RootService::LookAround() {
  if (Absence()) return;
  ++looks_;
  bool is_calm = true;
  if (!watch_) {
    Result<std::unique_ptr<FolderWatch>> opened = FolderWatch::Open(root_->path(), root_->folders());
    if (opened.ok()) watch_ = std::move(opened).value();
    differs_ = differs_ || opened.ok() || looks_ >= kLooksWithoutWatch;  // what came before the watch
  } else if (const std::optional<FolderWatch::Touched> touched = watch_->Take()) {
    is_calm = touched->files.empty() && touched->folders.empty();
    differs_ = differs_ || !root_->IsAsShown(touched->files, touched->folders);
  } else {
    watch_.reset();
    differs_ = true;
  }
  if (!differs_ || (!is_calm && looks_ < kMostLooksBeforeListing)) return;
  differs_ = false;
  looks_ = 0;
  const std::optional<Outcome> outcome = root_->ListAnew();
  if (!outcome) return;
  PublishOutcome(*outcome, true);
  if (changed_) changed_();
  SettleSoon();
}

// An error is tried again after the next Command; the log has everything.
void RootService::Settle() {
  if (Absence()) return;
  const Outcome outcome = root_->Settle();
  if (!outcome.records.empty() || interrupted_) PublishOutcome(outcome, false);
}

void RootService::AddPage(const std::shared_ptr<WebSocket>& page, const Hello& hello,
                          const std::optional<EmbeddingProgress>& embedding) {
  Welcome welcome;
  welcome.protocol = kProtocolVersion;
  welcome.program = ProgramPath();
  welcome.run = run_;
  welcome.event = events_.newest();
  welcome.root = FileName(root_->path());
  welcome.path = root_->path();
  welcome.told = Told();
  const State& state = root_->session().state();
  if (state.vectors().row_count() > 0) {
    welcome.vectors = VectorsStored{state.settings().model(), state.vectors().row_count()};
  }
  welcome.embedding = embedding;
  if (hello.protocol != kProtocolVersion) {
    page->Send(Text(welcome));
    return page->Close();
  }
  std::optional<std::vector<EventRing::Text>> missed;
  if (hello.run == run_ && hello.event) missed = events_.After(*hello.event);
  welcome.snapshot = !missed;
  page->Send(Text(welcome));
  for (const EventRing::Text& text : missed.value_or(std::vector<EventRing::Text>())) page->Send(text);
  pages_.emplace(page.get(), page);
}

}  // namespace photocluster
