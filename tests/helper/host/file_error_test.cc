#include "native-helper/host/file_error.h"

#include <gtest/gtest.h>

#include <cerrno>

namespace photocluster {
namespace {

TEST(FileError, SaysWhatWasTriedAndWhyItFailed) {
  EXPECT_EQ(FileError(EACCES, "cannot move a.jpg to Roof/a.jpg"),
            (Error{ErrorCode::kDenied, "cannot move a.jpg to Roof/a.jpg: permission denied"}));
  EXPECT_EQ(FileError(ENOSPC, "cannot write x").detail, "cannot write x: no space left on device");
  EXPECT_EQ(FileError(EXDEV, "cannot move").detail, "cannot move: they lie on different devices");
}

TEST(FileError, EveryErrnoHasItsCode) {
  const std::pair<int, ErrorCode> cases[] = {
      {ENOENT, ErrorCode::kNotFound},
      {ENOTDIR, ErrorCode::kNotFound},
      {EEXIST, ErrorCode::kExists},
      {ENOTEMPTY, ErrorCode::kExists},
      {EPERM, ErrorCode::kDenied},
      {ELOOP, ErrorCode::kDenied},
      {EROFS, ErrorCode::kReadOnly},
      {EDQUOT, ErrorCode::kNoSpace},
      {EFBIG, ErrorCode::kNoSpace},
      {ENAMETOOLONG, ErrorCode::kNameTooLong},
      {EXDEV, ErrorCode::kOtherDevice},
      {ENOSYS, ErrorCode::kUnsupported},
      {EOPNOTSUPP, ErrorCode::kUnsupported},
      {EIO, ErrorCode::kIo},
      {EBUSY, ErrorCode::kIo},
  };
  for (const auto& [number, code] : cases) EXPECT_EQ(FileError(number, "x").code, code) << number;
}

TEST(FileError, AnUnknownNumberIsStillNamed) { EXPECT_EQ(FileErrorReason(98765), "error 98765"); }

}  // namespace
}  // namespace photocluster
