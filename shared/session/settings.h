#pragma once
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "shared/base/result.h"
#include "shared/protocol/command.h"

namespace photocluster {

// What a rule for auto-moves can ask for.
inline constexpr std::uint32_t kMostSamples = 1'000'000;
constexpr bool IsThreshold(double threshold) { return threshold >= 0 && threshold <= 1; }
constexpr bool IsSampleCount(std::uint32_t samples) { return samples >= 1 && samples <= kMostSamples; }

struct ImportedComparison;

// The settings of a root as they stand. In the log each is a `set` record of key and text value; a value that this
// version does not understand is kept and counts as the default.
class RootSettings {
 public:
  struct Value {
    std::string text;
    Seq set_by = 0;

    template <class Archive>
    void serialize(Archive& archive) {
      archive(NVP(text), NVP(set_by));
    }
  };

  Layout layout() const;
  std::string model() const;  // "" = not chosen yet
  bool manual_only() const;
  double threshold() const;
  std::uint32_t min_samples() const;
  std::vector<std::string> left_alone() const;  // folders, sorted
  FileMode file_mode() const;                   // kNone while the files stay, whatever was chosen
  // The folder cannot be written to: decisions are kept elsewhere. No record says so; the host knows.
  bool files_stay() const { return files_stay_; }
  void KeepFiles() { files_stay_ = true; }
  ImportedComparison imported_comparison() const;  // the latest; of no model when there was none
  bool imported_vectors_count() const;             // the original program's are of the chosen model

  std::optional<std::string> Get(const std::string& key) const;
  Seq SetBy(const std::string& key) const;
  void Set(const std::string& key, std::optional<std::string> text, Seq by);  // no text: back to the default
  const std::map<std::string, Value>& values() const { return values_; }

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(values_), NVP(files_stay_));
  }

 private:
  template <class T>
  T As(const std::string& key, T otherwise) const;

  std::map<std::string, Value> values_;
  bool files_stay_ = false;
};

inline constexpr char kModelKey[] = "model";
// What the comparison of the original program's vectors with those of a model came to.
inline constexpr char kImportedVectorsKey[] = "imported_vectors";
// The key of the queue's order, which is kept with shuffles in Order.
inline constexpr char kOrderKey[] = "order";

// Key and text of each setting that the Command gives. Errors: kBadInput naming the setting that is out of range.
Result<std::vector<std::pair<std::string, std::string>>> SettingTexts(const Settings& settings);

}  // namespace photocluster
