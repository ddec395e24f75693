#pragma once
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

namespace photocluster {

// One thread that does what is posted to it, one task after the other: what belongs to it needs no lock.
class TaskThread {
 public:
  using Task = std::function<void()>;

  TaskThread();
  ~TaskThread() { Stop(); }

  // Any thread. After Stop they do nothing.
  void Post(Task task);
  void PostAfter(std::chrono::milliseconds pause, Task task);
  // Does what was posted, not what is to come later, and ends. Not from the thread itself.
  void Stop();

 private:
  void Run();

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Task> tasks_;
  std::multimap<std::chrono::steady_clock::time_point, Task> later_;
  bool stopped_ = false;
  std::thread thread_;
};

// Threads for work that may take long and is independent. What was posted last is begun first: it is what a person
// looks at now.
class TaskPool {
 public:
  explicit TaskPool(std::size_t threads);
  ~TaskPool() { Stop(); }

  void Post(TaskThread::Task task);
  // Finishes what is begun and forgets the rest.
  void Stop();

 private:
  void Run();

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<TaskThread::Task> tasks_;
  bool stopped_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace photocluster
