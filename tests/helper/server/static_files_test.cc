#include "native-helper/server/static_files.h"

#include "tests/helper/server/server_fixtures.h"

namespace photocluster {
namespace {

class StaticFilesTest : public testing::Test {
 protected:
  StaticFilesTest() {
    folder_.Write("page/index.html", "<p>");
    folder_.Write("page/assets/a.js", "js");
    folder_.Write("page/assets/core.wasm", "wasm");
    folder_.Write("page/secret", "no type");
    folder_.Write("outside.js", "outside");
    folder_.Link("page/link.js", "../outside.js");
    folder_.Link("page/folder", "..");
  }
  test::TemporaryFolder folder_;
  StaticFiles files_{folder_ / "page"};
};

TEST_F(StaticFilesTest, PageAndItsPartsHaveTheirTypesAndLifetimes) {
  EXPECT_EQ(files_.Answer("/").body, "<p>");
  EXPECT_EQ(test::HeaderOf(files_.Answer("/"), "Cache-Control"), "no-cache");
  EXPECT_EQ(test::HeaderOf(files_.Answer("/"), "Content-Type"), "text/html; charset=utf-8");
  const HttpResponse part = files_.Answer("/assets/core.wasm");
  EXPECT_EQ(part.body, "wasm");
  EXPECT_EQ(test::HeaderOf(part, "Content-Type"), "application/wasm");
  EXPECT_EQ(test::HeaderOf(part, "Cache-Control"), "public, max-age=31536000, immutable");
}

TEST_F(StaticFilesTest, NothingOutsideTheFolderIsThere) {
  for (const char* path :
       {"/../outside.js", "/assets/../../outside.js", "/link.js", "/folder/outside.js", "//etc/passwd", "/./index.html",
        "/assets", "/assets/", "/secret", "/none.js", "/assets\\..\\a.js"}) {
    EXPECT_EQ(files_.Answer(path).status, 404U) << path;
  }
}

TEST_F(StaticFilesTest, PageThatIsNotBuiltIsSaidInASentence) {
  const StaticFiles none{""};
  EXPECT_EQ(none.Answer("/").status, 503U);
  EXPECT_NE(none.Answer("/").body.find("not built"), std::string::npos);
  EXPECT_EQ(none.Answer("/a.js").status, 404U);
}

TEST_F(StaticFilesTest, PageIsFoundWhereOneSays) {
  EXPECT_EQ(FindPage("/chosen"), "/chosen");
  setenv("PHOTOCLUSTER_PAGE", "/named", 1);
  EXPECT_EQ(FindPage(""), "/named");
  unsetenv("PHOTOCLUSTER_PAGE");
}

}  // namespace
}  // namespace photocluster
