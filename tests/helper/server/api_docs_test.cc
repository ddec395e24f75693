#include "native-helper/server/api_docs.h"

#include <rapidjson/document.h>

#include <set>
#include <utility>

#include "tests/helper/server/running_server.h"

namespace photocluster {
namespace {

using Calls = std::set<std::pair<std::string, std::string>>;  // method, path

// "/api/v1/previews/{fingerprint}/{side}" is the route "/api/v1/previews/".
Calls Described() {
  rapidjson::Document document;
  document.Parse(OpenApi().data(), OpenApi().size());
  EXPECT_FALSE(document.HasParseError());
  Calls calls;
  for (const auto& [path, methods] : std::as_const(document)["paths"].GetObject()) {
    for (const auto& [method, call] : methods.GetObject()) {
      EXPECT_TRUE(call.HasMember("summary") && call.HasMember("responses")) << path.GetString();
      const std::string route = path.GetString();
      calls.emplace(std::string(method.GetString()) == "get" ? "GET" : "POST", route.substr(0, route.find('{')));
    }
  }
  return calls;
}

class ApiDocsTest : public test::RunningServer {};

TEST_F(ApiDocsTest, EachCallIsDescribedAndEachDescriptionIsACall) {
  Calls calls;
  for (const auto& [method, path] : server_->router().Routes()) calls.emplace(method, path);
  EXPECT_EQ(calls.erase({"GET", "/api/"}), 1U) << "what is at none of them";
  EXPECT_EQ(calls.erase({"GET", "/docs/"}), 1U) << "the parts of the page";
  EXPECT_EQ(calls, Described());
}

TEST_F(ApiDocsTest, PageIsShownToWhoIsIn) {
  const HttpHeader cookie = Cookie();
  const HttpResponse page = Ask("GET", "/docs", {cookie});
  EXPECT_EQ(page.status, 200U);
  EXPECT_NE(test::HeaderOf(page, "Content-Security-Policy").find("style-src 'self' 'unsafe-inline'"),
            std::string::npos);
  EXPECT_EQ(page.body.find("http"), std::string::npos) << "nothing from elsewhere";
  EXPECT_NE(Ask("GET", "/docs/start.js", {cookie}).body.find("/openapi.json"), std::string::npos);
  EXPECT_EQ(Ask("GET", "/openapi.json", {cookie}).body, OpenApi());
  EXPECT_EQ(Ask("GET", "/docs/index.html", {cookie}).status, 404U);
  EXPECT_EQ(Ask("GET", "/docs", {}).status, 403U);
}

TEST(ApiDocs, OnlyTwoFilesOfTheFolderAreServed) {
  test::TemporaryFolder folder;
  for (const char* name : {"index.html", "swagger-ui.css", "swagger-initializer.js"}) folder.Write(name, name);
  const ApiDocs docs(folder.path());
  Router router;
  docs.AddRoutes(router);
  const auto status = [&](const std::string& path) {
    unsigned got = 0;
    router.Answer({"GET", path, {}, ""}, [&](const HttpResponse& response) { got = response.status; });
    return got;
  };
  EXPECT_EQ(status("/docs/swagger-ui.css"), 200U);
  EXPECT_EQ(status("/docs/swagger-initializer.js"), 404U);
  EXPECT_EQ(status("/docs/../swagger-ui.css"), 404U);
}

}  // namespace
}  // namespace photocluster
