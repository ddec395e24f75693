#pragma once
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <iterator>
#include <set>
#include <string>
#include <string_view>

namespace photocluster::test {

// A real folder of its own for one test, open to every user of this computer, removed afterwards.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    path_ = (std::filesystem::canonical(std::filesystem::temp_directory_path()) / "photocluster-test-XXXXXX").string();
    EXPECT_NE(mkdtemp(path_.data()), nullptr) << path_;
    std::filesystem::permissions(path_, std::filesystem::perms::all);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() {
    std::error_code ignored;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(path_, ignored)) {
      if (!entry.is_symlink() && entry.is_directory()) {
        std::filesystem::permissions(entry.path(), std::filesystem::perms::owner_all, ignored);
      }
    }
    std::filesystem::remove_all(path_, ignored);
  }

  const std::string& path() const { return path_; }
  std::string operator/(std::string_view name) const { return path_ + "/" + std::string(name); }

  // Makes the folders above it too.
  void Write(std::string_view name, std::string_view content) const {
    const std::filesystem::path file = *this / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream out(file, std::ios::binary);
    out << content;
    EXPECT_TRUE(out.good()) << file;
  }
  // Gives the path of what it wrote.
  std::string Add(std::string_view name, std::string_view content) const {
    Write(name, content);
    return *this / name;
  }
  void MakeFolder(std::string_view name) const { std::filesystem::create_directories(*this / name); }
  void Link(std::string_view name, std::string_view target) const {
    std::filesystem::create_symlink(std::string(target), *this / name);
  }

  // "(nothing)" when there is no such file.
  std::string Content(std::string_view name) const {
    std::ifstream in(*this / name, std::ios::binary);
    if (!in.good()) return "(nothing)";
    return {std::istreambuf_iterator<char>(in), {}};
  }
  bool Has(std::string_view name) const {
    return std::filesystem::exists(std::filesystem::symlink_status(*this / name));
  }
  // Names of a folder, sorted.
  std::string Names(std::string_view folder) const {
    std::set<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(*this / folder)) {
      names.insert(entry.path().filename().string());
    }
    std::string text;
    for (const std::string& name : names) text += (text.empty() ? "" : " ") + name;
    return text;
  }

 private:
  std::string path_;
};

inline constexpr int kPassed = 0;
inline constexpr int kFailed = 1;
inline constexpr int kCannotRun = 77;

// Runs a part of a test in a process of its own, for what cannot be taken back: limits, rights, mounts. Gives what
// `body` gives, or kFailed when an expectation in it failed, or -1 when it died.
inline int InChild(const std::function<int()>& body) {
  std::cout.flush();
  const pid_t child = fork();
  if (child == 0) {
    const int result = body();
    std::cout.flush();
    _exit(testing::Test::HasFailure() ? kFailed : result);
  }
  int status = 0;
  EXPECT_EQ(waitpid(child, &status, 0), child);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

// Runs `body` with the rights of a user whom file permissions bind; root is not one.
inline int AsOrdinaryUser(const std::function<void()>& body) {
  return InChild([&] {
    if (geteuid() == 0 && seteuid(65534) != 0) return kCannotRun;
    body();
    return kPassed;
  });
}

}  // namespace photocluster::test
