#include "native-helper/server/task_thread.h"

#include <utility>

namespace photocluster {

TaskThread::TaskThread() : thread_([this] { Run(); }) {}

void TaskThread::Post(Task task) {
  const std::lock_guard lock(mutex_);
  if (stopped_) return;
  tasks_.push_back(std::move(task));
  changed_.notify_one();
}

void TaskThread::PostAfter(std::chrono::milliseconds pause, Task task) {
  const std::lock_guard lock(mutex_);
  if (stopped_) return;
  later_.emplace(std::chrono::steady_clock::now() + pause, std::move(task));
  changed_.notify_one();
}

void TaskThread::Stop() {
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    changed_.notify_one();
  }
  if (thread_.joinable()) thread_.join();
}

void TaskThread::Run() {
  std::unique_lock lock(mutex_);
  while (true) {
    const auto now = std::chrono::steady_clock::now();
    while (!later_.empty() && later_.begin()->first <= now) {
      tasks_.push_back(std::move(later_.begin()->second));
      later_.erase(later_.begin());
    }
    if (!tasks_.empty()) {
      Task task = std::move(tasks_.front());
      tasks_.pop_front();
      lock.unlock();
      task();
      task = nullptr;  // what it holds may be destroyed outside of the lock only
      lock.lock();
    } else if (stopped_) {
      return;
    } else if (later_.empty()) {
      changed_.wait(lock);
    } else {
      changed_.wait_until(lock, later_.begin()->first);
    }
  }
}

TaskPool::TaskPool(std::size_t threads) {
  for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { Run(); });
}

void TaskPool::Post(TaskThread::Task task) {
  const std::lock_guard lock(mutex_);
  if (stopped_) return;
  tasks_.push_back(std::move(task));
  changed_.notify_one();
}

void TaskPool::Stop() {
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    changed_.notify_all();
  }
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

void TaskPool::Run() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return stopped_ || !tasks_.empty(); });
    if (stopped_) return;
    TaskThread::Task task = std::move(tasks_.back());
    tasks_.pop_back();
    lock.unlock();
    task();
    task = nullptr;
    lock.lock();
  }
}

}  // namespace photocluster
