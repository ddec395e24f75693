#include "native-helper/server/task_thread.h"

#include <gtest/gtest.h>

#include <future>
#include <numeric>

namespace photocluster {
namespace {

TEST(TaskThreadTest, TasksOfManyThreadsAreDoneOneAfterTheOtherInOrder) {
  std::vector<std::vector<int>> done(4);
  int total = 0;  // no lock
  {
    TaskThread thread;
    std::vector<std::thread> others;
    for (std::size_t i = 0; i < done.size(); ++i) {
      others.emplace_back([&, i] {
        for (int n = 0; n < 500; ++n) {
          thread.Post([&, i, n] {
            done[i].push_back(n);
            ++total;
          });
        }
      });
    }
    for (std::thread& other : others) other.join();
  }
  std::vector<int> wanted(500);
  std::iota(wanted.begin(), wanted.end(), 0);
  for (const auto& numbers : done) EXPECT_EQ(numbers, wanted);
  EXPECT_EQ(total, 2000);
}

TEST(TaskThreadTest, WhatIsForLaterComesAfterItsPauseAndNotAfterTheEnd) {
  std::promise<void> later;
  bool never = false;
  TaskThread thread;
  thread.PostAfter(std::chrono::hours(1), [&] { never = true; });
  thread.PostAfter(std::chrono::milliseconds(1), [&] { later.set_value(); });
  later.get_future().get();
  thread.Stop();
  thread.Post([&] { never = true; });
  EXPECT_FALSE(never);
}

TEST(TaskPoolTest, NewestTaskIsBegunFirst) {
  std::promise<void> go;
  std::promise<void> begun;
  std::vector<int> order;
  std::promise<void> end;
  TaskPool pool(1);
  pool.Post([&] {
    begun.set_value();
    go.get_future().get();
  });
  begun.get_future().get();
  pool.Post([&] {
    order.push_back(1);
    end.set_value();
  });
  pool.Post([&] { order.push_back(2); });
  pool.Post([&] { order.push_back(3); });
  go.set_value();
  end.get_future().get();
  EXPECT_EQ(order, (std::vector<int>{3, 2, 1}));
}

}  // namespace
}  // namespace photocluster
