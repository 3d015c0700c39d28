// Memory of states: aligned, zero where it says so, kept up to a bound, never more than the states of a program need.
#include "sim/state_buffer.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <memory>
#include <set>
#include <thread>
#include <vector>

#include "qpanda3/base/error.hpp"
#include "qpanda3/gate/factories.hpp"
#include "qpanda3/sim/memory.hpp"
#include "sim/machine.hpp"
#include "support/runs.hpp"

namespace qpanda3 {
namespace {

using sim::StateBuffer;
using State = std::unique_ptr<StateBuffer>;

State make_state(unsigned num_qubits, Precision precision = Precision::float64) {
  return std::make_unique<StateBuffer>(num_qubits, precision);
}

const void* address_of(const StateBuffer& state) { return state.amplitudes<double>().data(); }

bool holds_zeros(const StateBuffer& state) {
  return state.visit([](const auto amplitudes) {
    return std::all_of(amplitudes.begin(), amplitudes.end(), [](const auto value) { return std::norm(value) == 0; });
  });
}

class StateMemory : public testing::Test {
 protected:
  StateMemory() { sim::release_kept_memory(); }
};

TEST_F(StateMemory, is_aligned_to_cache_lines_and_huge_pages) {
  for (unsigned qubits = 0; qubits <= 21; ++qubits)
    for (const Precision precision : {Precision::float32, Precision::float64}) {
      const State state = make_state(qubits, precision);
      EXPECT_EQ(state->size(), std::size_t{1} << qubits);
      EXPECT_EQ(state->bytes(), bytes_per_amplitude(precision) << qubits);
      const auto address = state->visit([](auto span) { return reinterpret_cast<std::uintptr_t>(span.data()); });
      EXPECT_EQ(address % 64, 0u);
      if (state->bytes() >= std::uint64_t{2} << 20) {
        EXPECT_EQ(address % (std::uint64_t{2} << 20), 0u);
      }
    }
}

TEST_F(StateMemory, is_zero_if_it_says_so) {
  for (unsigned qubits = 0; qubits <= 20; ++qubits) {
    const State state = make_state(qubits);
    EXPECT_TRUE(!state->is_zero() || holds_zeros(*state)) << qubits;
    state->mark_used();
    EXPECT_FALSE(state->is_zero());
  }
  sim::release_kept_memory();
  EXPECT_TRUE(make_state(18)->is_zero());  // fresh from the system
}

TEST_F(StateMemory, given_back_is_used_again_and_remembers_whether_it_is_zero) {
  for (const unsigned qubits : {12u, 15u, 17u, 21u}) {
    State state = make_state(qubits);
    const void* const address = address_of(*state);
    state->mark_used();
    std::ranges::fill(state->amplitudes<double>(), 1.0);
    state.reset();
    State again = make_state(qubits);
    EXPECT_EQ(address_of(*again), address) << qubits;
    EXPECT_FALSE(again->is_zero());
    const State other = make_state(qubits);
    EXPECT_NE(address_of(*other), address);
    again.reset();
    EXPECT_EQ(address_of(*make_state(qubits)), address);
  }
  State untouched = make_state(19);
  untouched.reset();
  EXPECT_TRUE(make_state(19)->is_zero());
}

TEST_F(StateMemory, is_kept_up_to_a_bound) {
  std::vector<State> states;
  for (int i = 0; i < 5; ++i) states.push_back(make_state(20));  // 16 MiB each
  states.clear();
  EXPECT_EQ(sim::release_kept_memory(), std::uint64_t{32} << 20);
  EXPECT_EQ(sim::release_kept_memory(), 0u);
  for (int i = 0; i < 100; ++i) states.push_back(make_state(12));
  states.clear();
  EXPECT_LE(sim::release_kept_memory(), std::uint64_t{100} << 16);
  make_state(8).reset();  // the heap does that
  EXPECT_EQ(sim::release_kept_memory(), 0u);
}

TEST_F(StateMemory, of_large_states_is_kept_loosely) {
  State state = make_state(22);  // 64 MiB
  const void* const address = address_of(*state);
  make_state(21).reset();  // 32 MiB, all that is kept firmly
  state->mark_used();
  std::ranges::fill(state->amplitudes<double>(), 1.0);
  state.reset();
  state = make_state(22);
  EXPECT_EQ(address_of(*state), address);
  EXPECT_FALSE(state->is_zero());
  state->amplitudes<double>().back() = 7;  // written to again, the page is no longer for the system
  EXPECT_EQ(state->amplitudes<double>().back(), 7.0);
  state.reset();
  EXPECT_EQ(release_memory(), std::uint64_t{96} << 20);
  EXPECT_EQ(release_memory(), 0u);
  const unsigned too_large = static_cast<unsigned>(std::bit_width(sim::available_memory() / sim::kLooseShare)) - 4 + 1;
  make_state(too_large).reset();  // untouched
  EXPECT_EQ(release_memory(), 0u);
}

TEST_F(StateMemory, kept_makes_way_where_there_is_too_little) {
  make_state(22).reset();
  EXPECT_THROW(sim::check_memory(50, Precision::float64, 1, 0), ResourceExhausted);
  EXPECT_EQ(sim::release_kept_memory(), 0u);
}

TEST_F(StateMemory, of_a_larger_state_makes_way_for_a_smaller_one) {
  make_state(21).reset();  // 32 MiB, all that is kept
  make_state(17).reset();
  EXPECT_EQ(sim::release_kept_memory(), std::uint64_t{2} << 20);
}

TEST_F(StateMemory, many_threads_get_memory_of_their_own) {
  std::vector<std::thread> threads;
  std::atomic<int> wrong{0};
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&, t] {
      for (int round = 0; round < 200; ++round) {
        const State state = make_state(12 + static_cast<unsigned>(round % 3));
        state->mark_used();
        std::ranges::fill(state->amplitudes<double>(), double(t));
        std::this_thread::yield();
        for (const Complex value : state->amplitudes<double>())
          if (value != double(t)) ++wrong;
      }
    });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(wrong, 0);
}

TEST_F(StateMemory, room_is_made_only_where_there_is_none) {
  bool was_made = false;
  const auto make_room = [&] { was_made = true; };
  EXPECT_EQ(sim::take_states(10, Precision::float64, 3, sim::kKeptBytes, make_room).size(), 3u);
  EXPECT_FALSE(was_made);
  for (const std::uint64_t reusable : {std::uint64_t{1} << 20, std::uint64_t{1} << 30}) {
    EXPECT_THROW(sim::take_states(45, Precision::float64, 1, reusable, make_room), ResourceExhausted);
    EXPECT_FALSE(was_made);
  }
  EXPECT_EQ(sim::take_states(10, Precision::float64, 1, 2 * sim::kKeptBytes, make_room).size(), 1u);
  EXPECT_TRUE(was_made);  // so that there are not two large states at a time
}

TEST_F(StateMemory, a_machine_alternates_between_two_pieces) {
  CPUQVM machine;
  QProg prog(16);
  prog << H(3);
  std::set<const void*> addresses;
  for (int i = 0; i < 10; ++i) {
    machine.run(prog, 0);
    addresses.insert(machine.current_state().data());
  }
  EXPECT_LE(addresses.size(), 2u);
}

TEST_F(StateMemory, of_a_large_state_serves_the_next_run) {
  CPUQVM machine;
  QProg prog(22);
  prog << H(3);
  std::set<const void*> addresses;
  for (int i = 0; i < 4; ++i) {
    machine.run(prog, 0);
    addresses.insert(machine.current_state().data());
  }
  EXPECT_EQ(addresses.size(), 1u);
  const QResult held = machine.result();
  machine.run(prog, 0);
  EXPECT_FALSE(addresses.contains(machine.current_state().data()));
}

TEST_F(StateMemory, states_of_results_are_not_used_again) {
  CPUQVM machine;
  std::vector<QResult> results;
  for (unsigned i = 0; i < 4; ++i) {
    machine.run(program(X(i), H(15)), 0);
    results.push_back(machine.result());
  }
  for (unsigned i = 0; i < 4; ++i)
    EXPECT_NEAR(std::norm(results[i].get_state_vector()[std::size_t{1} << i]), 0.5, 1e-12);
}

}  // namespace
}  // namespace qpanda3
