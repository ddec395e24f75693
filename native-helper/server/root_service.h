#pragma once
#include <sys/stat.h>

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "native-helper/host/folder_watch_linux.h"
#include "native-helper/host/root.h"
#include "native-helper/server/event_ring.h"
#include "native-helper/server/net.h"
#include "native-helper/server/task_thread.h"

namespace photocluster {

// The strand of one root: the thread that owns it, and what follows from that. Every Command is carried out here, one
// after the other, and what became of it is told to all pages as numbered events.
//
// A root that vanishes while it is served (a drive is pulled) answers every Command with one error; when a folder is
// at its path again it is opened again.
class RootService {
 public:
  RootService(std::shared_ptr<Root> root, Root::Options options);
  ~RootService() { Stop(); }

  // Any thread.
  void Post(TaskThread::Task task) { strand_.Post(std::move(task)); }
  void Stop() { strand_.Stop(); }
  const std::string& run() const { return run_; }  // random, of this start

  // The strand only, from here on.
  Root& root() { return *root_; }
  const std::shared_ptr<Root>& shared_root() const { return root_; }
  const EventRing& events() const { return events_; }

  Outcome Do(Command command);
  Outcome NoticeChanges();
  // Looks for what other programs did to the folder since the last time, and takes it over when they rest.
  void LookAround();
  // Does so every second, once the first page has had its time.
  void Watch();
  void Settle();
  void Publish(Event event);
  // Called after each Command, and when the root was opened again.
  void SetListener(std::function<void()> changed) { changed_ = std::move(changed); }

  // Called with what became of each Command.
  void SetReporter(std::function<void(const Outcome&)> report) { report_ = std::move(report); }
  std::size_t page_count() const { return pages_.size(); }

  // Says welcome, then sends what a page lacks and whatever comes.
  void AddPage(const std::shared_ptr<WebSocket>& page, const Hello& hello,
               const std::optional<EmbeddingProgress>& embedding);
  void RemovePage(const WebSocket* page) { pages_.erase(page); }

 private:
  std::optional<Error> Absence();
  void PublishOutcome(const Outcome& outcome, bool remade);
  void PublishReset();  // what pages follow was made anew; with all that is to be told
  void SettleSoon();
  void LookSoon(std::chrono::milliseconds pause);
  bool KeepNotices();
  std::vector<Notice> Told() const;

  std::shared_ptr<Root> root_;
  Root::Options options_;
  std::string run_;
  struct stat identity_ {};  // of the folder that root_ was opened in
  EventRing events_;
  std::map<const WebSocket*, std::shared_ptr<WebSocket>> pages_;
  std::vector<Notice> notices_;
  std::function<void()> changed_;
  std::function<void(const Outcome&)> report_;
  std::string model_;            // that pages know of
  bool interrupted_ = false;     // a Command ended on its way: the next one begins by finding out where the files are
  std::uint64_t settlings_ = 0;  // asked for
  std::unique_ptr<FolderWatch> watch_;
  int looks_ = 0;         // since the folder was listed
  bool differs_ = false;  // what is shown is not what the folder holds
  TaskThread strand_;     // last: it uses all of the above
};

}  // namespace photocluster
