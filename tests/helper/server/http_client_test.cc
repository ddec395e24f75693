#include "native-helper/server/http_client.h"

#include <gtest/gtest.h>

namespace photocluster {
namespace {

TEST(HttpClientTest, NobodyThereIsSaid) {
  std::uint16_t port = 0;
  {
    const auto server = HttpServer::Listen(43000, true);
    ASSERT_TRUE(server.ok());
    port = server.value()->port();
  }
  const auto response = Fetch(port, {"GET", "/", {}, ""});
  ASSERT_FALSE(response.ok());
  EXPECT_EQ(response.error().code, ErrorCode::kNotFound);
}

}  // namespace
}  // namespace photocluster
