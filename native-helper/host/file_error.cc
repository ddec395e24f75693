#include "native-helper/host/file_error.h"

#include <cctype>
#include <cerrno>
#include <cstring>

namespace photocluster {

namespace {

ErrorCode CodeOf(int error_number) {
  switch (error_number) {
    case ENOENT:
    case ENOTDIR:
      return ErrorCode::kNotFound;
    case EEXIST:
    case ENOTEMPTY:
      return ErrorCode::kExists;
    case EACCES:
    case EPERM:
    case ELOOP:  // we follow no link, so any link in a path ends here
      return ErrorCode::kDenied;
    case EROFS:
      return ErrorCode::kReadOnly;
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return ErrorCode::kNoSpace;
    case ENAMETOOLONG:
      return ErrorCode::kNameTooLong;
    case EXDEV:
      return ErrorCode::kOtherDevice;
    case EINVAL:
    case ENOSYS:
    case EOPNOTSUPP:
    case ENOLCK:
      return ErrorCode::kUnsupported;
    default:
      return ErrorCode::kIo;
  }
}

}  // namespace

std::string FileErrorReason(int error_number) {
  switch (error_number) {  // where the system's words would lead a reader astray
    case ELOOP:
      return "there is a link in the way, and links are not followed";
    case EXDEV:
      return "they lie on different devices";
    case EIO:
      return "the device reports an input/output error";
    default:
      break;
  }
  const char* words = strerrordesc_np(error_number);  // English whatever the locale, and safe in any thread
  if (words == nullptr) return "error " + std::to_string(error_number);
  std::string reason = words;
  reason[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(reason[0])));
  return reason;
}

Error FileError(int error_number, const std::string& attempt) {
  return {CodeOf(error_number), attempt + ": " + FileErrorReason(error_number)};
}

}  // namespace photocluster
