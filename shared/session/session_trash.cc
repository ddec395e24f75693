// What a person wants removed for good:
//   RemoveTrashed -> (append emptied) -> NextTrashed -> (RemoveTrashedEffect) … -> NextTrashed … -> EndRemoving
//     an error: the photo is in the trash as before: EndRemoving -> (append found)
// The main file goes first: a photo that is in the trash after a death on the way has all of its companions; of one
// that is gone they may be left there.
#include <set>
#include <utility>

#include "shared/base/path.h"
#include "shared/clustering/cluster_name.h"
#include "shared/journal/file_names.h"
#include "shared/session/session.h"

namespace photocluster {
namespace {

Record FactAbout(Op op, const Photo& photo) {
  Record record;
  record.op = op;
  record.src = photo.place;
  record.dst = photo.place;
  record.cluster = kDeletedCluster;
  if (photo.fingerprint.known()) record.photo = photo.fingerprint;
  for (const Companion& companion : photo.companions) {
    record.companions.push_back({companion.place, companion.place, companion.fingerprint});
  }
  return record;
}

Result<std::vector<Record>> Emptied(const State& state, const std::vector<std::string>& places) {
  if (places.empty()) return Error{ErrorCode::kBadInput, "empty_trash.places: no photo is named"};
  std::set<std::string_view> named;
  std::vector<Record> records;
  for (const std::string& place : places) {
    const PhotoId id = state.Find(place);
    if (!id.has_value() || !state.photo(id).listed || state.photo(id).emptied) {
      return Error{ErrorCode::kUnknownPhoto, "there is no photo at \"" + place + "\""};
    }
    if (state.photo(id).decision.membership != Membership::kTrashed) {
      return Error{ErrorCode::kBadInput, "\"" + place + "\" is not in the trash"};
    }
    if (!IsInside(place, kTrashFolder)) {
      return Error{ErrorCode::kBadInput, "\"" + place + "\" does not lie in " + kTrashFolder};
    }
    if (named.insert(place).second) records.push_back(FactAbout(Op::kEmptied, state.photo(id)));
  }
  return records;
}

}  // namespace

Record Session::StillTrashed(const Photo& photo) { return FactAbout(Op::kFound, photo); }

void Session::RemoveTrashed(const std::vector<std::string>& places) {
  Result<std::vector<Record>> records = Emptied(state_, places);
  if (!records.ok()) return Fail(records.error());
  removing_ = {};
  removing_.records = std::move(records).value();
  AppendFacts(removing_.records, [this] {
    removing_.first = end_.seq - removing_.records.size() + 1;
    NextTrashed();
  });
}

void Session::NextTrashed() {
  if (removing_.at == removing_.records.size()) return EndRemoving();
  const Record& record = removing_.records[removing_.at];
  if (stop_requested_) {
    for (; removing_.at < removing_.records.size(); ++removing_.at) KeepTrashed(removing_.records[removing_.at]);
    return EndRemoving();
  }
  const Fingerprint content = record.photo.value_or(Fingerprint());
  effects_.Push(RemoveTrashedEffect{record.src, content}, [this](const EffectResult& result) {
    const Seq seq = removing_.first + removing_.at;
    const Record& emptied = removing_.records[removing_.at++];
    if (result.error) {
      outcome_.failures.push_back({seq, emptied.src, *result.error});
      KeepTrashed(emptied);
      return NextTrashed();
    }
    state_.Change(state_.Find(emptied.src), [](Photo& photo) { photo.listed = false; });
    removing_.folders.insert(std::string(Parent(emptied.src)));
    for (const CompanionMove& companion : emptied.companions) {
      const Fingerprint known = companion.photo.value_or(Fingerprint());
      const RemoveTrashedEffect remove{companion.src, known};
      effects_.Push(remove, [this, seq, place = companion.src](const EffectResult& left) {
        if (left.error) outcome_.failures.push_back({seq, place, *left.error});
      });
    }
    NextTrashed();
  });
}

// In the trash as before, as the log will say.
void Session::KeepTrashed(const Record& emptied) {
  removing_.kept.push_back(StillTrashed(state_.photo(state_.Find(emptied.src))));
}

void Session::EndRemoving() {
  std::vector<std::string> folders;  // the inner ones first
  for (std::string folder : std::exchange(removing_.folders, {})) {
    for (; IsInside(folder, kTrashFolder); folder = std::string(Parent(folder))) folders.push_back(folder);
  }
  RemoveEmptied(folders);
  AppendFacts(std::exchange(removing_.kept, {}), [this] { removing_ = {}; });
}

}  // namespace photocluster
