#include "shared/journal/legacy_writer.h"

#include <algorithm>
#include <cmath>

#include "shared/base/archive_json.h"

namespace photocluster {
namespace {

// JSON as Python's json.dump(…, indent=2) lays it out.
class IndentedText {
 public:
  void Reserve(std::size_t bytes) { text_.reserve(bytes); }
  void Open(char bracket) {
    text_ += bracket;
    ++depth_;
    is_empty_ = true;
  }
  void Close(char bracket) {
    --depth_;
    if (!is_empty_) BreakLine();
    text_ += bracket;
    is_empty_ = false;
  }
  void Item(std::string_view json = "") {
    if (!is_empty_) text_ += ',';
    BreakLine();
    text_ += json;
    is_empty_ = false;
  }
  void Key(const std::string& name, std::string_view json = "") {
    Item(ToJson(name));
    text_ += ": ";
    text_ += json;
  }
  std::string Take() { return std::move(text_); }

 private:
  void BreakLine() {
    text_ += '\n';
    text_.append(2 * depth_, ' ');
  }

  std::string text_;
  std::size_t depth_ = 0;
  bool is_empty_ = true;
};

// Numbers of length 32767 that round to these components. Rounding has made the vector a little longer or shorter than
// that. Were every component to take its share of the difference, a large one could become another one when it is
// rounded again: none moves by half or more, and the smaller ones take what is left.
std::vector<double> OfUnitLength(VectorView vector, std::size_t dimension) {
  constexpr double kMost = 0.4999;
  const auto scaled = [](std::int16_t component, double scale) {
    return std::clamp(component * scale, component - kMost, component + kMost);
  };
  const VectorView components = vector.first(dimension);
  double scale = 1;
  for (std::size_t round = 0; round < dimension; ++round) {  // 2, unless one component is most of the vector
    double rest = kUnit * kUnit;
    double scaled_squares = 0;
    for (const std::int16_t component : components) {
      const double value = scaled(component, scale);
      if (value == component * scale) {
        scaled_squares += double{1} * component * component;
      } else {
        rest -= value * value;
      }
    }
    if (scaled_squares <= 0 || rest <= 0) break;
    const double next = std::sqrt(rest / scaled_squares);
    if (next == scale) break;
    scale = next;
  }
  std::vector<double> values;
  for (const std::int16_t component : components) values.push_back(scaled(component, scale));
  return values;
}

// value / 32767 with ten decimals: less than 0.00001 of what was rounded to a component.
std::string Decimal(double value) {
  constexpr double kScale = 1e10;
  const double scaled = value / kUnit * kScale;
  const auto units = static_cast<std::int64_t>(scaled < 0 ? 0.5 - scaled : scaled + 0.5);
  const std::string digits = std::to_string(units + 100'000'000'000);  // 1 d dddddddddd
  return (scaled < 0 && units > 0 ? "-" : "") + digits.substr(1, 1) + "." + digits.substr(2);
}

void WriteVector(IndentedText& text, VectorView vector, std::size_t dimension) {
  text.Item();
  text.Open('[');
  for (const double value : OfUnitLength(vector, dimension)) text.Item(Decimal(value));
  text.Close(']');
}

}  // namespace

std::string LegacyLogText(const std::vector<LegacyAction>& actions) {
  std::string text;
  for (const LegacyAction& action : actions) {
    text += "{\"ts\": " + ToJson(action.ts) + ", \"src\": " + ToJson(action.src) + ", \"dst\": " + ToJson(action.dst) +
            ", \"cluster\": " + ToJson(action.cluster) + ", \"note\": " + ToJson(action.note) + "}\n";
  }
  return text;
}

std::string LegacyStateText(const LegacyState& state) {
  constexpr std::size_t kComponentBytes = 23;
  std::size_t components = 0;
  for (const auto& [name, cluster] : state.clusters) components += cluster.vectors.size() * state.dimension;
  IndentedText text;
  text.Reserve(components * kComponentBytes + 4096);
  text.Open('{');
  text.Key("clusters");
  text.Open('{');
  for (const auto& [name, cluster] : state.clusters) {
    text.Key(name);
    text.Open('[');
    for (const Vector& vector : cluster.vectors) WriteVector(text, vector, state.dimension);
    text.Close(']');
  }
  text.Close('}');
  text.Key("counts");
  text.Open('{');
  for (const auto& [name, cluster] : state.clusters) text.Key(name, std::to_string(cluster.count));
  text.Close('}');
  text.Key("manual_total", std::to_string(state.manual_total));
  text.Key("auto_total", std::to_string(state.auto_total));
  text.Key("deleted_total", std::to_string(state.deleted_total));
  text.Close('}');
  return text.Take();
}

std::string LegacyQueueText(const std::vector<std::string>& paths) {
  IndentedText text;
  text.Open('[');
  for (const std::string& path : paths) text.Item(ToJson(path));
  text.Close(']');
  return text.Take();
}

}  // namespace photocluster
