#include "shared/session/settings.h"

#include <algorithm>

#include "shared/base/archive_json.h"
#include "shared/base/path.h"
#include "shared/session/imported_comparison.h"
#include "shared/vectors/vector_file.h"

namespace photocluster {
namespace {

// The original program's defaults.
constexpr double kThreshold = 0.9;
constexpr std::uint32_t kSamples = 5;

// A text is written as it is, everything else as JSON: "beside", "0.8", "true", ["a","b"].
template <class T>
std::string TextOf(const T& value) {
  std::string json = ToJson(value);
  if (json.size() >= 2 && json.front() == '"') return json.substr(1, json.size() - 2);
  return json;
}

}  // namespace

template <class T>
T RootSettings::As(const std::string& key, T otherwise) const {
  const auto at = values_.find(key);
  if (at == values_.end()) return otherwise;
  Result<T> plain = FromJson<T>(at->second.text);
  if (plain.ok()) return plain.value();
  Result<T> quoted = FromJson<T>("\"" + at->second.text + "\"");
  return quoted.ok() ? quoted.value() : otherwise;
}

Layout RootSettings::layout() const { return As<Layout>("layout", Layout::kBeside); }
std::string RootSettings::model() const { return Get(kModelKey).value_or(""); }
bool RootSettings::manual_only() const { return As<bool>("manual_only", false); }
double RootSettings::threshold() const {
  const double threshold = As<double>("threshold", kThreshold);
  return IsThreshold(threshold) ? threshold : kThreshold;
}
std::uint32_t RootSettings::min_samples() const {
  const std::uint32_t samples = As<std::uint32_t>("min_samples", kSamples);
  return IsSampleCount(samples) ? samples : kSamples;
}
std::vector<std::string> RootSettings::left_alone() const { return As<std::vector<std::string>>("left_alone", {}); }

FileMode RootSettings::file_mode() const {
  return files_stay_ ? FileMode::kNone : As<FileMode>("file_mode", FileMode::kMove);
}

ImportedComparison RootSettings::imported_comparison() const { return As<ImportedComparison>(kImportedVectorsKey, {}); }

bool RootSettings::imported_vectors_count() const {
  const ImportedComparison comparison = imported_comparison();
  return comparison.agrees() && comparison.model == model();
}

std::optional<std::string> RootSettings::Get(const std::string& key) const {
  const auto at = values_.find(key);
  if (at == values_.end()) return std::nullopt;
  return at->second.text;
}

Seq RootSettings::SetBy(const std::string& key) const {
  const auto at = values_.find(key);
  return at == values_.end() ? 0 : at->second.set_by;
}

void RootSettings::Set(const std::string& key, std::optional<std::string> text, Seq by) {
  if (text) {
    values_[key] = {std::move(*text), by};
  } else {
    values_.erase(key);
  }
}

Result<std::vector<std::pair<std::string, std::string>>> SettingTexts(const Settings& settings) {
  std::vector<std::pair<std::string, std::string>> texts;
  if (settings.layout) texts.emplace_back("layout", TextOf(*settings.layout));
  if (settings.model) {
    const std::string& id = *settings.model;  // names the file of its vectors
    if (id.empty()) return Error{ErrorCode::kBadInput, "settings.model: a model's id cannot be empty"};
    if (!IsSafeRelativePath(id) || id.find('/') != std::string::npos || id.size() > kMaxModelId) {
      return Error{ErrorCode::kBadInput, "settings.model: \"" + id + "\" is not the id of a model"};
    }
    texts.emplace_back(kModelKey, *settings.model);
  }
  if (settings.manual_only) texts.emplace_back("manual_only", TextOf(*settings.manual_only));
  if (settings.threshold) {
    if (!IsThreshold(*settings.threshold)) {
      return Error{ErrorCode::kBadInput, "settings.threshold: must be between 0 and 1"};
    }
    texts.emplace_back("threshold", TextOf(*settings.threshold));
  }
  if (settings.min_samples) {
    if (!IsSampleCount(*settings.min_samples)) {
      return Error{ErrorCode::kBadInput, "settings.min_samples: must be between 1 and " + std::to_string(kMostSamples)};
    }
    texts.emplace_back("min_samples", TextOf(*settings.min_samples));
  }
  if (settings.order) texts.emplace_back(kOrderKey, TextOf(*settings.order));
  if (settings.left_alone) {
    std::vector<std::string> folders = *settings.left_alone;
    for (const std::string& folder : folders) {
      if (!IsSafeRelativePath(folder)) {
        return Error{ErrorCode::kBadInput, "settings.left_alone: \"" + folder + "\" is not a folder below the root"};
      }
    }
    std::sort(folders.begin(), folders.end());
    folders.erase(std::unique(folders.begin(), folders.end()), folders.end());
    texts.emplace_back("left_alone", TextOf(folders));
  }
  if (settings.file_mode) texts.emplace_back("file_mode", TextOf(*settings.file_mode));
  if (texts.empty()) return Error{ErrorCode::kBadInput, "settings: no setting is given"};
  return texts;
}

}  // namespace photocluster
