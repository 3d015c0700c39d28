#include "qpanda3/circuit/random_circuits.hpp"

#include <algorithm>
#include <random>
#include <set>
#include <unordered_map>

#include "circuit/queries.hpp"
#include "circuit/random_draw.hpp"
#include "qpanda3/base/concat.hpp"
#include "qpanda3/base/error.hpp"

namespace qpanda3 {
namespace {

constexpr std::uint64_t kStream = 0x5243;  // apart from other users of the same seed
constexpr std::int64_t kMaxDepth = 100'000'000;
constexpr std::uint32_t kRoundsPerPoll = 1u << 14;

/// A gate that can be drawn.
struct Choice {
  GateType type;
  std::size_t controls;
  std::size_t operands;  ///< controls and targets
  std::size_t params;
};

std::optional<Choice> find_choice(std::string_view name) {
  if (const ControlledInfo* info = find_controlled(name))
    return Choice{info->base, info->num_controls, info->num_operands, info->num_params};
  const GateInfo* info = find_gate(name == "CR" ? "CP" : name);
  if (info == nullptr || info->matrix == nullptr || info->takes_list()) return std::nullopt;
  return Choice{info->type, 0, info->num_targets, info->num_params};
}

/// The qubits, and which of them may share a gate.
class Places {
 public:
  Places(std::span<const Qubit> qubits, const std::optional<Topology>& topology) : restricted_(topology.has_value()) {
    if (qubits.empty()) throw IndexOutOfRange("qubits must name at least one qubit, got an empty list");
    std::unordered_map<Index, std::size_t> position;
    for (const Qubit qubit : qubits) {
      if (!position.emplace(qubit.index(), qubits_.size()).second)
        throw InvalidArgument(concat("qubits must be distinct, got ", qubit, " twice"));
      qubits_.push_back(qubit.index());
    }
    if (topology) add_pairs(*topology, position);
  }

  /// Whether gates on that many qubits have a place.
  bool fit(std::size_t operands) const {
    if (operands > qubits_.size()) return false;
    return !restricted_ || operands == 1 || (operands == 2 ? !pairs_.empty() : !corners_.empty());
  }

  /// Positions in the list of qubits, uniform among the ordered choices.
  std::span<const std::size_t> draw(CounterRng& rng, std::size_t operands) {
    if (!restricted_ || operands == 1)
      draw_distinct(rng, operands);
    else if (operands == 2)
      draw_pair(rng);
    else
      draw_corner(rng);
    return {drawn_.data(), operands};
  }

  std::size_t size() const noexcept { return qubits_.size(); }
  Index qubit(std::size_t position) const noexcept { return qubits_[position]; }

 private:
  void add_pairs(const Topology& topology, const std::unordered_map<Index, std::size_t>& position) {
    std::set<std::pair<std::size_t, std::size_t>> pairs;
    for (const std::vector<Qubit>& pair : topology) {
      if (pair.size() != 2) throw InvalidArgument(concat("topology: each entry has two qubits, got ", list_text(pair)));
      for (const Qubit qubit : pair)
        if (position.count(qubit.index()) == 0)
          throw InvalidArgument(concat("topology: ", list_text(pair), " names a qubit that is not among qubits"));
      if (pair[0] == pair[1]) throw InvalidArgument(concat("topology: ", list_text(pair), " joins a qubit to itself"));
      pairs.insert(std::minmax(position.at(pair[0].index()), position.at(pair[1].index())));
    }
    pairs_.assign(pairs.begin(), pairs.end());
    neighbours_.resize(size());
    for (const auto& [a, b] : pairs_) {
      neighbours_[a].push_back(b);
      neighbours_[b].push_back(a);
    }
    for (std::size_t centre = 0; centre < size(); ++centre) {
      const std::uint64_t degree = neighbours_[centre].size();
      if (degree < 2) continue;
      num_corners_ += degree * (degree - 1);
      corners_.emplace_back(num_corners_, centre);
    }
  }

  void draw_distinct(CounterRng& rng, std::size_t operands) {
    for (std::size_t i = 0; i < operands;) {
      drawn_[i] = draw_below(rng, size());
      if (std::find(drawn_.begin(), drawn_.begin() + static_cast<std::ptrdiff_t>(i), drawn_[i]) ==
          drawn_.begin() + static_cast<std::ptrdiff_t>(i))
        ++i;
    }
  }

  void draw_pair(CounterRng& rng) {
    const auto& [a, b] = pairs_[draw_below(rng, pairs_.size())];
    const bool turned = draw_below(rng, 2) != 0;
    drawn_[0] = turned ? b : a;
    drawn_[1] = turned ? a : b;
  }

  /// A qubit and two of its neighbours, in any order.
  void draw_corner(CounterRng& rng) {
    const std::uint64_t number = draw_below(rng, num_corners_);
    const auto corner = std::upper_bound(corners_.begin(), corners_.end(), number,
                                         [](std::uint64_t value, const auto& entry) { return value < entry.first; });
    const std::vector<std::size_t>& around = neighbours_[corner->second];
    const std::size_t first = draw_below(rng, around.size());
    const std::size_t second = (first + 1 + draw_below(rng, around.size() - 1)) % around.size();
    drawn_ = {around[first], around[second], corner->second};
    std::swap(drawn_[2], drawn_[draw_below(rng, 3)]);
  }

  std::vector<Index> qubits_;
  bool restricted_;
  std::vector<std::pair<std::size_t, std::size_t>> pairs_;  ///< positions, each pair once
  std::vector<std::vector<std::size_t>> neighbours_;
  std::uint64_t num_corners_ = 0;
  std::vector<std::pair<std::uint64_t, std::size_t>> corners_;  ///< running number of ordered choices, centre
  std::array<std::size_t, 3> drawn_{};
};

std::vector<Choice> all_choices(const Places& places) {
  std::vector<Choice> choices;
  for (const GateInfo& info : gate_table())
    if (const auto choice = find_choice(info.name); choice && places.fit(choice->operands)) choices.push_back(*choice);
  return choices;
}

std::vector<Choice> named_choices(std::span<const std::string> names, const Places& places, bool restricted) {
  std::vector<Choice> choices;
  for (const std::string& name : names) {
    const auto choice = find_choice(name);
    if (!choice)
      throw InvalidArgument(
          concat("gate_type: '", name, "' is not the name of a unitary gate on a fixed number of qubits"));
    if (!places.fit(choice->operands))
      throw InvalidArgument(
          concat("gate_type: ", name, " acts on ", choice->operands, " qubits; ",
                 choice->operands > places.size() ? "qubits has " : "the topology has no place for it on ",
                 places.size(), restricted ? " with that topology" : ""));
    choices.push_back(*choice);
  }
  return choices;
}

double draw_parameter(CounterRng& rng, GateType type) {
  if (type == GateType::IDLE) return static_cast<double>(draw_below(rng, 7));
  return static_cast<double>(draw_below(rng, 6284)) / 1000;
}

std::uint64_t fresh_seed() {
  std::random_device device;
  return std::uint64_t{device()} << 32 | device();
}

}  // namespace

QCircuit random_qcircuit(std::span<const Qubit> qubits, std::int64_t depth, std::span<const std::string> gate_type,
                         const std::optional<Topology>& topology, std::optional<std::uint64_t> seed) {
  if (depth < 0) throw NegativeValue(concat("depth must not be negative, got ", depth));
  if (depth > kMaxDepth) throw ResourceExhausted(concat("depth must be at most ", kMaxDepth, ", got ", depth));
  Places places(qubits, topology);
  const std::vector<Choice> choices =
      gate_type.empty() ? all_choices(places) : named_choices(gate_type, places, topology.has_value());

  CounterRng rng(seed ? *seed : fresh_seed(), kStream);
  auto block = std::make_shared<Block>();
  std::vector<std::int64_t> layer(places.size(), 0);
  std::vector<Index> operands;
  std::vector<double> params;
  std::uint32_t rounds = 0;
  for (std::int64_t reached = 0; reached < depth;) {
    if (++rounds % kRoundsPerPoll == 0) InterruptScope::poll();
    const Choice& choice = choices[draw_below(rng, choices.size())];
    operands.clear();
    params.clear();
    std::int64_t own = 0;
    const auto positions = places.draw(rng, choice.operands);
    for (const std::size_t position : positions) {
      operands.push_back(places.qubit(position));
      own = std::max(own, layer[position]);
    }
    for (const std::size_t position : positions) layer[position] = own + 1;
    reached = std::max(reached, own + 1);
    for (std::size_t i = 0; i < choice.params; ++i) params.push_back(draw_parameter(rng, choice.type));
    const std::span<const Index> all(operands);
    block->append_gate(choice.type, false, all.first(choice.controls), all.subspan(choice.controls), params);
  }
  return QCircuit::from_block(std::move(block));
}

QProg random_qprog(std::span<const Qubit> qubits, std::int64_t depth, std::span<const std::string> gate_type,
                   const std::optional<Topology>& topology, std::optional<std::uint64_t> seed) {
  return QProg::from_block(random_qcircuit(qubits, depth, gate_type, topology, seed).shared_block());
}

}  // namespace qpanda3
