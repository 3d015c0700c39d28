// Walks over a DAG. All of them are loops: paths can be as long as a circuit is deep.

#include <algorithm>
#include <queue>

#include "circuit/dag_store.hpp"

namespace qpanda3 {

std::vector<Index> DagStore::topological_order() const {
  std::vector<Index> order;
  order.reserve(size_);
  if (!backward_) {
    for_each([&](Index index) { order.push_back(index); });
    return order;
  }
  std::vector<Index> waiting(bound(), 0), neighbours;
  const auto later = [this](Index a, Index b) { return label_[a] > label_[b]; };
  std::priority_queue<Index, std::vector<Index>, decltype(later)> ready(later);
  for_each([&](Index index) {
    in_neighbours(index, neighbours);
    waiting[index] = static_cast<Index>(neighbours.size());
    if (neighbours.empty()) ready.push(index);
  });
  while (!ready.empty()) {
    const Index index = ready.top();
    ready.pop();
    order.push_back(index);
    out_neighbours(index, neighbours);
    for (const Index next : neighbours)
      if (--waiting[next] == 0) ready.push(next);
  }
  return order;
}

std::vector<std::vector<Index>> DagStore::layers() const {
  std::vector<std::vector<Index>> result;
  std::vector<Index> waiting(bound(), 0), neighbours, front;
  for_each([&](Index index) {
    in_neighbours(index, neighbours);
    waiting[index] = static_cast<Index>(neighbours.size());
    if (neighbours.empty()) front.push_back(index);
  });
  while (!front.empty()) {
    std::vector<Index> behind;
    for (const Index index : front) {
      out_neighbours(index, neighbours);
      for (const Index next : neighbours)
        if (--waiting[next] == 0) behind.push_back(next);
    }
    result.push_back(std::move(front));
    front = std::move(behind);
  }
  return result;
}

std::vector<Index> DagStore::longest_path() const {
  std::vector<Index> length(bound(), 0), before(bound(), kNone), neighbours;
  for (const Index index : topological_order()) {
    in_neighbours(index, neighbours);
    for (const Index previous : neighbours) {
      if (length[previous] <= length[index]) continue;  // of equals the one on the first qubit stays
      length[index] = length[previous];
      before[index] = previous;
    }
    ++length[index];
  }
  Index end = kNone;
  for_each([&](Index index) {
    if (end == kNone || length[index] > length[end]) end = index;
  });
  std::vector<Index> path;
  for (; end != kNone; end = before[end]) path.push_back(end);
  std::reverse(path.begin(), path.end());
  return path;
}

/// Whether a path leads from one vertex to another.
bool DagStore::reaches(Index from, Index to) const {
  std::vector<bool> seen(bound(), false);
  std::vector<Index> open{from}, neighbours;
  seen[from] = true;
  while (!open.empty()) {
    const Index index = open.back();
    open.pop_back();
    if (index == to) return true;
    out_neighbours(index, neighbours);
    for (const Index next : neighbours) {
      if (seen[next] || (!backward_ && label_[next] > label_[to])) continue;
      seen[next] = true;
      open.push_back(next);
    }
  }
  return false;
}

}  // namespace qpanda3
