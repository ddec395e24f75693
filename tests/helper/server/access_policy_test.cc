#include "native-helper/server/access_policy.h"

#include <gtest/gtest.h>

namespace photocluster {
namespace {

class AccessPolicyTest : public testing::Test {
 protected:
  // 0: let in.
  unsigned Status(const std::string& method, const std::string& target, const HttpHeaders& headers) {
    const auto refusal = RefusalOf({method, target, headers, ""}, tokens_, 8000);
    return refusal ? refusal->status : 0;
  }
  unsigned Get(const HttpHeaders& headers) { return Status("GET", "/api/v1/state", headers); }
  unsigned Post(const HttpHeaders& headers) { return Status("POST", "/api/v1/commands", headers); }

  Tokens tokens_{"secret", 8000};
  HttpHeader host_{"Host", "127.0.0.1:8000"};
  HttpHeader cookie_{"Cookie", tokens_.cookie_name() + "=" + tokens_.cookie_value()};
  HttpHeader bearer_{"Authorization", "Bearer " + tokens_.bearer()};
  HttpHeader origin_{"Origin", "http://127.0.0.1:8000"};
};

TEST_F(AccessPolicyTest, PageWithItsCookieAndToolWithItsTokenComeIn) {
  EXPECT_EQ(Get({host_, cookie_}), 0U);
  EXPECT_EQ(Get({host_, cookie_, origin_}), 0U);
  EXPECT_EQ(Get({host_, bearer_}), 0U);
  EXPECT_EQ(Post({host_, bearer_}), 0U);
  EXPECT_EQ(Post({host_, cookie_, origin_, {"X-Photocluster", "1"}}), 0U);
  EXPECT_EQ(Get({{"Host", "localhost:8000"}, cookie_, {"Origin", "http://localhost:8000"}}), 0U);
}

TEST_F(AccessPolicyTest, OtherHostsAreRefusedWhateverTheyBring) {
  for (const char* host : {"evil.example", "evil.example:8000", "127.0.0.1", "127.0.0.1:8001", "localhost", "",
                           "127.0.0.1:8000.evil.example", "127.0.0.1:08000", "[::1]:8000", "0.0.0.0:8000"}) {
    EXPECT_EQ(Get({{"Host", host}, cookie_, bearer_}), 403U) << host;
  }
  EXPECT_EQ(Get({cookie_, bearer_}), 403U);
  EXPECT_EQ(Get({host_, host_, cookie_, bearer_}), 403U);
}

TEST_F(AccessPolicyTest, PagesOfOtherSitesAreRefusedWhateverTheyBring) {
  for (const char* origin : {"http://evil.example", "null", "", "https://127.0.0.1:8000", "http://127.0.0.1:8001",
                             "http://localhost:8000", "http://127.0.0.1", "http://127.0.0.1:8000/"}) {
    EXPECT_EQ(Get({host_, cookie_, bearer_, {"Origin", origin}}), 403U) << origin;
  }
  EXPECT_EQ(Get({host_, cookie_, origin_, {"Origin", "http://evil.example"}}), 403U);
}

TEST_F(AccessPolicyTest, NobodyComesInWithoutCookieOrToken) {
  EXPECT_EQ(Get({host_}), 403U);
  EXPECT_EQ(Get({host_, {"Cookie", tokens_.cookie_name() + "=0"}}), 403U);
  EXPECT_EQ(Get({host_, {"Authorization", "Bearer x"}}), 403U);
  EXPECT_EQ(Get({host_, {"Authorization", "Basic " + tokens_.bearer()}}), 403U);
  EXPECT_EQ(Get({host_, cookie_, cookie_}), 403U);
  EXPECT_EQ(Status("GET", "/", {host_}), 403U);
  EXPECT_EQ(Status("GET", "/assets/x.js", {host_}), 403U);
  EXPECT_EQ(Status("GET", "/api/v1/state?token=x", {host_}), 403U);
  EXPECT_EQ(Status("POST", "/?token=x", {host_}), 403U);
}

TEST_F(AccessPolicyTest, OnlyTheFirstAddressIsOpenForItsTokenIsCheckedBehind) {
  EXPECT_EQ(Status("GET", "/?token=x", {host_}), 0U);
  EXPECT_EQ(Status("GET", "/?token=x", {{"Host", "evil.example"}}), 403U);
}

TEST_F(AccessPolicyTest, ChangingWithTheCookieNeedsOriginAndThePagesHeader) {
  EXPECT_EQ(Post({host_, cookie_}), 403U);
  EXPECT_EQ(Post({host_, cookie_, origin_}), 403U);
  EXPECT_EQ(Post({host_, cookie_, {"X-Photocluster", "1"}}), 403U);
  EXPECT_EQ(Post({host_, cookie_, origin_, {"X-Photocluster", "0"}}), 403U);
  for (const char* method : {"PUT", "DELETE", "PATCH", "OPTIONS"}) {
    EXPECT_EQ(Status(method, "/api/v1/commands", {host_, cookie_}), 403U) << method;
  }
}

TEST_F(AccessPolicyTest, LongBodiesAreRefusedUnread) {
  EXPECT_EQ(Post({host_, bearer_, {"Content-Length", "16777216"}}), 0U);
  EXPECT_EQ(Post({host_, bearer_, {"Content-Length", "16777217"}}), 413U);
  EXPECT_EQ(Post({host_, bearer_, {"Content-Length", "99999999999999999999999"}}), 413U);
}

TEST_F(AccessPolicyTest, ALengthSaidTwiceIsRefused) {
  const HttpHeader length{"Content-Length", "4611686018427387904"};
  EXPECT_EQ(Post({host_, bearer_, length, length}), 413U);
  EXPECT_EQ(Status("GET", "/?token=x", {host_, length, length}), 413U);
}

TEST_F(AccessPolicyTest, WhatOnlyAsksHasNoBody) {
  EXPECT_EQ(Status("GET", "/?token=x", {host_, {"Content-Length", "1"}}), 413U);
  EXPECT_EQ(Status("GET", "/?token=x", {host_, {"Transfer-Encoding", "chunked"}}), 413U);
  EXPECT_EQ(Get({host_, bearer_, {"Content-Length", "0"}}), 0U);
}

TEST_F(AccessPolicyTest, PersonIsToldInAPageAndAProgramInJson) {
  const auto page = RefusalOf({"GET", "/", {host_, {"Accept", "text/html,*/*"}}, ""}, tokens_, 8000);
  EXPECT_NE(page->body.find("photocluster link"), std::string::npos);
  EXPECT_EQ(FindHeader(page->headers, "Content-Type"), "text/html; charset=utf-8");
  const auto json = RefusalOf({"GET", "/", {host_}, ""}, tokens_, 8000);
  EXPECT_EQ(FindHeader(json->headers, "Content-Type"), "application/json");
}

TEST_F(AccessPolicyTest, EveryAnswerSaysWhatBrowsersMayDoWithIt) {
  HttpResponse response;
  AddSecurityHeaders(response);
  EXPECT_EQ(FindHeader(response.headers, "Cross-Origin-Opener-Policy"), "same-origin");
  EXPECT_EQ(FindHeader(response.headers, "X-Content-Type-Options"), "nosniff");
  const std::string policy(FindHeader(response.headers, "Content-Security-Policy").value());
  EXPECT_TRUE(policy.starts_with("default-src 'none'; "));
  EXPECT_EQ(policy.find("unsafe-inline"), std::string::npos);
}

}  // namespace
}  // namespace photocluster
