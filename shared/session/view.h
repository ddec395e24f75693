#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "shared/clustering/auto_rule.h"
#include "shared/session/rows.h"
#include "shared/session/session.h"

namespace photocluster {

// What a page asks of a Session. Costs: O(what it returns) unless said; `Session&` where scores may have to be
// computed.

Overview OverviewOf(const Session& session);  // O(clusters); before the first assignment O(photos)

std::vector<PhotoRow> QueueRows(const State& state, std::size_t from, std::size_t count);  // O(from + count)
std::optional<PhotoRow> RowAt(const State& state, const std::string& place);
std::vector<PhotoRow> NotShownRows(const State& state);  // by place; O(photos)

// None without a vector, without a cluster or when suggestions are switched off. With the `examples` members of the
// best cluster whose vectors are nearest to the photo's, nearest first. O(photos + members of the cluster).
std::optional<SuggestionRow> SuggestionFor(Session& session, const std::string& place, std::size_t examples);

// A plan in words: rows `from` to `from + count` of it, least score first, ties by place. O(plan)
PlanView ViewOf(const Session& session, const std::vector<PlannedPhoto>& plan, std::size_t from, std::size_t count);
AutoMove CommandOf(const Session& session, const std::vector<PlannedPhoto>& plan, const AutoRule& rule);

// Over the first `most` photos, in the order they were listed, that the person sorted and that have a vector. O(most²)
ModelFigure ModelFigureOf(const State& state, std::size_t most);

std::vector<FolderRow> FolderRows(const State& state);  // by path; O(photos)

// The three layouts with the place that each gives a photo. Empty when there is no such photo. O(queue)
std::vector<LayoutRow> LayoutRows(const State& state, const std::string& place, const std::string& cluster);

}  // namespace photocluster
