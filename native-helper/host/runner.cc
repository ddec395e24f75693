#include "native-helper/host/runner.h"

#include <variant>

namespace photocluster {
namespace {

template <class T>
EffectResult Answer(const Result<T>& result) {
  EffectResult answer;
  if (!result.ok()) answer.error = result.error();
  return answer;
}

}  // namespace

EffectResult Runner::Do(const ProbeEffect& effect) {
  Result<std::vector<ProbedFile>> probed = photos_.Probe(effect.files);
  EffectResult answer = Answer(probed);
  if (probed.ok()) answer.probed = std::move(probed).value();
  return answer;
}

EffectResult Runner::Do(const AppendEffect& effect) { return Answer(journal_.Append(effect.lines)); }

EffectResult Runner::Do(const ReplaceEffect& effect) { return Answer(journal_.Replace(effect.file, effect.bytes)); }

EffectResult Runner::Do(const SetTailAsideEffect& effect) {
  return Answer(journal_.SetTailAside(effect.from, effect.file));
}

EffectResult Runner::Do(const MoveEffect& effect) { return Answer(photos_.Move(effect)); }

EffectResult Runner::Do(const CopyEffect& effect) { return Answer(photos_.Copy(effect)); }

EffectResult Runner::Do(const RemoveCopyEffect& effect) {
  return Answer(photos_.RemoveCopy(effect.keep, effect.remove));
}

EffectResult Runner::Do(const RemoveTemporaryEffect& effect) { return Answer(photos_.RemoveTemporary(effect.place)); }

EffectResult Runner::Do(const RemoveTrashedEffect& effect) {
  return Answer(photos_.RemoveTrashed(effect.place, effect.fingerprint));
}

EffectResult Runner::Do(const RemoveFolderEffect& effect) { return Answer(photos_.RemoveFolder(effect.folder)); }

EffectResult Runner::Do(const SyncEffect&) { return Answer(photos_.SyncFolders()); }

EffectResult Runner::Execute(const Effect& effect) {
  return std::visit([this](const auto& some) { return Do(some); }, effect);
}

Outcome Runner::Drive(Session& session) {
  while (session.HasEffect()) {
    if (stop_ != nullptr && *stop_) session.Stop();
    session.Complete(Execute(session.NextEffect()));
  }
  return session.TakeOutcome();
}

}  // namespace photocluster
