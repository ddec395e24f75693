#include "native-helper/server/page_socket.h"

#include "native-helper/server/served_root.h"
#include "tests/helper/server/server_fixtures.h"

namespace photocluster {
namespace {

class PageSocketTest : public test::RootServiceFixture {
 protected:
  void SetUp() override {
    RootServiceFixture::SetUp();
    embedding_ = std::make_unique<EmbeddingService>(*service_);
    pages_ = std::make_unique<RootPages>(*service_, *embedding_);
  }
  void TearDown() override { service_->Stop(); }

  std::shared_ptr<test::FakePage> page_ = std::make_shared<test::FakePage>();
  std::unique_ptr<EmbeddingService> embedding_;
  std::unique_ptr<RootPages> pages_;
};

TEST_F(PageSocketTest, AnswerComesAfterTheEventWithItsRecords) {
  PageSocket socket(*pages_, page_);
  socket.OnText(R"({"hello":{"protocol":1}})");
  socket.OnText(R"({"request":{"id":7,"command":{"skip":{"places":["a.jpg"]}}}})");
  const HelperMessage event = page_->Message(1);
  EXPECT_EQ(std::get<Event>(event).records.back().op, Op::kSkip);
  EXPECT_EQ(page_->Texts(3)[2], R"({"answer":{"id":7,"outcome":{}}})");
}

TEST_F(PageSocketTest, RefusalIsAnswered) {
  PageSocket socket(*pages_, page_);
  socket.OnText(R"({"hello":{"protocol":1}})");
  socket.OnText(R"({"request":{"id":1,"command":{"skip":{"places":["none.jpg"]}}}})");
  socket.OnText(R"({"request":{"id":2,"pause_embedding":true}})");
  const HelperMessage first = page_->Message(1);
  EXPECT_EQ(std::get<Answer>(first).outcome.error->code, ErrorCode::kUnknownPhoto);
  const HelperMessage second = page_->Message(2);
  EXPECT_EQ(std::get<Answer>(second).id, 2U);
  EXPECT_EQ(std::get<Answer>(second).outcome.error->code, ErrorCode::kNotFound) << "no model";
}

TEST_F(PageSocketTest, WhatIsNoMessageEndsTheConnection) {
  for (const char* text : {"", "hello", "{}", R"({"hello":{}})", R"({"request":{"id":1}})", R"({"other":{}})"}) {
    const auto page = std::make_shared<test::FakePage>();
    PageSocket socket(*pages_, page);
    socket.OnText(text);
    EXPECT_TRUE(page->WaitClosed()) << text;
    EXPECT_EQ(page->size(), 0U);
  }
}

TEST_F(PageSocketTest, SecondHelloEndsTheConnection) {
  PageSocket socket(*pages_, page_);
  socket.OnText(R"({"hello":{"protocol":1}})");
  socket.OnText(R"({"hello":{"protocol":1}})");
  EXPECT_TRUE(page_->WaitClosed());
}

TEST_F(PageSocketTest, WhatAHungUpPageStillSaysIsNotDone) {
  for (const char* first :
       {R"({"request":{"id":1,"command":{"skip":{"places":["a.jpg"]}}}})", R"({"hello":{"protocol":99}})"}) {
    const auto page = std::make_shared<test::FakePage>();
    PageSocket socket(*pages_, page);
    socket.OnText(first);
    socket.OnText(R"({"request":{"id":2,"command":{"skip":{"places":["a.jpg"]}}}})");
    EXPECT_TRUE(page->WaitClosed());
    EXPECT_EQ(On([&] { return service_->root().session().last_seq(); }), 0U);
  }
}

TEST_F(PageSocketTest, ClosedPageIsForgotten) {
  PageSocket socket(*pages_, page_);
  socket.OnText(R"({"hello":{"protocol":1}})");
  socket.OnClosed();
  ASSERT_FALSE(Do(Skip{{"a.jpg"}}).error);
  EXPECT_EQ(page_->size(), 1U);
}

}  // namespace
}  // namespace photocluster
