#include "native-helper/host/machine_id.h"

#include <gtest/gtest.h>

#include <fstream>

namespace photocluster {
namespace {

TEST(MachineId, IsTheSameEachTime) {
  EXPECT_EQ(MachineId(), MachineId());
  EXPECT_EQ(MachineId().size(), 32u);
  EXPECT_EQ(MachineId().find_first_not_of("0123456789abcdef"), std::string::npos);
}

TEST(MachineId, DoesNotShowTheSecretItIsMadeFrom) {
  std::ifstream file("/etc/machine-id");
  std::string secret;
  std::getline(file, secret);
  EXPECT_NE(MachineId(), secret);
}

}  // namespace
}  // namespace photocluster
