#pragma once
#include <gtest/gtest.h>

#include <condition_variable>
#include <cstdlib>
#include <future>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "native-helper/server/net.h"
#include "native-helper/server/root_service.h"
#include "shared/base/archive_json.h"
#include "tests/helper/embedding/embedding_fixtures.h"
#include "tests/helper/host/private_folders.h"
#include "tests/helper/host/temporary_folder.h"

namespace photocluster::test {

// A page's end of a WebSocket, in memory.
class FakePage : public WebSocket {
 public:
  void Send(std::shared_ptr<const std::string> text) override {
    const std::lock_guard lock(mutex_);
    texts_.push_back(*text);
    changed_.notify_all();
  }
  void Close() override {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    changed_.notify_all();
  }

  // Waits until there are so many texts, or the page was hung up on; gives them all.
  std::vector<std::string> Texts(std::size_t count) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return texts_.size() >= count || closed_; });
    return texts_;
  }
  HelperMessage Message(std::size_t number) {
    const std::vector<std::string> texts = Texts(number + 1);
    if (texts.size() <= number) return HelperMessage();
    Result<HelperMessage> message = FromJson<HelperMessage>(texts[number]);
    EXPECT_TRUE(message.ok()) << texts[number];
    if (!message.ok()) return HelperMessage();
    return std::move(message).value();
  }
  bool WaitClosed() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return closed_; });
    return closed_;
  }
  std::size_t size() {
    const std::lock_guard lock(mutex_);
    return texts_.size();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::string> texts_;
  bool closed_ = false;
};

// A root of three photos that cannot be decoded, and its strand.
class RootServiceFixture : public testing::Test {
 protected:
  void SetUp() override {
    for (const char* name : {"a.jpg", "b.jpg", "c.jpg"}) folder_.Write(name, std::string("content of ") + name);
    Open();
  }
  void Open() {
    service_.reset();
    auto root = Root::Open(folder_.path(), {.access = Access::kWrite});
    ASSERT_TRUE(root.ok()) << root.error().detail;
    service_ = std::make_unique<RootService>(std::move(root).value(), Root::Options{.access = Access::kWrite});
  }
  // Runs on the strand and waits.
  template <class F>
  auto On(F body) {
    std::promise<decltype(body())> result;
    service_->Post([&] {
      if constexpr (std::is_void_v<decltype(body())>) {
        body();
        result.set_value();
      } else {
        result.set_value(body());
      }
    });
    return result.get_future().get();
  }
  Outcome Do(Command command) {
    return On([&] { return service_->Do(std::move(command)); });
  }
  std::shared_ptr<FakePage> Page(const Hello& hello) {
    auto page = std::make_shared<FakePage>();
    On([&] { service_->AddPage(page, hello, {}); });
    return page;
  }
  Hello Returning(std::uint64_t event) {
    Hello hello;
    hello.protocol = kProtocolVersion;
    hello.run = service_->run();
    hello.event = event;
    return hello;
  }
  static Hello New() {
    Hello hello;
    hello.protocol = kProtocolVersion;
    return hello;
  }

  PrivateFolders private_;
  TemporaryFolder folder_;
  std::unique_ptr<RootService> service_;
};

inline HttpRequest Get(const std::string& target, HttpHeaders headers = {}) {
  return {"GET", target, std::move(headers), ""};
}

inline std::string HeaderOf(const HttpResponse& response, std::string_view name) {
  return std::string(FindHeader(response.headers, name).value_or(""));
}

}  // namespace photocluster::test
