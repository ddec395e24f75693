#include "native-helper/server/server.h"

#include "tests/helper/server/running_server.h"

namespace photocluster {
namespace {

using test::RawClient;

using ServerTest = test::RunningServer;

TEST_F(ServerTest, OneTimeTokenBecomesTheCookieAndThePageComes) {
  const HttpHeader cookie = Cookie();
  const HttpResponse page = Ask("GET", "/", {cookie, kBrowser});
  EXPECT_EQ(page.status, 200U);
  EXPECT_EQ(page.body, "<p>page");
  EXPECT_NE(test::HeaderOf(page, "Content-Security-Policy"), "");
  EXPECT_EQ(test::HeaderOf(page, "Cross-Origin-Embedder-Policy"), "require-corp");
}

TEST_F(ServerTest, UsedTokenIsRefusedUnlessOneIsIn) {
  const std::string address = server_->NewAddress();
  const std::string target = address.substr(address.find("/?"));
  const HttpResponse first = Ask("GET", target, {});
  EXPECT_NE(test::HeaderOf(first, "Set-Cookie").find("; HttpOnly; SameSite=Strict"), std::string::npos);
  EXPECT_EQ(Ask("GET", target, {}).status, 403U);
  EXPECT_EQ(Ask("GET", "/?token=wrong", {}).status, 403U);
  EXPECT_EQ(Ask("GET", target, {Cookie()}).status, 303U);
}

TEST_F(ServerTest, CookieOutlivesTheHelper) {
  const HttpHeader cookie = Cookie();
  const std::uint16_t port = server_->port();
  server_.reset();
  Start(port);
  EXPECT_EQ(Ask("GET", "/api/v1/state", {cookie}).status, 200U);
}

TEST_F(ServerTest, NothingIsServedToStrangers) {
  const HttpHeader cookie = Cookie();
  for (const char* target : {"/", "/index.html", "/sw.js", "/api/v1/state", "/api/v1/snapshot", "/api/v1/log",
                             "/api/v1/vectors?model=x", "/api/v1/previews/-/256?place=a.jpg", "/api/v1/ws"}) {
    const HttpResponse refusal = Ask("GET", target, {});
    EXPECT_EQ(refusal.status, 403U) << target;
    EXPECT_NE(test::HeaderOf(refusal, "Content-Security-Policy"), "") << target;
    EXPECT_EQ(Ask("GET", target, {cookie, {"Host", "evil.example"}}).status, 403U) << target;
    EXPECT_EQ(Ask("GET", target, {cookie, {"Origin", "http://evil.example"}}).status, 403U) << target;
  }
  EXPECT_EQ(Ask("POST", "/api/v1/commands", {cookie}, R"({"skip":{"places":["a.jpg"]}})").status, 403U);
  for (const std::string& head :
       {std::string("Host: ") + host_ + "\r\n", "Host: evil.example\r\nCookie: " + cookie.value + "\r\n",
        "Host: " + host_ + "\r\nOrigin: http://evil.example\r\nCookie: " + cookie.value + "\r\n"}) {
    EXPECT_TRUE(RawClient(server_->port()).Upgrade(head).starts_with("HTTP/1.1 403 ")) << head;
  }
}

TEST_F(ServerTest, UnknownRoutesAndWrongMethodsAreTold) {
  const HttpHeader cookie = Cookie();
  EXPECT_EQ(Ask("GET", "/api/v1/none", {cookie}).status, 404U);
  EXPECT_EQ(Ask("GET", "/none.js", {cookie}).status, 404U);
  EXPECT_EQ(Ask("GET", "/api/v1/commands", {cookie}).status, 405U);
  EXPECT_EQ(Ask("GET", "/api/v1/ws", {cookie}).status, 426U);
  EXPECT_NE(Ask("GET", "/sw.js", {cookie}).body.find("unregister"), std::string::npos);
}

TEST_F(ServerTest, CommandOfOnePageReachesTheOthers) {
  const HttpHeader cookie = Cookie();
  const auto one = Connected(cookie, kHello);
  const auto two = Connected(cookie, kHello);
  EXPECT_TRUE(one->Text().starts_with(R"({"welcome":{"protocol":1,)"));
  EXPECT_TRUE(two->Text().starts_with(R"({"welcome":{"protocol":1,)"));
  one->SendText(R"({"request":{"id":1,"command":{"assign":{"places":["a.jpg"],"cluster":"Roof"}}}})");
  const std::string event = one->Text();
  EXPECT_TRUE(event.starts_with(R"({"event":{"event":1,"records":[)")) << event;
  EXPECT_EQ(one->Text(), R"({"answer":{"id":1,"outcome":{}}})");
  EXPECT_EQ(two->Text(), event);
}

TEST_F(ServerTest, CommandOverHttpReachesThePages) {
  const HttpHeader cookie = Cookie();
  const auto page = Connected(cookie, kHello);
  page->Text();
  const HttpResponse done =
      Ask("POST", "/api/v1/commands",
          {cookie, {"Origin", "http://" + host_}, {"X-Photocluster", Ask("GET", "/api/v1/key", {cookie}).body}},
          R"({"skip":{"places":["a.jpg"]}})");
  EXPECT_EQ(done.status, 200U) << done.body;
  EXPECT_TRUE(page->Text().starts_with(R"({"event":{"event":1,)"));
}

TEST_F(ServerTest, PageThatComesBackGetsWhatItLacks) {
  const HttpHeader cookie = Cookie();
  const auto page = Connected(cookie, kHello);
  const auto welcome = FromJson<HelperMessage>(page->Text());
  ASSERT_TRUE(welcome.ok());
  const std::string run = std::get<Welcome>(welcome.value()).run;
  std::vector<std::string> events;
  for (const char* place : {"a.jpg", "b.jpg", "c.jpg"}) {
    page->SendText(R"({"request":{"id":1,"command":{"skip":{"places":[")" + std::string(place) + R"("]}}}})");
    events.push_back(page->Text());
    page->Text();
  }
  for (std::size_t event = 0; event <= events.size(); ++event) {
    const auto back =
        Connected(cookie, R"({"hello":{"protocol":1,"run":")" + run + R"(","event":)" + std::to_string(event) + "}}");
    EXPECT_NE(back->Text().find(R"("snapshot":false)"), std::string::npos);
    for (std::size_t i = event; i < events.size(); ++i) EXPECT_EQ(back->Text(), events[i]);
  }
}

TEST_F(ServerTest, PageOfAnotherProtocolIsToldOursAndHungUpOn) {
  const auto page = Connected(Cookie(), R"({"hello":{"protocol":99}})");
  EXPECT_TRUE(page->Text().starts_with(R"({"welcome":{"protocol":1,)"));
  EXPECT_EQ(page->Text(), "closed");
}

TEST_F(ServerTest, WithoutAFolderPagesChooseOneAndGoOnWithIt) {
  server_.reset();
  const auto open = [&](Server& server, const std::string&) { return server.Show(Opened()); };
  Start(nullptr, {.here = folder_.path(), .open = open});
  EXPECT_FALSE(FindHelper(folder_.path()));
  const HttpHeader cookie = Cookie();
  EXPECT_EQ(Ask("GET", "/", {cookie, kBrowser}).status, 200U);
  EXPECT_EQ(Ask("GET", "/api/v1/snapshot", {cookie}).status, 404U) << "there is none yet";
  const auto page = Connected(cookie, kHello);
  EXPECT_NE(page->Text().find(R"("offers":{"here":")" + folder_.path()), std::string::npos);
  page->SendText(R"({"request":{"id":1,"open":")" + folder_.path() + R"("}})");
  EXPECT_EQ(page->Text(), R"({"answer":{"id":1,"outcome":{}}})");
  EXPECT_NE(page->Text().find(R"("snapshot":true,"root":)"), std::string::npos);
  EXPECT_EQ(Ask("GET", "/api/v1/snapshot", {cookie}).status, 200U);
  EXPECT_TRUE(FindHelper(folder_.path()));
  page->SendText(R"({"request":{"id":2,"command":{"skip":{"places":["a.jpg"]}}}})");
  EXPECT_NE(page->Text().find(R"("event":{"event":1,)"), std::string::npos);
  const auto other = Connected(cookie, kHello);
  EXPECT_NE(other->Text().find(R"("event":1,)"), std::string::npos);
}

TEST_F(ServerTest, StopSettlesAndTakesTheAddressAway) {
  const HttpHeader cookie = Cookie();
  const auto page = Connected(cookie, kHello);
  page->Text();
  page->SendText(R"({"request":{"id":1,"command":{"assign":{"places":["a.jpg"],"cluster":"Roof"}}}})");
  page->Text();
  EXPECT_TRUE(FindHelper(folder_.path()));
  server_->Stop();
  EXPECT_FALSE(FindHelper(folder_.path()));
  EXPECT_NE(folder_.Content(".clustering/state.json").find("\"Roof\""), std::string::npos);
  EXPECT_FALSE(Fetch(server_->port(), {"GET", "/", {}, ""}).ok());
}

}  // namespace
}  // namespace photocluster
