#pragma once
#include <set>
#include <string>

#include "shared/session/state.h"
#include "tests/support/world.h"

namespace photocluster::test {

// The first thing in which a State contradicts itself or the world, or "": every file lies where the State says and
// none lies elsewhere, totals, members and sums add up, no folder that a move made is left empty.
std::string Contradiction(const World& world, const State& state);

// The contents of the world's photos without the copies that the program made of them: what must never change by losing
// or doubling.
std::multiset<std::string> ContentsWithoutCopies(const World& world, const State& state);

}  // namespace photocluster::test
