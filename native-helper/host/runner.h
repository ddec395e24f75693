#pragma once
#include <atomic>

#include "native-helper/host/ports.h"
#include "shared/protocol/effect.h"
#include "shared/session/session.h"

namespace photocluster {

// Carries out a Session's effects through the ports of its root, one after the other, until it waits for none.
// Belongs to the thread that owns the root; does not own what it is given. `stop` may be set by another thread or a
// signal handler: then a run under way ends with its next photo (Session::Stop).
class Runner {
 public:
  Runner(PhotoStore& photos, Journal& journal, const std::atomic<bool>* stop = nullptr)
      : photos_(photos), journal_(journal), stop_(stop) {}

  EffectResult Execute(const Effect& effect);
  Outcome Drive(Session& session);

 private:
  EffectResult Do(const ProbeEffect& effect);
  EffectResult Do(const AppendEffect& effect);
  EffectResult Do(const ReplaceEffect& effect);
  EffectResult Do(const SetTailAsideEffect& effect);
  EffectResult Do(const MoveEffect& effect);
  EffectResult Do(const RemoveCopyEffect& effect);
  EffectResult Do(const CopyEffect& effect);
  EffectResult Do(const RemoveTemporaryEffect& effect);
  EffectResult Do(const RemoveTrashedEffect& effect);
  EffectResult Do(const RemoveFolderEffect& effect);
  EffectResult Do(const SyncEffect& effect);

  PhotoStore& photos_;
  Journal& journal_;
  const std::atomic<bool>* stop_;
};

}  // namespace photocluster
