#include "native-helper/imaging/photo_facts.h"

#include <array>
#include <charconv>
#include <chrono>
#include <cstddef>
#include <exiv2/exiv2.hpp>
#include <limits>
#include <string>

namespace photocluster {

namespace {

// In order of preference: when the shutter opened, when it was digitised, when the file was written.
constexpr std::array kDateKeys = {"Exif.Photo.DateTimeOriginal", "Exif.Photo.DateTimeDigitized", "Exif.Image.DateTime"};

PhotoFacts Pick(const Exiv2::ExifData& exif) {
  PhotoFacts facts;
  const auto orientation = exif.findKey(Exiv2::ExifKey("Exif.Image.Orientation"));
  if (orientation != exif.end() && orientation->count() > 0)
    facts.orientation = OrientationFromNumber(orientation->toLong());
  for (const char* key : kDateKeys) {
    const auto date = exif.findKey(Exiv2::ExifKey(key));
    if (date != exif.end()) facts.taken_ms = ParseExifTime(date->toString());
    if (facts.taken_ms) break;
  }
  return facts;
}

}  // namespace

PhotoFacts FactsFromExif(std::string_view tiff) {
  if (tiff.empty() || tiff.size() > std::numeric_limits<std::uint32_t>::max()) return {};
  try {
    Exiv2::ExifData exif;
    Exiv2::ExifParser::decode(exif, reinterpret_cast<const Exiv2::byte*>(tiff.data()),
                              static_cast<std::uint32_t>(tiff.size()));
    return Pick(exif);
  } catch (const std::exception&) {  // exiv2 throws on broken metadata
    return {};
  }
}

std::optional<std::int64_t> ParseExifTime(std::string_view text) {
  constexpr std::string_view kPattern = "0000:00:00 00:00:00";
  if (text.size() < kPattern.size()) return {};
  std::array<int, 6> fields{};
  std::size_t at = 0;
  for (int& field : fields) {
    const std::size_t digits = at == 0 ? 4 : 2;
    const char* const end = text.data() + at + digits;
    const auto [stop, error] = std::from_chars(text.data() + at, end, field);
    if (error != std::errc() || stop != end || field < 0) return {};
    at += digits + 1;  // whatever separates: some programs write dashes or a T
  }
  const auto [year, month, day, hour, minute, second] = fields;
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok() || year == 0 || hour > 23 || minute > 59 || second > 60) return {};
  const std::chrono::sys_seconds instant = std::chrono::sys_days{date} + std::chrono::hours{hour} +
                                           std::chrono::minutes{minute} + std::chrono::seconds{second};
  return std::chrono::milliseconds{instant.time_since_epoch()}.count();
}

Orientation OrientationFromNumber(std::int64_t number) {
  return number >= 1 && number <= 8 ? static_cast<Orientation>(number) : Orientation::kUpright;
}

}  // namespace photocluster
