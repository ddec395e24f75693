#include "native-helper/server/address_file.h"

#include <sys/wait.h>
#include <unistd.h>

#include "tests/helper/server/server_fixtures.h"

namespace photocluster {
namespace {

Address Example(std::uint32_t port, const std::string& root, std::int64_t pid = getpid()) {
  return {.address = "http://127.0.0.1:" + std::to_string(port), .port = port, .token = "t", .pid = pid, .root = root};
}

TEST(AddressFileTest, HelperIsFoundByItsRootAsLongAsTheFileExists) {
  const test::PrivateFolders folders;
  {
    const auto one = AddressFile::Write(Example(8001, "/photos/one"));
    const auto two = AddressFile::Write(Example(8000, "/photos/two"));
    ASSERT_TRUE(one.ok() && two.ok());
    EXPECT_EQ(FindHelper("/photos/one")->port, 8001U);
    EXPECT_EQ(FindHelper("")->port, 8000U);
    EXPECT_FALSE(FindHelper("/photos"));
  }
  EXPECT_FALSE(FindHelper(""));
}

TEST(AddressFileTest, FileOfAKilledHelperCountsForNothing) {
  const test::PrivateFolders folders;
  const pid_t child = fork();
  if (child == 0) _exit(0);
  ASSERT_EQ(waitpid(child, nullptr, 0), child);
  const auto file = AddressFile::Write(Example(8000, "/photos", child));
  EXPECT_FALSE(FindHelper("/photos"));
}

TEST(AddressFileTest, WhatIsNoAddressIsPassedOver) {
  const test::PrivateFolders folders;
  const auto file = AddressFile::Write(Example(8001, "/photos"));
  std::ofstream(folders / "XDG_RUNTIME_DIR/photocluster/helper-8000.json") << "{}";
  EXPECT_EQ(FindHelper("")->port, 8001U);
}

}  // namespace
}  // namespace photocluster
