#include "native-helper/evaluation/report.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iomanip>
#include <numeric>
#include <ostream>
#include <sstream>

#include "shared/base/random.h"

namespace photocluster {
namespace {

constexpr std::size_t kResamples = 1000;

double Mean(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

std::string Text(double value, int digits) {
  std::ostringstream text;
  text << std::fixed << std::setprecision(digits) << value;
  return text.str();
}

std::string Text(const Estimate& estimate, int digits) {
  if (estimate.low == estimate.high) return Text(estimate.mean, digits);
  return Text(estimate.mean, digits) + " (" + Text(estimate.low, digits) + "-" + Text(estimate.high, digits) + ")";
}

}  // namespace

Estimate EstimateOf(std::span<const double> values) {
  if (values.empty()) return {};
  const double mean = Mean(values);
  if (values.size() == 1) return {mean, mean, mean};
  SplitMix64 random(1);
  std::vector<double> means(kResamples), drawn(values.size());
  for (double& one : means) {
    for (double& value : drawn) value = values[random.Below(values.size())];
    one = Mean(drawn);
  }
  std::sort(means.begin(), means.end());
  return {mean, means[kResamples * 25 / 1000], means[kResamples * 975 / 1000 - 1]};
}

PolicyReport ReportOf(std::span<const Play> plays, std::size_t photos) {
  const auto estimate = [&](auto&& value) {
    std::vector<double> values;
    for (const Play& play : plays) values.push_back(value(play));
    return EstimateOf(values);
  };
  const auto count = static_cast<double>(photos);
  PolicyReport report;
  report.actions_per_photo = estimate([&](const Play& p) { return static_cast<double>(p.effort.actions) / count; });
  report.keys_per_photo = estimate([&](const Play& p) { return static_cast<double>(p.effort.keys) / count; });
  report.seconds_per_photo = estimate([&](const Play& p) { return p.effort.seconds / count; });
  report.precision = estimate([](const Play& p) { return p.precision; });
  report.worst_cluster_precision = estimate([](const Play& p) { return p.worst_cluster_precision; });
  report.auto_share = estimate([&](const Play& p) { return static_cast<double>(p.effort.unseen) / count; });
  report.ms_per_decision = estimate([](const Play& p) { return p.ms_per_decision; });
  return report;
}

void PrintReport(const EvaluationReport& report, std::span<const std::string> order, std::ostream& out) {
  out << report.photos << " photos in " << report.clusters << " clusters, model " << report.model << ", "
      << report.tiles << " tiles, " << report.seeds << (report.seeds == 1 ? " seed" : " seeds") << "\n";
  constexpr std::array<const char*, 8> kTitles{
      {"policy", "actions/photo", "keys/photo", "seconds/photo", "precision", "worst cluster", "unseen", "ms"}};
  std::vector<std::array<std::string, 8>> rows;
  rows.emplace_back();
  std::copy(kTitles.begin(), kTitles.end(), rows[0].begin());
  for (const std::string& name : order) {
    const PolicyReport& p = report.policies.at(name);
    rows.push_back({{name, Text(p.actions_per_photo, 3), Text(p.keys_per_photo, 3), Text(p.seconds_per_photo, 2),
                     Text(p.precision, 4), Text(p.worst_cluster_precision.mean, 3), Text(p.auto_share.mean, 3),
                     Text(p.ms_per_decision.mean, 1)}});
  }
  for (const auto& row : rows) {
    std::string line;
    for (std::size_t column = 0; column < row.size(); ++column) {
      std::size_t width = 0;
      for (const auto& other : rows) width = std::max(width, other[column].size());
      line += row[column] + std::string(width - row[column].size() + 2, ' ');
    }
    out << line.substr(0, line.find_last_not_of(' ') + 1) << "\n";
  }
}

std::string PlotSvg(const std::vector<std::pair<std::string, Play>>& curves, std::size_t photos) {
  constexpr double kWidth = 860, kHeight = 480, kLeft = 60, kBottom = 50, kTop = 20, kRight = 180;
  constexpr std::array<const char*, 6> kColours{{"#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"}};
  double seconds = 1;
  for (const auto& [name, play] : curves) seconds = std::max(seconds, play.effort.seconds);
  const auto x = [&](double s) { return Text(kLeft + (kWidth - kLeft - kRight) * s / seconds, 1); };
  const auto y = [&](double n) {
    return Text(
        kHeight - kBottom - (kHeight - kBottom - kTop) * n / static_cast<double>(std::max<std::size_t>(photos, 1)), 1);
  };
  std::string svg =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"860\" height=\"480\" viewBox=\"0 0 860 480\" "
      "font-family=\"sans-serif\" font-size=\"13\">\n<rect width=\"860\" height=\"480\" fill=\"white\"/>\n";
  const auto text = [&](const std::string& at_x, const std::string& at_y, const std::string& anchor,
                        const std::string& words) {
    svg += "<text x=\"" + at_x + "\" y=\"" + at_y + "\" text-anchor=\"" + anchor + "\">" + words + "</text>\n";
  };
  for (int part = 0; part <= 4; ++part) {
    const double n = static_cast<double>(photos) * part / 4, s = seconds * part / 4;
    svg += "<line x1=\"" + x(0) + "\" x2=\"" + x(seconds) + "\" y1=\"" + y(n) + "\" y2=\"" + y(n) +
           "\" stroke=\"#ddd\"/>\n";
    text(Text(kLeft - 6, 0), y(n), "end", Text(n, 0));
    text(x(s), Text(kHeight - kBottom + 18, 0), "middle", Text(s / 60, 1));
  }
  text(x(seconds / 2), Text(kHeight - 10, 0), "middle", "minutes of a person's time; photos in the right folder");
  for (std::size_t i = 0; i < curves.size(); ++i) {
    const auto& [name, play] = curves[i];
    const std::string colour = kColours[i % kColours.size()];
    std::string points = x(0) + "," + y(0);
    const std::size_t step = std::max<std::size_t>(1, play.curve.size() / 1000);
    for (std::size_t p = 0; p < play.curve.size(); ++p) {
      if (p % step != 0 && p + 1 != play.curve.size()) continue;
      points += " " + x(play.curve[p].seconds) + "," + y(static_cast<double>(play.curve[p].right));
    }
    svg += "<polyline fill=\"none\" stroke-width=\"2\" stroke=\"" + colour + "\" points=\"" + points + "\"/>\n";
    const double at = 30 + 20 * static_cast<double>(i);
    svg += "<rect x=\"690\" y=\"" + Text(at - 9, 0) + "\" width=\"14\" height=\"4\" fill=\"" + colour + "\"/>\n";
    text("710", Text(at, 0), "start", name);
  }
  return svg + "</svg>\n";
}

}  // namespace photocluster
