#include "native-helper/server/content_policy.h"

#include <gtest/gtest.h>

namespace photocluster {
namespace {

TEST(ContentPolicy, IsTheSameForEverythingButTheApiPage) {
  EXPECT_EQ(ContentPolicy("/"), kContentPolicy);
  EXPECT_EQ(ContentPolicy("/docs/swagger-ui.css"), kContentPolicy);
  const std::string docs = ContentPolicy("/docs");
  EXPECT_NE(docs.find("; img-src 'self' data: blob:; "), std::string::npos) << docs;
  EXPECT_NE(docs.find("; style-src 'self' 'unsafe-inline'; "), std::string::npos) << docs;
  EXPECT_NE(docs.find("; script-src 'self' 'wasm-unsafe-eval'; "), std::string::npos) << docs;
}

}  // namespace
}  // namespace photocluster
