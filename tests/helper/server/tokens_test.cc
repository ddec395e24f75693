#include "native-helper/server/tokens.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "tests/helper/host/temporary_folder.h"

namespace photocluster {
namespace {

TEST(TokensTest, OneTimeTokenWorksOnce) {
  Tokens tokens("secret", 8000);
  const std::string token = tokens.NewOneTime();
  EXPECT_FALSE(tokens.TakeOneTime(token.substr(1)));
  EXPECT_FALSE(tokens.TakeOneTime(""));
  EXPECT_TRUE(tokens.TakeOneTime(token));
  EXPECT_FALSE(tokens.TakeOneTime(token));
}

TEST(TokensTest, CookieOutlivesARestartAndFitsOneUserAndPort) {
  const Tokens tokens("secret", 8000);
  const std::string cookie = tokens.cookie_name() + "=" + tokens.cookie_value();
  EXPECT_TRUE(Tokens("secret", 8000).HasCookie(cookie));
  EXPECT_FALSE(Tokens("secret", 8001).HasCookie("photocluster-8001=" + tokens.cookie_value()));
  EXPECT_FALSE(Tokens("other", 8000).HasCookie(cookie));
}

TEST(TokensTest, CookieIsFoundAmongOthers) {
  const Tokens tokens("secret", 8000);
  const std::string cookie = tokens.cookie_name() + "=" + tokens.cookie_value();
  EXPECT_TRUE(tokens.HasCookie("a=b; " + cookie + "; c=d"));
  for (const std::string& wrong : {std::string(), cookie.substr(0, cookie.size() - 1), cookie + "0", "x" + cookie,
                                   tokens.cookie_name() + "=", std::string("; ;;")}) {
    EXPECT_FALSE(tokens.HasCookie(wrong)) << wrong;
  }
}

TEST(TokensTest, BearerIsOfOneStart) {
  const Tokens tokens("secret", 8000);
  EXPECT_TRUE(tokens.HasBearer("Bearer " + tokens.bearer()));
  EXPECT_FALSE(tokens.HasBearer(tokens.bearer()));
  EXPECT_FALSE(tokens.HasBearer("Bearer "));
  EXPECT_FALSE(Tokens("secret", 8000).HasBearer("Bearer " + tokens.bearer()));
}

TEST(TokensTest, SecretIsMadeOnceForThisUserAlone) {
  const test::TemporaryFolder folder;
  const std::string path = folder / "state/secret";
  const Result<std::string> secret = UserSecret(path);
  ASSERT_TRUE(secret.ok()) << secret.error().detail;
  EXPECT_EQ(secret.value().size(), 64U);
  EXPECT_EQ(UserSecret(path).value(), secret.value());
  struct stat found {};
  ASSERT_EQ(stat(path.c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 0777, 0600U);
}

TEST(TokensTest, SecretThatOthersMayReadIsRefused) {
  const test::TemporaryFolder folder;
  const std::string path = folder.Add("secret", std::string(64, 'a'));
  chmod(path.c_str(), 0644);
  ASSERT_FALSE(UserSecret(path).ok());
  EXPECT_EQ(UserSecret(path).error().code, ErrorCode::kRefused);
}

}  // namespace
}  // namespace photocluster
