#include "native-helper/server/access_policy.h"

#include <gtest/gtest.h>

namespace photocluster {
namespace {

class AccessPolicyTest : public testing::Test {
 protected:
  // 0: let in.
  unsigned Status(const std::string& method, const std::string& target, const HttpHeaders& headers) {
    const auto refusal = access_.Refuse({method, target, headers, ""});
    return refusal ? refusal->status : 0;
  }
  unsigned Get(const HttpHeaders& headers) { return Status("GET", "/api/v1/state", headers); }
  unsigned Post(const HttpHeaders& headers) { return Status("POST", "/api/v1/commands", headers); }

  Tokens tokens_{"secret", 8000};
  AccessPolicy access_{tokens_, {.port = 8000, .allowed_origins = {"http://localhost:5173", "https://photos.example"}}};
  HttpHeader host_{"Host", "127.0.0.1:8000"};
  HttpHeader cookie_{"Cookie", tokens_.cookie_name() + "=" + tokens_.cookie_value()};
  HttpHeader bearer_{"Authorization", "Bearer " + tokens_.bearer()};
  HttpHeader origin_{"Origin", "http://127.0.0.1:8000"};
  HttpHeader key_{"X-Photocluster", tokens_.page_key()};
  HttpHeader client_{"Origin", "http://localhost:5173"};
};

TEST_F(AccessPolicyTest, PageWithItsCookieAndToolWithItsTokenComeIn) {
  EXPECT_EQ(Get({host_, cookie_}), 0U);
  EXPECT_EQ(Get({host_, cookie_, origin_}), 0U);
  EXPECT_EQ(Get({host_, bearer_}), 0U);
  EXPECT_EQ(Post({host_, bearer_}), 0U);
  EXPECT_EQ(Post({host_, cookie_, origin_, key_}), 0U);
  for (const std::string host : {"localhost:8000", "[::1]:8000"}) {
    EXPECT_EQ(Get({{"Host", host}, cookie_, {"Origin", "http://" + host}}), 0U) << host;
  }
}

TEST_F(AccessPolicyTest, OtherHostsAreRefusedWhateverTheyBring) {
  for (const char* host : {"evil.example", "evil.example:8000", "127.0.0.1", "127.0.0.1:8001", "localhost", "",
                           "127.0.0.1:8000.evil.example", "127.0.0.1:08000", "::1:8000", "[::1]", "0.0.0.0:8000"}) {
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
  EXPECT_EQ(Post({host_, cookie_, key_}), 403U);
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
  const auto page = access_.Refuse({"GET", "/", {host_, {"Accept", "text/html,*/*"}}, ""});
  EXPECT_NE(page->body.find("photocluster link"), std::string::npos);
  EXPECT_EQ(FindHeader(page->headers, "Content-Type"), "text/html; charset=utf-8");
  const auto json = access_.Refuse({"GET", "/", {host_}, ""});
  EXPECT_EQ(FindHeader(json->headers, "Content-Type"), "application/json");
}

TEST_F(AccessPolicyTest, EveryAnswerSaysWhatBrowsersMayDoWithIt) {
  HttpResponse response;
  access_.AddHeaders({"GET", "/", {host_}, ""}, response);
  EXPECT_EQ(FindHeader(response.headers, "Cross-Origin-Opener-Policy"), "same-origin");
  EXPECT_EQ(FindHeader(response.headers, "X-Content-Type-Options"), "nosniff");
  const std::string policy(FindHeader(response.headers, "Content-Security-Policy").value());
  EXPECT_TRUE(policy.starts_with("default-src 'none'; "));
  EXPECT_EQ(policy.find("unsafe-inline"), std::string::npos);
  EXPECT_EQ(FindHeader(response.headers, "Cross-Origin-Resource-Policy"), "same-origin");
  EXPECT_FALSE(HasHeader(response.headers, "Access-Control-Allow-Origin"));
}

TEST_F(AccessPolicyTest, OnlyNavigationsToOtherNamesOfThisComputerAreSentToItsNumber) {
  const HttpHeader navigates{"Sec-Fetch-Mode", "navigate"};
  const auto sent = access_.Refuse({"GET", "/?token=x", {{"Host", "localhost:8000"}, navigates}, ""});
  ASSERT_TRUE(sent);
  EXPECT_EQ(sent->status, 307U);
  EXPECT_EQ(FindHeader(sent->headers, "Location"), "http://127.0.0.1:8000/?token=x");
  EXPECT_EQ(Status("GET", "/?token=x", {host_, navigates}), 0U);
  EXPECT_EQ(Status("GET", "/", {{"Host", "localhost:8000"}, {"Sec-Fetch-Mode", "cors"}}), 403U);
  EXPECT_EQ(Status("GET", "http://evil.example/", {{"Host", "localhost:8000"}, navigates}), 403U);
  EXPECT_EQ(Status("GET", "/", {{"Host", "evil.example:8000"}, navigates}), 403U);
}

TEST_F(AccessPolicyTest, AllowedPageOfThisComputerMakesTheOriginalsCallsWithoutAToken) {
  for (const char* call : {"/session?root=x", "/queue", "/image?root=x&path=y", "/"}) {
    EXPECT_EQ(Status("GET", call, {host_, client_}), 0U) << call;
    EXPECT_EQ(Status("GET", call, {{"Host", "localhost:8000"}, client_}), 0U) << call;
  }
  for (const char* call : {"/assign", "/delete", "/undo", "/auto-move", "/queue/skip", "/queue/shuffle"}) {
    EXPECT_EQ(Status("POST", call, {host_, client_}), 0U) << call;
    EXPECT_EQ(Status("POST", call, {host_}), 403U) << call;
    EXPECT_EQ(Status("POST", call, {host_, {"Origin", "http://localhost:5174"}}), 403U) << call;
  }
  for (const char* ours : {"/api/v1/state", "/api/v1/key", "/api/v1/ws", "/index.html", "/?token=x", "/session/"}) {
    const unsigned wanted = std::string(ours) == "/?token=x" ? 0 : 403;
    EXPECT_EQ(Status("GET", ours, {host_, client_}), wanted) << ours;
  }
  EXPECT_EQ(Status("GET", "/session", {host_, client_, {"Upgrade", "websocket"}}), 403U);
  EXPECT_EQ(Post({host_, client_, cookie_, key_}), 403U) << "the cookie is for the page's own origin";
  EXPECT_EQ(Post({host_, client_, bearer_}), 0U);
}

TEST_F(AccessPolicyTest, AllowedPageElsewhereNeedsTheToken) {
  const HttpHeader elsewhere{"Origin", "https://photos.example"};
  EXPECT_EQ(Status("GET", "/session", {host_, elsewhere}), 403U);
  EXPECT_EQ(Status("GET", "/session", {host_, elsewhere, bearer_}), 0U);
}

TEST_F(AccessPolicyTest, PictureOfAnAllowedPageIsToldByWhatTheBrowserSaysOfIt) {
  const HttpHeader picture{"Sec-Fetch-Dest", "image"};
  const HttpHeader page{"Referer", "http://localhost:5173/"};
  EXPECT_EQ(Status("GET", "/image?root=x", {host_, picture, page}), 0U);
  EXPECT_EQ(Status("GET", "/image?root=x", {host_, picture, {"Referer", "http://localhost:5173"}}), 0U);
  EXPECT_EQ(Status("GET", "/image?root=x", {host_, picture}), 403U);
  EXPECT_EQ(Status("GET", "/image?root=x", {host_, page}), 403U);
  EXPECT_EQ(Status("GET", "/image?root=x", {host_, {"Sec-Fetch-Dest", "script"}, page}), 403U);
  EXPECT_EQ(Status("GET", "/session?root=x", {host_, picture, page}), 403U);
  EXPECT_EQ(Status("POST", "/image?root=x", {host_, picture, page}), 403U);
  for (const char* other : {"http://localhost:5173.evil.example/", "http://localhost:51731/", "https://photos.example/",
                            "http://evil.example/http://localhost:5173/", "localhost:5173"}) {
    EXPECT_EQ(Status("GET", "/image?root=x", {host_, picture, {"Referer", other}}), 403U) << other;
  }
  HttpResponse response;
  access_.AddHeaders({"GET", "/image?root=x", {host_, picture, page}, ""}, response);
  EXPECT_EQ(FindHeader(response.headers, "Cross-Origin-Resource-Policy"), "cross-origin");
}

TEST_F(AccessPolicyTest, BrowserIsToldWhoElseMayRead) {
  const HttpHeader asks{"Access-Control-Request-Method", "POST"};
  const HttpRequest preflight{"OPTIONS", "/assign", {host_, client_, asks}, ""};
  auto answer = access_.Refuse(preflight);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 204U);
  access_.AddHeaders(preflight, *answer);
  EXPECT_EQ(FindHeader(answer->headers, "Access-Control-Allow-Origin"), "http://localhost:5173");
  EXPECT_EQ(FindHeader(answer->headers, "Access-Control-Allow-Headers"), "Content-Type, Authorization");
  EXPECT_FALSE(HasHeader(answer->headers, "Access-Control-Allow-Credentials"));
  EXPECT_EQ(Status("OPTIONS", "/assign", {host_, {"Origin", "http://evil.example"}, asks}), 403U);
}

TEST_F(AccessPolicyTest, CookieThatAnotherPageOfThisComputerMakesTheBrowserSendIsNotEnough) {
  for (const char* site : {"same-site", "cross-site"}) {
    EXPECT_EQ(Get({host_, cookie_, {"Sec-Fetch-Site", site}}), 403U) << site;
    EXPECT_EQ(Get({host_, cookie_, {"Sec-Fetch-Site", site}, {"Sec-Fetch-Mode", "navigate"}}), 0U) << site;
  }
  EXPECT_EQ(Get({host_, cookie_, {"Sec-Fetch-Site", "none"}}), 0U);
  const HttpHeader upgrade{"Upgrade", "websocket"};
  EXPECT_EQ(Status("GET", "/api/v1/ws", {host_, cookie_, upgrade}), 403U);
  EXPECT_EQ(Status("GET", "/api/v1/ws", {host_, cookie_, upgrade, origin_}), 0U);
  EXPECT_EQ(Status("GET", "/api/v1/ws", {host_, bearer_, upgrade}), 0U);
}

TEST(IsOrigin, IsSchemeHostAndPort) {
  for (const char* origin : {"http://localhost:5173", "https://photos.example", "http://[::1]:5173"}) {
    EXPECT_TRUE(IsOrigin(origin)) << origin;
  }
  for (const char* other : {"", "*", "null", "localhost:5173", "http://", "http://a/", "http://a/b", "http://a b",
                            "file:///", "http://*.example", "http://A"}) {
    EXPECT_FALSE(IsOrigin(other)) << other;
  }
}

}  // namespace
}  // namespace photocluster
