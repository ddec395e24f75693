#pragma once
#include <rapidjson/fwd.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/archive_rules.h"
#include "shared/base/result.h"

namespace photocluster {

inline constexpr std::size_t kMaxJsonBytes = std::size_t{64} << 20;
inline constexpr int kMaxJsonDepth = 64;
using JsonNames = std::span<const char* const>;

// cereal's archive for reading JSON text. Its functions are for the overloads below; use FromJson().
//
// The text is parsed whole into rapidjson's tree, then each field looks for its key. The first failure is kept with
// the path that led there; after it nothing more is read.
class JsonReader : public cereal::InputArchive<JsonReader, cereal::AllowEmptyClassElision> {
 public:
  JsonReader(std::string_view text, std::size_t max_bytes);
  ~JsonReader();

  bool ok() const { return !failed_; }
  const Error& error() const { return error_; }

  // One step on the way from the root of the text to where reading stands. The steps lie on the call stack.
  struct Step {
    const rapidjson::Value* value = nullptr;
    enum Kind { kField, kEntry, kElement } kind = kField;
    std::string_view name = {};  // of a field, or of an entry of a map
    std::size_t index = 0;       // of an element
    Step* above = nullptr;
  };
  // Reads `value` from `step`, which lies below the current one.
  template <class T>
  void ReadAt(Step step, T& value) {
    if (!ok()) return;
    step.above = at_;
    at_ = &step;
    (*this)(value);
    at_ = step.above;
  }

  // Each looks at the current value and fails when it is of another kind or out of range.
  void Read(bool& value);
  void Read(double& value);
  void Read(std::string& text);
  void Read(Bytes& bytes);
  void Read(Fingerprint& fingerprint);
  void Read(FixedDecimal6& number);
  std::int64_t ReadInteger(std::int64_t min, std::int64_t max);
  std::uint64_t ReadInteger(std::uint64_t min, std::uint64_t max);
  std::size_t ReadName(JsonNames names);  // the place of the text in `names`; names.size() after a failure
  void ExpectObject();
  std::size_t ExpectArray();  // its size; 0 after a failure
  bool AtNull() const;

  Step Element(std::size_t index) const;                 // of the current array
  Step Member(const char* name);                         // of the current object; without value when there is none
  Step OnlyMember(JsonNames names, std::size_t& place);  // of the current object; `place` as by ReadName
  std::vector<Step> Entries();                           // of the current object, by name

  void FailMissing(const char* name);
  void FailSize(std::size_t expected, std::size_t found);

 private:
  struct Tree;
  void Parse(std::string_view text, std::size_t max_bytes);
  bool Expect(bool fits, const char* wanted);
  void Fail(const std::string& what);
  void FailAt(Step step, const std::string& what);

  std::unique_ptr<Tree> tree_;
  Step root_;
  Step* at_ = &root_;
  bool failed_ = false;
  Error error_;
};

}  // namespace photocluster
