#include "tests/helper/host/failing_calls.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>

namespace photocluster::test {
namespace {

thread_local bool chosen = false;
thread_local FaultPoint point;
thread_local int calls = 0;
std::atomic<bool> disk_awaited{true};

enum class Kind { kReads, kChanges };

// Makes the call unless it is the one that is to fail.
template <class Call>
auto Pass(Call call, Kind kind = Kind::kChanges) -> decltype(call()) {
  if (!chosen || (point.changes_only && kind == Kind::kReads) || calls++ != point.call) return call();
  if (point.fault == Fault::kDieBefore) _exit(kDied);
  if (point.fault == Fault::kErrno) {
    errno = point.error_number;
    return -1;
  }
  call();
  _exit(kDied);
}

bool IsDiskAwaited() { return disk_awaited; }

bool IsBetweenDevices(int from, int to) {
  struct stat found_from {};
  struct stat found_to {};
  return chosen && point.disk == Disk::kOthers && fstat(from, &found_from) == 0 && fstat(to, &found_to) == 0 &&
         found_from.st_ino != found_to.st_ino;
}

bool KnowsNoReplace() { return !chosen || point.disk != Disk::kOnlyReplaces; }

}  // namespace

void BeginFaults(const FaultPoint& begun) {
  point = begun;
  calls = 0;
  chosen = true;
}

DiskNotAwaited::DiskNotAwaited() { disk_awaited = false; }
DiskNotAwaited::~DiskNotAwaited() { disk_awaited = true; }

int EndFaults() {
  chosen = false;
  return calls;
}

}  // namespace photocluster::test

using photocluster::test::IsBetweenDevices;
using photocluster::test::IsDiskAwaited;
using photocluster::test::Kind;
using photocluster::test::KnowsNoReplace;
using photocluster::test::Pass;

// The names are the linker's (ld --wrap).
extern "C" {
long __real_syscall(long number, long a, long b, long c, long d, long e, long f);
int __real_openat(int folder, const char* name, int flags, mode_t mode);
int __real_mkdirat(int folder, const char* name, mode_t mode);
int __real_renameat(int from, const char* old_name, int to, const char* new_name);
int __real_renameat2(int from, const char* old_name, int to, const char* new_name, unsigned flags);
int __real_linkat(int from, const char* old_name, int to, const char* new_name, int flags);
int __real_unlinkat(int folder, const char* name, int flags);
int __real_ftruncate(int file, off_t length);
int __real_fsync(int file);
int __real_fdatasync(int file);
int __real_fchmod(int file, mode_t mode);
int __real_futimens(int file, const timespec* times);
ssize_t __real_write(int file, const void* bytes, size_t count);
ssize_t __real_pread(int file, void* bytes, size_t count, off_t offset);

long __wrap_syscall(long number, long a, long b, long c, long d, long e, long f) {
  return Pass([&] { return __real_syscall(number, a, b, c, d, e, f); }, Kind::kReads);
}
int __wrap_openat(int folder, const char* name, int flags, mode_t mode) {
  return Pass([&] { return __real_openat(folder, name, flags, mode); }, Kind::kReads);
}
int __wrap_mkdirat(int folder, const char* name, mode_t mode) {
  return Pass([&] { return __real_mkdirat(folder, name, mode); });
}
int __wrap_renameat(int from, const char* old_name, int to, const char* new_name) {
  return Pass([&] { return __real_renameat(from, old_name, to, new_name); });
}
int __wrap_renameat2(int from, const char* old_name, int to, const char* new_name, unsigned flags) {
  return Pass([&] {
    const bool is_known = flags == 0 || KnowsNoReplace();
    if (is_known && !IsBetweenDevices(from, to)) return __real_renameat2(from, old_name, to, new_name, flags);
    errno = is_known ? EXDEV : EINVAL;
    return -1;
  });
}
int __wrap_linkat(int from, const char* old_name, int to, const char* new_name, int flags) {
  return Pass([&] {
    if (!IsBetweenDevices(from, to)) return __real_linkat(from, old_name, to, new_name, flags);
    errno = EXDEV;
    return -1;
  });
}
int __wrap_unlinkat(int folder, const char* name, int flags) {
  return Pass([&] { return __real_unlinkat(folder, name, flags); });
}
int __wrap_ftruncate(int file, off_t length) {
  return Pass([&] { return __real_ftruncate(file, length); });
}
int __wrap_fsync(int file) {
  return Pass([&] { return IsDiskAwaited() ? __real_fsync(file) : 0; });
}
int __wrap_fdatasync(int file) {
  return Pass([&] { return IsDiskAwaited() ? __real_fdatasync(file) : 0; });
}
int __wrap_fchmod(int file, mode_t mode) {
  return Pass([&] { return __real_fchmod(file, mode); });
}
int __wrap_futimens(int file, const timespec* times) {
  return Pass([&] { return __real_futimens(file, times); });
}
ssize_t __wrap_write(int file, const void* bytes, size_t count) {
  return Pass([&] { return __real_write(file, bytes, count); });
}
ssize_t __wrap_pread(int file, void* bytes, size_t count, off_t offset) {
  return Pass([&] { return __real_pread(file, bytes, count, offset); }, Kind::kReads);
}
}
