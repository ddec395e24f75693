#include <array>
#include <atomic>
#include <thread>

#include "native-helper/server/http_client.h"
#include "native-helper/server/net.h"
#include "tests/helper/server/raw_client.h"

namespace photocluster {
namespace {

using test::RawClient;

// Answers with what it was asked; "/late" from another thread, "/long" in pieces, "/broken" in pieces without an end.
class Echo : public HttpHandler {
 public:
  std::optional<HttpResponse> Refuse(const HttpRequest& head) override {
    if (head.target == "/refused") return HttpResponse{.status = 403};
    return std::nullopt;
  }
  void Handle(HttpRequest request, Respond respond) override {
    HttpResponse response{.status = 200,
                          .headers = {{"X-Echo", "yes"}},
                          .body = request.method + " " + request.target + " " + request.body};
    if (request.target == "/long" || request.target == "/broken") {
      auto count = std::make_shared<int>(0);
      const bool is_broken = request.target == "/broken";
      response.more = [count, is_broken](std::function<void(HttpResponse::Piece)> done) {
        if (++*count <= 3) return done(std::string(100'000, static_cast<char>('0' + *count)));
        done(is_broken ? HttpResponse::Piece() : HttpResponse::Piece(""));
      };
    }
    if (request.target != "/late") return respond(std::move(response));
    std::thread([response, respond] { respond(response); }).detach();
  }
  std::unique_ptr<WebSocketListener> Connect(const HttpRequest&, std::shared_ptr<WebSocket> socket) override {
    class Listener : public WebSocketListener {
     public:
      Listener(std::shared_ptr<WebSocket> page, std::atomic<int>& closed) : page_(std::move(page)), closed_(closed) {}
      void OnText(std::string text) override {
        if (text == "bye") return page_->Close();
        page_->Send(std::make_shared<const std::string>("<" + text + ">"));
      }
      void OnClosed() override { ++closed_; }

     private:
      std::shared_ptr<WebSocket> page_;
      std::atomic<int>& closed_;
    };
    return std::make_unique<Listener>(std::move(socket), closed);
  }

  std::atomic<int> closed{0};
};

class NetBeastTest : public testing::Test {
 protected:
  NetBeastTest() {
    auto server = HttpServer::Listen(42000, true);
    EXPECT_TRUE(server.ok()) << server.error().detail;
    server_ = std::move(server).value();
    server_->Start(echo_);
  }
  ~NetBeastTest() override { server_->Stop(); }
  std::string Ask(const std::string& target) {
    const auto response = Fetch(server_->port(), {"GET", target, {}, ""});
    return response.ok() ? response.value().body : "(" + response.error().detail + ")";
  }

  Echo echo_;
  std::unique_ptr<HttpServer> server_;
};

TEST_F(NetBeastTest, RequestAndResponseComeWhole) {
  const auto response = Fetch(server_->port(), {"POST", "/x?y=z", {}, std::string(1'000'000, 'b')});
  ASSERT_TRUE(response.ok()) << response.error().detail;
  EXPECT_EQ(response.value().body, "POST /x?y=z " + std::string(1'000'000, 'b'));
  EXPECT_EQ(FindHeader(response.value().headers, "X-Echo"), "yes");
}

TEST_F(NetBeastTest, AnswerMayComeLaterFromAnotherThread) { EXPECT_EQ(Ask("/late"), "GET /late "); }

TEST_F(NetBeastTest, LongBodyComesInPieces) {
  const std::string body = Ask("/long");
  EXPECT_EQ(body.size(), 300'000 + std::string("GET /long ").size());
  EXPECT_TRUE(body.ends_with("3"));
}

TEST_F(NetBeastTest, BodyThatBreaksOffIsNotTakenForAWholeOne) {
  EXPECT_NE(Ask("/broken").find("has gone on the way"), std::string::npos);
}

TEST_F(NetBeastTest, OneConnectionServesSeveralRequests) {
  RawClient client(server_->port());
  for (int i = 0; i < 3; ++i) {
    client.Send("GET /a HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_TRUE(client.Until("GET /a ").starts_with("HTTP/1.1 200 OK\r\n"));
  }
}

TEST_F(NetBeastTest, RefusedRequestIsAnsweredWithoutItsBodyAndHungUpOn) {
  RawClient client(server_->port());
  client.Send("POST /refused HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000\r\n\r\n");
  EXPECT_TRUE(client.Rest().starts_with("HTTP/1.1 403 Forbidden\r\n"));
}

TEST_F(NetBeastTest, NonsenseAndEndlessHeadersAreHungUpOn) {
  for (const std::string& bytes : {std::string("\x16\x03\x01 nonsense\r\n\r\n"), std::string("GET\r\n\r\n"),
                                   "GET / HTTP/1.1\r\nX: " + std::string(20'000, 'x')}) {
    RawClient client(server_->port());
    client.Send(bytes);
    EXPECT_EQ(client.Rest(), "");
  }
  EXPECT_EQ(Ask("/still"), "GET /still ");
}

TEST_F(NetBeastTest, EndlessBodyInPiecesIsHungUpOn) {
  RawClient client(server_->port());
  client.Send("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2000000\r\n");
  EXPECT_EQ(client.Rest(), "");
}

TEST_F(NetBeastTest, WebSocketCarriesTextsBothWaysAndEnds) {
  RawClient client(server_->port());
  EXPECT_TRUE(client.Upgrade("Host: x\r\n").starts_with("HTTP/1.1 101 "));
  client.SendText("one");
  client.SendText(std::string(60'000, 'x'));
  EXPECT_EQ(client.Text(), "<one>");
  EXPECT_EQ(client.Text().size(), 60'002U);
  client.SendText("last");
  client.SendText("bye");
  EXPECT_EQ(client.Text(), "<last>");
  EXPECT_EQ(client.Text(), "closed");
}

TEST_F(NetBeastTest, WebSocketThatVanishesIsTold) {
  { EXPECT_NE(RawClient(server_->port()).Upgrade("Host: x\r\n"), ""); }
  while (echo_.closed == 0) std::this_thread::yield();
  EXPECT_EQ(echo_.closed, 1);
}

TEST_F(NetBeastTest, PortThatIsTakenIsRefusedOrPassedOver) {
  const auto same = HttpServer::Listen(server_->port(), false);
  ASSERT_FALSE(same.ok());
  EXPECT_EQ(same.error().code, ErrorCode::kInUse);
  const auto next = HttpServer::Listen(server_->port(), true);
  ASSERT_TRUE(next.ok());
  EXPECT_GT(next.value()->port(), server_->port());
}

TEST_F(NetBeastTest, AboveTheLimitOfConnectionsTheLongestSilentOneMakesRoom) {
  std::vector<std::unique_ptr<RawClient>> clients;
  for (int i = 0; i < kMostConnections; ++i) clients.push_back(std::make_unique<RawClient>(server_->port()));
  clients.front()->Send("GET /a HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_NE(clients.front()->Until("GET /a "), "");
  RawClient another(server_->port());
  another.Send("GET /b HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_NE(another.Until("GET /b "), "");
  EXPECT_EQ(clients[1]->Rest(), "");
  clients.front()->Send("GET /c HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_NE(clients.front()->Until("GET /c "), "");
}

TEST_F(NetBeastTest, HeadIsAnsweredWithoutABodyAndTheConnectionGoesOn) {
  RawClient client(server_->port());
  client.Send("HEAD /a HTTP/1.1\r\nHost: x\r\n\r\nHEAD /refused HTTP/1.1\r\nHost: x\r\n\r\n");
  const std::string first = client.Until("\r\n\r\n");
  EXPECT_NE(first.find("Content-Length: 8\r\n"), std::string::npos) << first;
  EXPECT_TRUE(client.Rest().starts_with("HTTP/1.1 403 "));
}

TEST_F(NetBeastTest, WhoStillSendsSeesTheRefusal) {
  RawClient client(server_->port());
  client.Send("POST /refused HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000\r\n\r\n" + std::string(500'000, 'x'));
  EXPECT_TRUE(client.Rest().starts_with("HTTP/1.1 403 Forbidden\r\n"));
}

TEST_F(NetBeastTest, BothNamesOfLocalhostAreTaken) {
  const Fd socket(::socket(AF_INET6, SOCK_STREAM, 0));
  sockaddr_in6 address{};
  address.sin6_family = AF_INET6;
  address.sin6_port = htons(server_->port());
  address.sin6_addr = in6addr_loopback;
  if (!socket.is_open() || connect(socket.get(), reinterpret_cast<sockaddr*>(&address), sizeof(address)) != 0) {
    GTEST_SKIP() << "this machine has no ::1";
  }
  const std::string request = "GET /six HTTP/1.0\r\n\r\n";
  ASSERT_EQ(send(socket.get(), request.data(), request.size(), 0), static_cast<ssize_t>(request.size()));
  std::array<char, 4096> answer{};
  EXPECT_GT(recv(socket.get(), answer.data(), answer.size(), MSG_WAITALL), 0);
  EXPECT_NE(std::string(answer.data()).find("GET /six "), std::string::npos);
}

}  // namespace
}  // namespace photocluster
