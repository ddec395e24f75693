#include "shared/session/pairing.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "shared/base/path.h"
#include "shared/session/file_kind.h"

namespace photocluster {
namespace {

constexpr std::string_view kTakeoutSuffix = "supplemental-metadata";
constexpr std::size_t kTakeoutCharacters = 46;  // Takeout cuts what stands before ".json" to this length
constexpr std::string_view kEditedSuffix = "-edited";
constexpr std::string_view kOriginalPrefix = "IMG_";  // of Apple's IMG_1234
constexpr std::string_view kEditedPrefix = "IMG_E";   // of its edited version
constexpr std::size_t kAppleDigits = 4;
constexpr std::size_t kShortestStem = 8;  // IMG_1234: what clipping leaves at least

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool EqualsWithoutCase(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return lower(x) == lower(y); });
}

std::size_t CountCharacters(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

// The stem that a version is a version of; empty when `stem` is not named like one.
std::string OriginalStem(std::string_view stem) {
  if (stem.size() > kEditedSuffix.size() && stem.ends_with(kEditedSuffix)) {
    return std::string(stem.substr(0, stem.size() - kEditedSuffix.size()));
  }
  if (!stem.starts_with(kEditedPrefix)) return "";
  const std::string_view number = stem.substr(kEditedPrefix.size());
  if (number.size() < kAppleDigits || !std::all_of(number.begin(), number.begin() + kAppleDigits, IsDigit)) return "";
  return std::string(kOriginalPrefix).append(number);
}

// A photo or raw file and the one that it goes with.
struct Picture {
  std::string_view name;
  std::string_view stem;
  bool is_raw = false;
  std::size_t with = kNone;  // kNone: a main file
};

// The pictures of a folder, by stem and within a stem in path order, so that one stem is one range.
class Pictures {
 public:
  using Range = std::pair<std::size_t, std::size_t>;  // first, end

  explicit Pictures(const std::vector<std::string>& names);

  const std::vector<std::size_t>& ByName() const { return by_name_; }
  std::string_view name(std::size_t index) const { return pictures_[index].name; }

  // The main file of the unit that a companion belongs to; kNone when there is none.
  std::size_t MainOfCompanion(std::string_view name) const;
  std::size_t MainOf(std::size_t index) const;

 private:
  Range WithStem(std::string_view stem) const;
  std::size_t Named(std::string_view name) const;
  std::size_t FirstMain(Range range) const;
  std::size_t OfStem(std::string_view stem, bool prefers_raw) const;
  std::size_t OfTakeout(std::string_view title) const;
  std::size_t WithCutName(std::string_view beginning) const;
  void PairRaws(Range range);
  void PairVersions(Range range);

  std::vector<Picture> pictures_;
  std::vector<std::size_t> by_name_;
};

Pictures::Pictures(const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    const FileKind kind = KindOf(name);
    if (kind != FileKind::kPhoto && kind != FileKind::kRaw) continue;
    pictures_.push_back({name, Stem(name), kind == FileKind::kRaw, kNone});
  }
  std::sort(pictures_.begin(), pictures_.end(),
            [](const Picture& a, const Picture& b) { return a.stem != b.stem ? a.stem < b.stem : a.name < b.name; });
  // What a version goes with sorts before it (IMG_1 < IMG_E1, a < a-edited) and is paired already.
  for (Range range{0, 0}; range.first < pictures_.size(); range.first = range.second) {
    while (range.second < pictures_.size() && pictures_[range.second].stem == pictures_[range.first].stem) {
      ++range.second;
    }
    PairRaws(range);
    PairVersions(range);
    for (std::size_t i = range.first; i < range.second; ++i) by_name_.push_back(i);
  }
  std::sort(by_name_.begin(), by_name_.end(), [this](std::size_t a, std::size_t b) { return name(a) < name(b); });
}

void Pictures::PairRaws(Range range) {
  std::size_t camera = range.first;
  while (camera < range.second && !IsCameraPhoto(pictures_[camera].name)) ++camera;
  if (camera == range.second) return;
  for (std::size_t i = range.first; i < range.second; ++i) {
    if (pictures_[i].is_raw) pictures_[i].with = camera;
  }
}

// A version goes with the file of its own extension where there is one (a-edited.png with a.png beside a.jpg).
void Pictures::PairVersions(Range range) {
  const std::string original = OriginalStem(pictures_[range.first].stem);
  if (original.empty()) return;
  const Range originals = WithStem(original);
  if (originals.first == originals.second) return;
  for (std::size_t i = range.first; i < range.second; ++i) {
    if (pictures_[i].with != kNone) continue;
    const std::size_t same = Named(original + std::string(Extension(pictures_[i].name)));
    pictures_[i].with = same != kNone ? same : FirstMain(originals);
  }
}

std::size_t Pictures::MainOf(std::size_t index) const {
  while (index != kNone && pictures_[index].with != kNone) index = pictures_[index].with;
  return index;
}

Pictures::Range Pictures::WithStem(std::string_view stem) const {
  const auto first =
      std::lower_bound(pictures_.begin(), pictures_.end(), stem,
                       [](const Picture& picture, std::string_view text) { return picture.stem < text; });
  auto end = first;
  while (end != pictures_.end() && end->stem == stem) ++end;
  return {static_cast<std::size_t>(first - pictures_.begin()), static_cast<std::size_t>(end - pictures_.begin())};
}

// The picture of this name; if there is none, the first whose extension differs in case only.
std::size_t Pictures::Named(std::string_view name) const {
  std::size_t named = kNone;
  const Range range = WithStem(Stem(name));
  for (std::size_t i = range.first; i < range.second; ++i) {
    if (pictures_[i].name == name) return i;
    if (named == kNone && EqualsWithoutCase(Extension(pictures_[i].name), Extension(name))) named = i;
  }
  return named;
}

// Where all of a stem are versions or go with one, the first stands for the others: MainOf leads to the same main file.
// REQUIRES: the range is not empty.
std::size_t Pictures::FirstMain(Range range) const {
  for (std::size_t i = range.first; i < range.second; ++i) {
    if (pictures_[i].with == kNone) return i;
  }
  return range.first;
}

std::size_t Pictures::OfStem(std::string_view stem, bool prefers_raw) const {
  const Range range = WithStem(stem);
  if (range.first == range.second) return kNone;
  if (prefers_raw) {
    for (std::size_t i = range.first; i < range.second; ++i) {
      if (pictures_[i].is_raw) return i;
    }
  }
  return FirstMain(range);
}

// `title`: the name of a Takeout sidecar without ".json": a picture's name, or that and a beginning of
// ".supplemental-metadata", or a beginning of a long name.
std::size_t Pictures::OfTakeout(std::string_view title) const {
  if (const std::size_t named = Named(title); named != kNone) return named;
  const std::size_t dot = title.rfind('.');
  if (dot != std::string_view::npos && kTakeoutSuffix.starts_with(title.substr(dot + 1))) {
    if (const std::size_t named = Named(title.substr(0, dot)); named != kNone) return named;
  }
  return CountCharacters(title) >= kTakeoutCharacters ? WithCutName(title) : kNone;
}

// The main file of the only unit with a picture whose name begins so.
std::size_t Pictures::WithCutName(std::string_view beginning) const {
  std::size_t found = kNone;
  for (auto next = std::lower_bound(by_name_.begin(), by_name_.end(), beginning,
                                    [this](std::size_t i, std::string_view text) { return pictures_[i].name < text; });
       next != by_name_.end() && pictures_[*next].name.starts_with(beginning); ++next) {
    const std::size_t main = MainOf(*next);
    if (found != kNone && found != main) return kNone;
    found = main;
  }
  return found;
}

std::size_t Pictures::MainOfCompanion(std::string_view name) const {
  const std::string_view stem = Stem(name);
  const std::string_view extension = Extension(name);
  if (EqualsWithoutCase(extension, ".json")) return MainOf(OfTakeout(stem));
  if (EqualsWithoutCase(extension, ".xmp")) {
    const std::size_t named = Named(stem);
    return MainOf(named != kNone ? named : OfStem(stem, true));
  }
  for (const std::string_view other : {".aae", ".thm", ".mov"}) {
    if (EqualsWithoutCase(extension, other)) return MainOf(OfStem(stem, false));
  }
  return kNone;
}

}  // namespace

Pairing PairFolder(std::vector<std::string> names) {
  std::sort(names.begin(), names.end());
  const Pictures pictures(names);
  std::vector<std::vector<std::string>> companions(pictures.ByName().size());  // by main file
  Pairing pairing;
  for (const std::size_t picture : pictures.ByName()) {
    const std::size_t main = pictures.MainOf(picture);
    if (main != picture) companions[main].emplace_back(pictures.name(picture));
  }
  for (const std::string& name : names) {
    const FileKind kind = KindOf(name);
    if (kind == FileKind::kPhoto || kind == FileKind::kRaw) continue;
    const std::size_t main = pictures.MainOfCompanion(name);
    (main == kNone ? pairing.others : companions[main]).push_back(name);
  }
  for (const std::size_t picture : pictures.ByName()) {
    if (pictures.MainOf(picture) != picture) continue;
    std::sort(companions[picture].begin(), companions[picture].end());
    pairing.units.push_back({std::string(pictures.name(picture)), std::move(companions[picture])});
  }
  return pairing;
}

namespace {

// A name of a unit as what stands before, in and behind the main file's stem: IMG_E1234.JPG is "IMG_E", "1234", ".JPG".
// A Takeout sidecar that is cut within the stem is named like the others.
struct NameParts {
  bool is_edited = false;  // Apple's
  std::string tail;
};
NameParts PartsOf(std::string_view name, std::string_view main) {
  const std::string_view stem = Stem(main);
  if (name.starts_with(stem)) return {false, std::string(name.substr(stem.size()))};
  if (stem.starts_with(kOriginalPrefix) && name.starts_with(kEditedPrefix)) {
    return {true, std::string(name.substr(stem.size() + 1))};
  }
  return {false, std::string(Extension(main)) + ".json"};
}

}  // namespace

std::vector<std::string> NamesWithSuffix(const Unit& unit, std::string_view suffix) {
  std::vector<NameParts> parts = {PartsOf(unit.main, unit.main)};
  for (const std::string& companion : unit.companions) parts.push_back(PartsOf(companion, unit.main));
  std::size_t longest = 0;
  for (const NameParts& part : parts) longest = std::max(longest, part.tail.size() + (part.is_edited ? 1 : 0));
  const std::size_t others = longest + suffix.size();
  const std::string stem(Clipped(Stem(unit.main), kMaxNameBytes - std::min(others, kMaxNameBytes - kShortestStem)));
  std::vector<std::string> names;
  for (const NameParts& part : parts) {
    std::string name = part.is_edited ? std::string(kEditedPrefix) + stem.substr(kOriginalPrefix.size()) : stem;
    names.push_back(name.append(suffix).append(part.tail));
  }
  return names;
}

}  // namespace photocluster
