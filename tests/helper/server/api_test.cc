#include "native-helper/server/api.h"

#include "shared/journal/record_line.h"
#include "shared/session/snapshot.h"
#include "tests/helper/server/server_fixtures.h"

namespace photocluster {
namespace {

class ApiTest : public test::RootServiceFixture {
 protected:
  void SetUp() override {
    RootServiceFixture::SetUp();
    embedding_ = std::make_unique<EmbeddingService>(*service_);
    AddApiRoutes(router_, *service_, pool_);
  }
  void TearDown() override {
    pool_.Stop();
    service_->Stop();
  }
  HttpResponse Ask(const std::string& method, const std::string& target, const std::string& body = "") {
    std::promise<HttpResponse> response;
    router_.Answer({method, "/api/v1/" + target, {}, body},
                   [&](HttpResponse given) { response.set_value(std::move(given)); });
    return response.get_future().get();
  }

  TaskPool pool_{1};
  std::unique_ptr<EmbeddingService> embedding_;
  Router router_;
};

TEST_F(ApiTest, CommandsAreDoneLineByLineUntilOneIsRefused) {
  const HttpResponse response = Ask("POST", "commands",
                                    "{\"assign\":{\"places\":[\"a.jpg\"],\"cluster\":\"Roof\"}}\r\n\n"
                                    "{\"skip\":{\"places\":[\"none.jpg\"]}}\n"
                                    "{\"skip\":{\"places\":[\"b.jpg\"]}}");
  EXPECT_EQ(response.status, 200U);
  const std::size_t end = response.body.find('\n');
  const Result<Outcome> first = FromJson<Outcome>(response.body.substr(0, end));
  ASSERT_TRUE(first.ok());
  EXPECT_EQ(first.value().records.back().dst, "Roof/a.jpg");
  const Result<Outcome> second = FromJson<Outcome>(response.body.substr(end + 1));
  ASSERT_TRUE(second.ok()) << "and there is no third";
  EXPECT_EQ(second.value().error->code, ErrorCode::kUnknownPhoto);
}

TEST_F(ApiTest, WhatIsNoCommandIsRefusedAndNothingIsNothing) {
  EXPECT_NE(Ask("POST", "commands", "nonsense").body.find("\"bad_input\""), std::string::npos);
  EXPECT_EQ(Ask("POST", "commands", "").body, "");
}

TEST_F(ApiTest, StateSaysWhereItIs) {
  ASSERT_FALSE(Do(Skip{{"a.jpg"}}).error);
  const std::string hash = On([&] { return service_->root().session().state().Hash(); });
  EXPECT_EQ(Ask("GET", "state").body, "{\"event\":1,\"hash\":\"" + hash + "\",\"seq\":2,\"settled\":0}");
}

TEST_F(ApiTest, SnapshotIsTheSessionAtItsEvent) {
  ASSERT_FALSE(Do(Skip{{"a.jpg"}}).error);
  const HttpResponse response = Ask("GET", "snapshot");
  Result<Snapshot> snapshot = ReadSnapshot(response.body);
  ASSERT_TRUE(snapshot.ok()) << snapshot.error().detail;
  EXPECT_EQ(snapshot.value().event, 1U);
  const auto follower = Session::Open(std::move(snapshot).value());
  EXPECT_EQ(follower->state().Hash(), On([&] { return service_->root().session().state().Hash(); }));
}

TEST_F(ApiTest, LogIsReadBackwardsPageByPage) {
  for (const char* place : {"a.jpg", "b.jpg", "c.jpg"}) ASSERT_FALSE(Do(Skip{{place}}).error);
  const auto seqs = [&](const std::string& target) {
    std::string text;
    const auto records = FromJson<std::vector<Record>>(Ask("GET", target).body);
    for (const Record& record : records.value()) text += std::to_string(record.seq) + " ";
    return text;
  };
  EXPECT_EQ(seqs("log"), "1 2 3 4 ");
  EXPECT_EQ(seqs("log?count=2"), "3 4 ");
  EXPECT_EQ(seqs("log?before=3&count=1"), "2 ");
  EXPECT_EQ(seqs("log?before=1"), "");
  EXPECT_EQ(seqs("log?before=99&count=1000"), "1 2 3 4 ");
  for (const char* target : {"log?count=1001", "log?count=x", "log?before=-1"}) {
    EXPECT_EQ(Ask("GET", target).status, 400U) << target;
  }
}

TEST_F(ApiTest, VectorsWithoutAModelAreNotThere) {
  EXPECT_EQ(Ask("GET", "vectors?model=x").status, 404U);
  EXPECT_EQ(Ask("GET", "vectors").status, 400U);
  EXPECT_EQ(Ask("GET", "vectors?model=x&from=y").status, 400U);
}

}  // namespace
}  // namespace photocluster
