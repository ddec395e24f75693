#pragma once
#include "native-helper/host/ports.h"

namespace photocluster {

// The time of this computer in the zone it is set to.
class SystemClock : public Clock {
 public:
  Instant Now() override;
};

}  // namespace photocluster
