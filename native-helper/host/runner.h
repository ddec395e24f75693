#pragma once
#include "native-helper/host/ports.h"
#include "shared/protocol/effect.h"
#include "shared/session/session.h"

namespace photocluster {

// Carries out a Session's effects through the ports of its root, one after the other, until it waits for none.
// Belongs to the thread that owns the root; does not own what it is given.
class Runner {
 public:
  Runner(PhotoStore& photos, Journal& journal) : photos_(photos), journal_(journal) {}

  EffectResult Execute(const Effect& effect);
  Outcome Drive(Session& session);

 private:
  EffectResult Do(const ProbeEffect& effect);
  EffectResult Do(const AppendEffect& effect);
  EffectResult Do(const ReplaceEffect& effect);
  EffectResult Do(const SetTailAsideEffect& effect);
  EffectResult Do(const MoveEffect& effect);
  EffectResult Do(const RemoveCopyEffect& effect);
  EffectResult Do(const RemoveFolderEffect& effect);
  EffectResult Do(const SyncEffect& effect);

  PhotoStore& photos_;
  Journal& journal_;
};

}  // namespace photocluster
