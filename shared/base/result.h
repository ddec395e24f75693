#pragma once
#include <string>
#include <utility>
#include <variant>

#include "shared/base/archive_fields.h"

namespace photocluster {

// Why something expected to fail now and then did fail. The set is closed and small: callers choose
// what to do and which sentence to show by the code alone; `detail` is for people and is never parsed.
enum class ErrorCode {
  kBadInput,       // malformed or out of range, names what and where
  kBadName,        // a cluster name that cannot be a folder
  kUnknownPhoto,   // no photo at this place
  kUnknownRecord,  // no such record, run or step
  kNothingToUndo,  // also: nothing to redo
  kPlanChanged,    // a shown plan no longer holds
  kNotFound,       // a file or folder is not there
  kExists,         // a name is taken
  kDenied,         // permission
  kReadOnly,       // read-only file system or root
  kNoSpace,        // disk or quota is full
  kNameTooLong,    // longer than the file system takes
  kOtherDevice,    // a rename across devices
  kIo,             // any other failure of the file system
  kInUse,          // another writer holds the root
  kRefused,        // not allowed as a root
  kDisagrees,      // log and folder disagree beyond the interrupted work of this place
  kBadModel,       // not a usable embedding model
  kDamaged,        // a file of ours fails its check
  kUnsupported,    // a format or a choice this build does not have
  kCancelled,
};
constexpr EnumNames<ErrorCode, 21> EnumNamesOf(ErrorCode) {
  return {{{ErrorCode::kBadInput, "bad_input"},
           {ErrorCode::kBadName, "bad_name"},
           {ErrorCode::kUnknownPhoto, "unknown_photo"},
           {ErrorCode::kUnknownRecord, "unknown_record"},
           {ErrorCode::kNothingToUndo, "nothing_to_undo"},
           {ErrorCode::kPlanChanged, "plan_changed"},
           {ErrorCode::kNotFound, "not_found"},
           {ErrorCode::kExists, "exists"},
           {ErrorCode::kDenied, "denied"},
           {ErrorCode::kReadOnly, "read_only"},
           {ErrorCode::kNoSpace, "no_space"},
           {ErrorCode::kNameTooLong, "name_too_long"},
           {ErrorCode::kOtherDevice, "other_device"},
           {ErrorCode::kIo, "io"},
           {ErrorCode::kInUse, "in_use"},
           {ErrorCode::kRefused, "refused"},
           {ErrorCode::kDisagrees, "disagrees"},
           {ErrorCode::kBadModel, "bad_model"},
           {ErrorCode::kDamaged, "damaged"},
           {ErrorCode::kUnsupported, "unsupported"},
           {ErrorCode::kCancelled, "cancelled"}}};
}
constexpr const char* TypeNameOf(ErrorCode) { return "ErrorCode"; }

struct Error {
  static constexpr const char* kTypeName = "Fault";
  ErrorCode code = ErrorCode::kIo;
  std::string detail;  // one sentence in English without a full stop

  template <class Archive>
  void serialize(Archive& archive) {
    archive(Required(NVP(code)), Required(NVP(detail)));
  }
  bool operator==(const Error&) const = default;
};

// A value or an Error. Expected failures are values: nothing in shared/ throws.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  bool ok() const { return state_.index() == 0; }
  // REQUIRES: ok()
  T& value() & { return *std::get_if<0>(&state_); }
  const T& value() const& { return *std::get_if<0>(&state_); }
  T value() && { return std::move(*std::get_if<0>(&state_)); }
  // REQUIRES: !ok()
  const Error& error() const { return *std::get_if<1>(&state_); }

 private:
  std::variant<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)), ok_(false) {}

  bool ok() const { return ok_; }
  void value() const {}
  const Error& error() const { return error_; }

 private:
  Error error_;
  bool ok_ = true;
};

}  // namespace photocluster

// Evaluates to the value of a Result, or returns its Error from the enclosing function.
// Not to be nested inside another TRY.
#define TRY(expression)                              \
  ({                                                 \
    auto try_result = (expression);                  \
    if (!try_result.ok()) return try_result.error(); \
    std::move(try_result).value();                   \
  })
