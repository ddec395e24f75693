#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace photocluster {

// What a request asks for: "/api/v1/log?before=12&count=50", decoded.
struct Target {
  std::string path;
  std::map<std::string, std::string> parameters;

  const std::string* Find(const std::string& name) const;
  // The parameter as a whole number; `otherwise` without it; nothing when it is no number.
  std::optional<std::uint64_t> Number(const std::string& name, std::uint64_t otherwise) const;
};

// Nothing for what is no path of this server: not beginning with '/', badly encoded, with a NUL, a parameter twice.
std::optional<Target> ParseTarget(std::string_view target);

std::string PercentDecoded(std::string_view text, bool& ok);
// All but letters, digits and "-._~/".
std::string PercentEncoded(std::string_view text);

}  // namespace photocluster
