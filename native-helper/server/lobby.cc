#include "native-helper/server/lobby.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "native-helper/server/static_files.h"

namespace photocluster {
namespace {

bool IsOffered(const Offers& offers, const std::string& path) {
  return !path.empty() && (path == offers.here || path == offers.demo ||
                           std::any_of(offers.recent.begin(), offers.recent.end(),
                                       [&](const RecentFolder& folder) { return folder.path == path; }));
}

}  // namespace

// What a page says while a folder is being opened waits here, and was said without seeing that folder: only a hello is
// passed on.
void Lobby::OnMessage(const std::shared_ptr<WebSocket>& page, PageMessage message) {
  strand_.Post([this, page, message = std::move(message), is_left = is_left_.load()]() mutable {
    const auto* hello = std::get_if<Hello>(&message);
    if (next_ && (hello || is_left)) return next_->OnMessage(page, std::move(message));
    if (hello) return Greet(page, *hello);
    const Request& request = std::get<Request>(message);
    if (next_ || !request.open) return Refuse(page, request);
    Answer(page, request);
  });
}

void Lobby::OnGone(const std::shared_ptr<WebSocket>& page) {
  strand_.Post([this, page] {
    pages_.erase(page.get());
    if (next_) next_->OnGone(page);
  });
}

void Lobby::Leave(PageListener& next) {
  strand_.Post([this, &next] { HandOver(next); });
}

void Lobby::Greet(const std::shared_ptr<WebSocket>& page, const Hello& hello) {
  Welcome welcome;
  welcome.protocol = kProtocolVersion;
  welcome.program = ProgramPath();
  welcome.offers = doors_.offers();
  page->Send(TextOf(std::move(welcome)));
  if (hello.protocol != kProtocolVersion) return page->Close();
  pages_.emplace(page.get(), std::pair(page, hello));
}

void Lobby::Answer(const std::shared_ptr<WebSocket>& page, const Request& request) {
  photocluster::Answer answer;
  answer.id = request.id;
  const Result<void> opened = Open(*request.open);
  if (!opened.ok()) answer.outcome.error = opened.error();
  page->Send(TextOf(std::move(answer)));
  if (opened.ok()) HandOver(*next_);
}

void Lobby::Refuse(const std::shared_ptr<WebSocket>& page, const Request& request) {
  photocluster::Answer answer;
  answer.id = request.id;
  answer.outcome.error = Error{ErrorCode::kRefused, "no folder was open when this was asked"};
  page->Send(TextOf(std::move(answer)));
}

Result<void> Lobby::Open(const std::string& path) {
  if (!IsOffered(doors_.offers(), path) && !doors_.was_open(path)) {
    return Error{ErrorCode::kRefused,
                 "this folder was not offered: start the program with it, photocluster serve FOLDER"};
  }
  next_ = TRY(doors_.open(path));
  return {};
}

// Each page says its hello once more, as it were, and is welcomed to the folder.
void Lobby::HandOver(PageListener& next) {
  next_ = &next;
  is_left_ = true;
  for (auto& [key, page] : std::exchange(pages_, {})) next.OnMessage(page.first, std::move(page.second));
}

}  // namespace photocluster
