#pragma once
#include <string>
#include <string_view>

namespace photocluster::test {

// A scenario is a text: steps, and below each step, indented by two, what came of it. RunScenario takes the steps and
// gives the text as it should be, so that a test compares two texts and a switch rewrites one.
//
//   # a comment                      kept as it is, like empty lines
//   {"assign":{…}}                   a Command; a Session is opened when none is
//   open | open bare | open elsewhere
//                                    a new Session: with all caches; without them; in a folder that was copied
//   settle | notice                  as a host does it now and then
//   embed a.jpg=0 b.jpg=1            vectors along the axis of a group, with some noise
//   put a.jpg b.jpg | same b.jpg a.jpg | remove a.jpg | rename a.jpg b.jpg | edit a.jpg
//                                    other programs, in the folder; `same`: with the content of another one
//   fail to a.jpg | stranger at a.jpg | stop after 2 | die after 2
//                                    what befalls the next step: a move, its goal, the person, the machine (in effects)
//   suggest a.jpg | plan 0.5 1 | look | files
//                                    what a page asks; the plan's threshold and samples; the overview; where files lie
//   line … | torn … | record {…} | pending {…} | flip 3
//                                    what damage and other programs leave in the log; a record gets its check; one bit
//                                    of line 3 is another one
//
// Below a step: its records without time, author and fingerprints, its refusal, behind `and` what was done to files and
// folders beside what those say (`->` moved, `=>` copied), what the opening had to say, and behind `=` the totals, the
// clusters with members and vectors, and the State hash. What must always hold and does not is said behind `WRONG`.
struct ScenarioRun {
  std::string text;     // as it should be
  std::string log;      // the files, as they are in the end
  std::string pending;  // the same
};
ScenarioRun RunScenario(std::string_view text);

}  // namespace photocluster::test
