#include "native-helper/commands/interrupt.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

namespace photocluster {
namespace {

TEST(Interrupt, SignalsAskInsteadOfKilling) {
  for (const int signal : {SIGINT, SIGTERM}) {
    const InterruptGuard guard;
    EXPECT_FALSE(guard.requested());
    std::raise(signal);
    EXPECT_TRUE(guard.requested());
  }
}

TEST(Interrupt, SecondSignalKills) {
  const pid_t child = fork();
  if (child == 0) {
    const InterruptGuard guard;
    std::raise(SIGINT);
    std::raise(SIGINT);
    _exit(0);
  }
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFSIGNALED(status));
  EXPECT_EQ(WTERMSIG(status), SIGINT);
}

TEST(Interrupt, WhatWasThereBeforeComesBack) {
  const auto mine = [](int) {};
  const auto before = std::signal(SIGINT, mine);
  { const InterruptGuard guard; }
  EXPECT_EQ(std::signal(SIGINT, before), static_cast<void (*)(int)>(mine));
}

}  // namespace
}  // namespace photocluster
