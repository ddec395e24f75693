#pragma once
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "native-helper/server/original_answers.h"
#include "native-helper/server/root_service.h"

namespace photocluster {

// What a GET of the original's API may do: its /session moved photos.
enum class OriginalAutoMove {
  kOnlySay,  // what auto-move would do; a photo that does not qualify stays in the queue
  kAsItDid,  // moves from the head of the queue until one does not qualify; a refused /auto-move drops its photo
};

// A root as the original program's client sees it: its calls as Commands, and what it shows computed from the State.
// Places are relative to the root; paths in answers are absolute. The root's strand only; AnswerSession from there too.
class OriginalRoot {
 public:
  OriginalRoot(RootService& root, OriginalAutoMove auto_move) : root_(root), auto_move_(auto_move) {}

  struct Wish {  // of /session
    bool manual_only = false;
    original::Rule rule;
    std::uint64_t limit = 0;
  };
  // `respond` is called when what is to be moved was moved, one photo after the other, others' Commands in between.
  void AnswerSession(const Wish& wish, const Respond& respond);

  original::Window Queue(std::uint64_t offset, std::uint64_t limit) const;
  HttpResponse Skip();
  HttpResponse Shuffle();
  HttpResponse Assign(const std::string& place, const std::string& cluster);
  HttpResponse Delete(const std::string& place);
  HttpResponse AutoMove(const original::Rule& rule, const std::optional<std::string>& place);
  // The newest assign, delete or auto-move of one photo; it comes to the head of the queue.
  HttpResponse Undo();

 private:
  struct Attempt {
    std::optional<original::Moved> moved;
    std::string error;
  };
  struct Session;

  std::vector<PhotoId> Ids(std::uint64_t offset, std::uint64_t limit) const;
  std::uint64_t Length() const;
  Attempt Try(PhotoId id, const original::Rule& rule);
  std::string Objection(const std::optional<PlannedPhoto>& planned, const original::Rule& rule) const;
  std::vector<original::Moved> WouldMove(const original::Rule& rule, std::uint64_t limit);
  original::SessionView View(const Wish& wish, original::AutoMoved auto_moved);
  original::Stats Count() const;
  original::OrNull<original::Suggested> SuggestionFor(PhotoId id);
  std::string Absolute(const std::string& place) const;

  const State& state() const { return root_.root().session().state(); }

  RootService& root_;
  OriginalAutoMove auto_move_;
  std::set<std::string> dropped_;  // by refused auto-moves: not shown to this client until the next start
};

}  // namespace photocluster
