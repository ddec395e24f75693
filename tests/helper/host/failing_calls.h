#pragma once

namespace photocluster::test {

// The system calls that change or read files, as this program's code makes them: the linker puts ours before those of
// the C library (CMakeLists.txt names them). They pass everything on until one of them is chosen to fail or to be the
// last of its process. Only calls of the thread that chose are counted, and only one at a time is chosen.
enum class Fault { kErrno, kDieBefore, kDieAfter };

enum class Disk {
  kPlain,
  kOthers,       // no rename or link between two folders: EXDEV, as between file systems
  kOnlyReplaces  // RENAME_NOREPLACE is unknown: EINVAL, as on NFS and ntfs-3g
};

struct FaultPoint {
  int call = -1;  // which one from now on, from 0; -1: none, they are only counted
  Fault fault = Fault::kErrno;
  int error_number = 0;
  bool changes_only = false;  // calls that only open or read are not counted
  Disk disk = Disk::kPlain;
};

inline constexpr int kDied = 99;  // the exit status of a process that ended at a chosen call

void BeginFaults(const FaultPoint& point);
int EndFaults();  // how many calls there were since BeginFaults

// While there is one, a sync of this process is counted and may fail, but the disk is not waited for: the death of a
// process loses nothing of what it has written, only that of the computer does.
class DiskNotAwaited {
 public:
  DiskNotAwaited();
  DiskNotAwaited(const DiskNotAwaited&) = delete;
  DiskNotAwaited& operator=(const DiskNotAwaited&) = delete;
  ~DiskNotAwaited();
};

}  // namespace photocluster::test
