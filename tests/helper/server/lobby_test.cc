#include "native-helper/server/lobby.h"

#include "tests/helper/server/server_fixtures.h"

namespace photocluster {
namespace {

// Stands for an opened root: keeps what it is told.
class FakeListener : public PageListener {
 public:
  void OnMessage(const std::shared_ptr<WebSocket>& page, PageMessage message) override {
    if (std::holds_alternative<Hello>(message)) {
      Welcome welcome;
      welcome.protocol = kProtocolVersion;
      welcome.root = "Photos";
      page->Send(TextOf(std::move(welcome)));
    } else {
      page->Send(TextOf(Answer{std::get<Request>(message).id, {}}));
    }
  }
  void OnGone(const std::shared_ptr<WebSocket>&) override { ++gone; }

  int gone = 0;
};

class LobbyTest : public testing::Test {
 protected:
  static Offers TheOffers() { return {"/here", "/demo", {{.path = "/recent", .photos = 3, .queue = 2, .at_ms = 1}}}; }
  Result<PageListener*> Open(const std::string& path) {
    opened_.push_back(path);
    if (path == "/recent" || path == "/unplugged") return Error{ErrorCode::kNotFound, "it is gone"};
    if (meanwhile_) lobby_.OnMessage(page_, *meanwhile_);
    return static_cast<PageListener*>(&root_);
  }
  static PageMessage Greeting(std::uint32_t protocol = kProtocolVersion) {
    Hello hello;
    hello.protocol = protocol;
    return hello;
  }
  static PageMessage Choice(std::uint64_t id, const std::string& path) {
    Request request;
    request.id = id;
    request.open = path;
    return request;
  }
  static std::optional<ErrorCode> ErrorOf(const HelperMessage& message) {
    const std::optional<Error>& error = std::get<Answer>(message).outcome.error;
    return error ? std::optional(error->code) : std::nullopt;
  }

  FakeListener root_;
  std::vector<std::string> opened_;
  std::optional<PageMessage> meanwhile_;  // said while a folder is being opened
  std::shared_ptr<test::FakePage> page_ = std::make_shared<test::FakePage>();
  Lobby lobby_{{.offers = [] { return TheOffers(); },
                .was_open = [](const std::string& path) { return path == "/unplugged"; },
                .open = [this](const std::string& path) { return Open(path); }}};
};

TEST_F(LobbyTest, PageIsOfferedFolders) {
  lobby_.OnMessage(page_, Greeting());
  const HelperMessage message = page_->Message(0);
  const auto& welcome = std::get<Welcome>(message);
  ASSERT_TRUE(welcome.offers);
  EXPECT_EQ(welcome.offers->here, "/here");
  EXPECT_EQ(welcome.offers->recent.at(0).queue, 2U);
  EXPECT_EQ(welcome.root, "");
}

TEST_F(LobbyTest, ChosenFolderIsOpenedForAllPages) {
  const auto other = std::make_shared<test::FakePage>();
  lobby_.OnMessage(page_, Greeting());
  lobby_.OnMessage(other, Greeting());
  lobby_.OnMessage(page_, Choice(4, "/demo"));
  const HelperMessage answer = page_->Message(1);
  EXPECT_EQ(ErrorOf(answer), std::nullopt);
  const HelperMessage mine = page_->Message(2);
  EXPECT_EQ(std::get<Welcome>(mine).root, "Photos");
  const HelperMessage theirs = other->Message(1);
  EXPECT_EQ(std::get<Welcome>(theirs).root, "Photos");

  lobby_.OnMessage(page_, Choice(5, "/here"));  // the root's to answer
  const HelperMessage later = page_->Message(3);
  EXPECT_EQ(std::get<Answer>(later).id, 5U);
  lobby_.OnGone(page_);
  lobby_.Stop();
  EXPECT_EQ(opened_, std::vector<std::string>{"/demo"});
  EXPECT_EQ(root_.gone, 1);
}

TEST_F(LobbyTest, NothingButWhatWasOfferedIsOpened) {
  lobby_.OnMessage(page_, Greeting());
  std::uint64_t id = 0;
  for (const char* path : {"/", "/here/below", "/demo/", "", "/etc"}) {
    lobby_.OnMessage(page_, Choice(id, path));
    const HelperMessage answer = page_->Message(static_cast<std::size_t>(++id));
    EXPECT_EQ(ErrorOf(answer), ErrorCode::kRefused) << path;
  }
  EXPECT_EQ(opened_, std::vector<std::string>());
}

TEST_F(LobbyTest, FolderThatDoesNotOpenIsSaidAndAnotherMayBeChosen) {
  lobby_.OnMessage(page_, Greeting());
  lobby_.OnMessage(page_, Choice(1, "/recent"));
  const HelperMessage first = page_->Message(1);
  EXPECT_EQ(ErrorOf(first), ErrorCode::kNotFound);
  lobby_.OnMessage(page_, Choice(2, "/unplugged"));  // not offered today, for it is not there
  const HelperMessage second = page_->Message(2);
  EXPECT_EQ(ErrorOf(second), ErrorCode::kNotFound);
  lobby_.OnMessage(page_, Choice(3, "/here"));
  const HelperMessage third = page_->Message(3);
  EXPECT_EQ(ErrorOf(third), std::nullopt);
}

TEST_F(LobbyTest, WhatIsSaidWhileAFolderIsOpenedIsNotDoneInIt) {
  Request request;
  request.id = 9;
  request.command = Trash{{"a.jpg"}};
  meanwhile_ = request;
  lobby_.OnMessage(page_, Greeting());
  lobby_.OnMessage(page_, Choice(1, "/here"));
  const HelperMessage refused = page_->Message(3);  // after offers, answer and welcome
  EXPECT_EQ(std::get<Answer>(refused).id, 9U);
  EXPECT_EQ(ErrorOf(refused), ErrorCode::kRefused);
}

TEST_F(LobbyTest, CommandWithoutAFolderIsRefused) {
  lobby_.OnMessage(page_, Greeting());
  Request request;
  request.id = 1;
  request.command = Skip{{"a.jpg"}};
  lobby_.OnMessage(page_, request);
  const HelperMessage answer = page_->Message(1);
  EXPECT_EQ(ErrorOf(answer), ErrorCode::kRefused);
}

TEST_F(LobbyTest, PageOfAnotherVersionIsToldAndHungUpOn) {
  lobby_.OnMessage(page_, Greeting(99));
  EXPECT_TRUE(page_->WaitClosed());
  const HelperMessage message = page_->Message(0);
  EXPECT_EQ(std::get<Welcome>(message).protocol, kProtocolVersion);
}

}  // namespace
}  // namespace photocluster
