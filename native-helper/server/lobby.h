#pragma once
#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "native-helper/server/page_socket.h"
#include "native-helper/server/task_thread.h"

namespace photocluster {

// The pages of a helper that has no folder yet: they are offered some, and the first choice is opened for all of them.
class Lobby : public PageListener {
 public:
  // Both are called on the lobby's thread.
  struct Doors {
    std::function<Offers()> offers;
    std::function<bool(const std::string& path)> was_open;  // and may be chosen though it is not there now
    // Opens a path that was offered; may take seconds. Gives who takes what the pages say from then on.
    std::function<Result<PageListener*>(const std::string& path)> open;
  };
  explicit Lobby(Doors doors) : doors_(std::move(doors)) {}

  void OnMessage(const std::shared_ptr<WebSocket>& page, PageMessage message) override;
  void OnGone(const std::shared_ptr<WebSocket>& page) override;
  // All pages, and those to come, are `next`'s from now on. Any thread.
  void Leave(PageListener& next);
  void Stop() { strand_.Stop(); }

 private:
  void Greet(const std::shared_ptr<WebSocket>& page, const Hello& hello);
  void Answer(const std::shared_ptr<WebSocket>& page, const Request& request);
  void Refuse(const std::shared_ptr<WebSocket>& page, const Request& request);
  void HandOver(PageListener& next);
  Result<void> Open(const std::string& path);

  Doors doors_;
  std::map<WebSocket*, std::pair<std::shared_ptr<WebSocket>, Hello>> pages_;
  PageListener* next_ = nullptr;
  std::atomic<bool> is_left_ = false;  // what pages say from now on is for `next_`
  TaskThread strand_;                  // last: it uses all of the above
};

}  // namespace photocluster
