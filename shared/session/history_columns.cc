#include "shared/session/history_columns.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace photocluster {
namespace {

// The number of each folder's row, in the order of their first mention.
class Homes {
 public:
  explicit Homes(std::vector<std::string>& rows) : rows_(rows) {}

  std::uint32_t RowOf(std::string_view home) {
    const auto [at, is_new] = numbers_.emplace(home, static_cast<std::uint32_t>(rows_.size()));
    if (is_new) rows_.emplace_back(home);
    return at->second;
  }

 private:
  std::vector<std::string>& rows_;
  std::unordered_map<std::string_view, std::uint32_t> numbers_;
};

bool IsEnumValue(std::uint8_t value, const auto& names) { return value < names.size(); }

struct IsSoundOther {
  std::size_t photos, clusters;

  bool operator()(const ClusterBefore& before) const {
    return before.cluster.has_value() && before.cluster.value() < clusters;
  }
  bool operator()(const SettingBefore&) const { return true; }
  bool operator()(const OrderBefore&) const { return true; }
  bool operator()(const NoteBefore& before) const { return before.IsSound(photos); }
  bool operator()(const AlsoBefore& before) const { return before.IsSound(photos, clusters); }
  bool operator()(const ClusterSettingBefore& before) const { return before.IsSound(clusters); }
};

template <class T>
bool RisesWithin(const std::vector<T>& rows, std::size_t last) {
  Seq before = 0;
  return std::all_of(rows.begin(), rows.end(),
                     [&](const T& row) { return std::exchange(before, row.seq) < row.seq && row.seq <= last; });
}

}  // namespace

HistoryColumns History::Columns(const std::vector<PhotoId>& ids) const {
  HistoryColumns columns;
  Homes homes(columns.homes);
  homes.RowOf("");
  for (const Packed& packed : past_) {
    const bool is_photo = packed.kind == PastKind::kPhoto;
    columns.op.push_back(static_cast<std::uint8_t>(packed.op));
    columns.kind.push_back(static_cast<std::uint8_t>(packed.kind));
    columns.flags.push_back(static_cast<std::uint8_t>(
        (packed.waits ? HistoryColumns::kWaits : 0) | (packed.by_auto ? HistoryColumns::kByAuto : 0) |
        (packed.copied ? HistoryColumns::kCopied : 0) | (packed.by_itself ? HistoryColumns::kByItself : 0)));
    columns.membership.push_back(static_cast<std::uint8_t>(packed.membership));
    columns.cluster.push_back(packed.cluster.value());
    columns.decided.push_back(static_cast<std::uint32_t>(Seq{packed.decided}));
    columns.home.push_back(homes.RowOf(packed.home));
    columns.undone.push_back(static_cast<std::uint32_t>(Seq{packed.undone}));
    columns.step.push_back(static_cast<std::uint32_t>(Seq{packed.step}));
    columns.what.push_back(is_photo ? ids[packed.what].value() : packed.what);
    columns.places += packed.place.view();
    columns.place_ends.push_back(static_cast<std::uint32_t>(columns.places.size()));
  }
  columns.others = others_;
  for (OtherBefore& other : columns.others) {
    if (auto* note = std::get_if<NoteBefore>(&other)) note->photo = ids[note->photo.value()];
    if (auto* also = std::get_if<AlsoBefore>(&other)) also->photo = ids[also->photo.value()];
  }
  for (const auto& [seq, more] : more_) columns.more.push_back({seq, more.turn, more.moved, more.companions});
  for (const auto& [seq, of] : of_) columns.answers.push_back({seq, of});
  columns.steps = steps_;
  columns.undone_steps = undone_;
  return columns;
}

History::History(const HistoryColumns& columns, TextStore& texts)
    : past_(columns.size()), others_(columns.others), steps_(columns.steps), undone_(columns.undone_steps) {
  std::vector<StoredText> homes;
  for (const std::string& home : columns.homes) homes.push_back(texts.KeepOnce(home));
  std::size_t begin = 0;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    Packed& packed = past_[i];
    const std::uint8_t flags = columns.flags[i];
    packed.op = static_cast<Op>(columns.op[i]);
    packed.kind = static_cast<PastKind>(columns.kind[i]);
    packed.waits = (flags & HistoryColumns::kWaits) != 0;
    packed.by_auto = (flags & HistoryColumns::kByAuto) != 0;
    packed.copied = (flags & HistoryColumns::kCopied) != 0;
    packed.by_itself = (flags & HistoryColumns::kByItself) != 0;
    packed.membership = static_cast<Membership>(columns.membership[i]);
    packed.cluster = ClusterId(columns.cluster[i]);
    packed.decided = columns.decided[i];
    packed.home = homes[columns.home[i]];
    packed.undone = columns.undone[i];
    packed.step = columns.step[i];
    packed.what = columns.what[i];
    packed.place = texts.Keep(std::string_view(columns.places).substr(begin, columns.place_ends[i] - begin));
    begin = columns.place_ends[i];
  }
  for (const MoreBefore& more : columns.more) {
    past_[static_cast<std::size_t>(more.seq - 1)].has_more = true;
    more_.emplace_hint(more_.end(), more.seq, More{more.turn, more.moved, more.companions});
  }
  for (const Answering& answering : columns.answers) of_.emplace_hint(of_.end(), answering.seq, answering.of);
}

bool HistoryColumns::IsSound(std::size_t photos, std::size_t clusters) const {
  const auto sound_step = [this](const Step& each) {
    return each.first > 0 && each.first <= each.last && each.last <= size() && each.live <= each.last - each.first + 1;
  };
  return ColumnsAreWhole() && RowsAreSound(photos, clusters) && RisesWithin(more, size()) &&
         RisesWithin(answers, size()) && std::all_of(steps.begin(), steps.end(), sound_step) &&
         std::all_of(undone_steps.begin(), undone_steps.end(), sound_step) && StepsAreWhole();
}

bool HistoryColumns::ColumnsAreWhole() const {
  for (const std::size_t each : {op.size(), flags.size(), membership.size(), cluster.size(), decided.size(),
                                 home.size(), undone.size(), step.size(), what.size(), place_ends.size()}) {
    if (each != size()) return false;
  }
  return std::is_sorted(place_ends.begin(), place_ends.end()) && (size() == 0 || place_ends.back() == places.size());
}

bool HistoryColumns::RowsAreSound(std::size_t photos, std::size_t clusters) const {
  std::map<Seq, Seq> of;
  for (const Answering& answering : answers) of.emplace(answering.seq, answering.of);
  const auto has = [this](Seq seq) { return seq > 0 && seq <= size() && kind[static_cast<std::size_t>(seq - 1)] != 0; };
  for (std::size_t i = 0; i < size(); ++i) {
    if (!IsEnumValue(op[i], EnumNamesOf(Op{})) || !IsEnumValue(membership[i], EnumNamesOf(Membership{}))) return false;
    if (kind[i] > static_cast<std::uint8_t>(PastKind::kOther) || home[i] >= homes.size()) return false;
    const auto past_kind = static_cast<PastKind>(kind[i]);
    if (past_kind == PastKind::kNothing) continue;
    if (static_cast<Op>(op[i]) == Op::kUndo) {
      const auto at = of.find(i + 1);
      if (at == of.end() || !has(at->second)) return false;
    }
    if (past_kind == PastKind::kPhoto) {
      PhotoDecision decision;
      decision.membership = static_cast<Membership>(membership[i]);
      decision.cluster = ClusterId(cluster[i]);
      if (what[i] >= photos || !decision.IsSound(clusters)) return false;
    }
    if (past_kind == PastKind::kOther &&
        (what[i] >= others.size() || !std::visit(IsSoundOther{photos, clusters}, others[what[i]]))) {
      return false;
    }
  }
  return true;
}

bool HistoryColumns::StepsAreWhole() const {
  std::size_t before = 0;  // the newest record before this one, + 1
  for (std::size_t i = 0; i < size(); ++i) {
    if (static_cast<PastKind>(kind[i]) == PastKind::kNothing) continue;
    const bool begins = step[i] > before && step[i] <= i + 1;
    if (!begins && !(before > 0 && step[i] == step[before - 1])) return false;
    before = i + 1;
  }
  return true;
}

}  // namespace photocluster
