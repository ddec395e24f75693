#pragma once
#include <memory>
#include <string>
#include <utility>

#include "native-helper/server/http_client.h"
#include "native-helper/server/server.h"
#include "tests/helper/server/raw_client.h"
#include "tests/helper/server/server_fixtures.h"

namespace photocluster::test {

// A helper with real sockets on a folder of its own.
class RunningServer : public testing::Test {
 protected:
  void SetUp() override {
    for (const char* name : {"a.jpg", "b.jpg", "c.jpg"}) folder_.Write(name, name);
    page_.Write("index.html", "<p>page");
    Start();
  }
  std::shared_ptr<Root> Opened() {
    auto root = Root::Open(folder_.path(), {.access = Access::kWrite});
    EXPECT_TRUE(root.ok()) << root.error().detail;
    return root.ok() ? std::move(root).value() : nullptr;
  }
  void Start(std::optional<std::uint16_t> port = std::nullopt) { Start(Opened(), {.port = port}); }
  void Start(std::shared_ptr<Root> root, Server::Options options) {
    options.page = page_.path();
    auto server = Server::Start(std::move(root), options);
    ASSERT_TRUE(server.ok()) << server.error().detail;
    server_ = std::move(server).value();
    host_ = "127.0.0.1:" + std::to_string(server_->port());
  }
  HttpResponse Ask(const std::string& method, const std::string& target, HttpHeaders headers, std::string body = "") {
    const auto response = Fetch(server_->port(), {method, target, std::move(headers), std::move(body)});
    EXPECT_TRUE(response.ok()) << response.error().detail;
    return response.ok() ? response.value() : HttpResponse{.status = 0};
  }
  // Exchanges a one-time token for the cookie.
  HttpHeader Cookie() {
    const std::string address = server_->NewAddress();
    const HttpResponse response = Ask("GET", address.substr(address.find("/?")), {});
    EXPECT_EQ(response.status, 303U);
    const std::string cookie = HeaderOf(response, "Set-Cookie");
    return {"Cookie", cookie.substr(0, cookie.find(';'))};
  }
  std::unique_ptr<RawClient> Connected(const HttpHeader& cookie, const std::string& hello) {
    auto page = std::make_unique<RawClient>(server_->port());
    const std::string upgraded =
        page->Upgrade("Host: " + host_ + "\r\nOrigin: http://" + host_ + "\r\nCookie: " + cookie.value + "\r\n");
    EXPECT_TRUE(upgraded.starts_with("HTTP/1.1 101 ")) << upgraded;
    page->SendText(hello);
    return page;
  }

  const HttpHeader kBrowser{"Accept", "text/html,*/*"};
  static constexpr char kHello[] = R"({"hello":{"protocol":1}})";
  PrivateFolders private_;
  TemporaryFolder folder_;
  TemporaryFolder page_;
  std::unique_ptr<Server> server_;
  std::string host_;
};

}  // namespace photocluster::test
