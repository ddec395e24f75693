#include "native-helper/server/router.h"

#include "tests/helper/server/server_fixtures.h"

namespace photocluster {
namespace {

class RouterTest : public testing::Test {
 protected:
  RouterTest() {
    for (const auto& [method, path] :
         {std::pair{"GET", "/"}, {"GET", "/api/"}, {"GET", "/api/x"}, {"POST", "/api/x"}}) {
      router_.Add(method, path, [name = std::string(method) + " " + path](auto&, auto&, const Respond& respond) {
        respond({.body = name});
      });
    }
  }
  HttpResponse Ask(const std::string& method, const std::string& target) {
    HttpResponse given;
    router_.Answer({method, target, {}, ""}, [&](HttpResponse response) { given = std::move(response); });
    return given;
  }
  Router router_;
};

TEST_F(RouterTest, LongestPathThatFitsIsTaken) {
  EXPECT_EQ(Ask("GET", "/").body, "GET /");
  EXPECT_EQ(Ask("GET", "/assets/x.js?v=1").body, "GET /");
  EXPECT_EQ(Ask("GET", "/api/y").body, "GET /api/");
  EXPECT_EQ(Ask("GET", "/api/x?y=z").body, "GET /api/x");
  EXPECT_EQ(Ask("POST", "/api/x").body, "POST /api/x");
  EXPECT_EQ(Ask("GET", "/api/xx").body, "GET /api/");
}

TEST_F(RouterTest, WrongMethodIsToldTheRightOnes) {
  const HttpResponse refusal = Ask("PUT", "/api/x");
  EXPECT_EQ(refusal.status, 405U);
  EXPECT_EQ(test::HeaderOf(refusal, "Allow"), "GET, POST");
}

TEST_F(RouterTest, NonsenseIsRefused) {
  EXPECT_EQ(Ask("GET", "*").status, 400U);
  EXPECT_EQ(Ask("GET", "/%").status, 400U);
  HttpResponse given;
  Router().Answer({"GET", "/", {}, ""}, [&](HttpResponse response) { given = std::move(response); });
  EXPECT_EQ(given.status, 404U);
}

}  // namespace
}  // namespace photocluster
