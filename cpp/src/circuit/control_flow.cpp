#include "qpanda3/circuit/control_flow.hpp"

#include "qpanda3/circuit/prog.hpp"

namespace qpanda3 {
namespace {

std::vector<Index> to_indices(const std::vector<CBit>& cbits) {
  std::vector<Index> indices;
  indices.reserve(cbits.size());
  for (const CBit cbit : cbits) indices.push_back(cbit.index());
  return indices;
}

/// The chain of arms as nested branches: each further arm is the else block of the one before.
QProg build_branch(const std::vector<BranchArm>& arms, BlockPtr otherwise) {
  bool else_is_chain = false;
  std::shared_ptr<Block> outer;
  for (std::size_t i = arms.size(); i-- > 0;) {
    outer = std::make_shared<Block>();
    outer->append_branch(arms[i].cbits, arms[i].body, otherwise, else_is_chain);
    otherwise = outer;
    else_is_chain = true;
  }
  otherwise.reset();
  return QProg::from_block(std::move(outer));
}

std::vector<BranchArm> with_arm(std::vector<BranchArm> arms, std::vector<Index> cbits, const QProg& body) {
  arms.push_back({std::move(cbits), body.shared_block()});
  return arms;
}

}  // namespace

QIf qif(const std::vector<CBit>& cbits) { return QIf(to_indices(cbits)); }
QWhile qwhile(const std::vector<CBit>& cbits) { return QWhile(to_indices(cbits)); }

QIfThen QIf::then(const QProg& branch) const { return QIfThen(with_arm({}, cbits_, branch)); }

QElseif QIfThen::qelseif(const std::vector<CBit>& cbits) const { return QElseif(arms_, to_indices(cbits)); }
QProg QIfThen::qelse(const QProg& branch) const { return build_branch(arms_, branch.shared_block()); }
QProg QIfThen::qendif() const { return build_branch(arms_, nullptr); }

QElseifThen QElseif::then(const QProg& branch) const { return QElseifThen(with_arm(arms_, cbits_, branch)); }

QProg QWhile::loop(const QProg& body) const {
  auto block = std::make_shared<Block>();
  block->append_loop(cbits_, body.shared_block());
  return QProg::from_block(std::move(block));
}

}  // namespace qpanda3
