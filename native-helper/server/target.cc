#include "native-helper/server/target.h"

#include <algorithm>
#include <charconv>

namespace photocluster {
namespace {

int HexDigit(char c) {
  if ('0' <= c && c <= '9') return c - '0';
  if ('a' <= c && c <= 'f') return c - 'a' + 10;
  if ('A' <= c && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool IsControl(char c) { return static_cast<unsigned char>(c) <= 32 || c == 127; }

// As forms and URLSearchParams write it: a plus is a space.
std::string Spaced(std::string_view text) {
  std::string spaced(text);
  std::replace(spaced.begin(), spaced.end(), '+', ' ');
  return spaced;
}

bool AddParameter(Target& target, std::string_view pair) {
  const std::size_t equals = pair.find('=');
  bool ok = true;
  const std::string name = PercentDecoded(Spaced(pair.substr(0, equals)), ok);
  const std::string value = equals == pair.npos ? "" : PercentDecoded(Spaced(pair.substr(equals + 1)), ok);
  return ok && target.parameters.emplace(name, value).second;
}

}  // namespace

const std::string* Target::Find(const std::string& name) const {
  const auto at = parameters.find(name);
  return at == parameters.end() ? nullptr : &at->second;
}

std::optional<std::uint64_t> Target::Number(const std::string& name, std::uint64_t otherwise) const {
  const std::string* text = Find(name);
  if (!text) return otherwise;
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
  if (error != std::errc() || end != text->data() + text->size()) return std::nullopt;
  return number;
}

std::string PercentDecoded(std::string_view text, bool& ok) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      decoded += text[i];
      continue;
    }
    const int high = i + 1 < text.size() ? HexDigit(text[i + 1]) : -1;
    const int low = i + 2 < text.size() ? HexDigit(text[i + 2]) : -1;
    if (high < 0 || low < 0 || high + low == 0) {
      ok = false;
      return {};
    }
    decoded += static_cast<char>(high * 16 + low);
    i += 2;
  }
  return decoded;
}

std::string PercentEncoded(std::string_view text) {
  static constexpr std::string_view kPlain = "-._~/0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  static constexpr char kDigits[] = "0123456789ABCDEF";
  std::string encoded;
  for (char c : text) {
    if (kPlain.find(c) != kPlain.npos) {
      encoded += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    encoded += {'%', kDigits[byte >> 4], kDigits[byte & 15]};
  }
  return encoded;
}

std::optional<Target> ParseTarget(std::string_view target) {
  if (!target.starts_with('/') || std::any_of(target.begin(), target.end(), IsControl)) return std::nullopt;
  const std::size_t question = target.find('?');
  Target parsed;
  bool ok = true;
  parsed.path = PercentDecoded(target.substr(0, question), ok);
  if (!ok) return std::nullopt;
  std::string_view query = question == target.npos ? "" : target.substr(question + 1);
  while (!query.empty()) {
    const std::size_t end = query.find('&');
    if (!AddParameter(parsed, query.substr(0, end))) return std::nullopt;
    query = end == query.npos ? "" : query.substr(end + 1);
  }
  return parsed;
}

}  // namespace photocluster
