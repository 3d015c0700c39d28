"""Two thousand random circuits against the dense reference; `make nightly` compares a hundred thousand others."""

from __future__ import annotations

import numpy as np
import pytest
from random_circuits import MAX_QUBITS, TOLERANCE, compare, random_circuit, reference_unitary
from reference import unitary

BLOCKS, PER_BLOCK = 8, 250


@pytest.mark.parametrize("block", range(BLOCKS))
def test_matrix_and_state_are_those_of_the_reference(block: int) -> None:
    found = [compare(seed) for seed in range(block * PER_BLOCK, (block + 1) * PER_BLOCK)]
    assert [differences for differences in found if not differences.worst() < TOLERANCE] == []
    assert {differences.qubits for differences in found} == set(range(1, MAX_QUBITS + 1))


def plain_circuits() -> list[int]:
    """Numbers of circuits that the plain reference knows too: few qubits, no ORACLE."""
    seeds = range(300)
    return [seed for seed in seeds if random_circuit(seed)[0] <= 5 and "ORACLE" not in str(random_circuit(seed)[1])]


@pytest.mark.parametrize("seed", plain_circuits()[:30])
def test_both_references_agree(seed: int) -> None:
    """The quick reference in place, and the plain one that multiplies full matrices."""
    n, ops = random_circuit(seed)
    np.testing.assert_allclose(reference_unitary(n, ops), unitary(ops, n), atol=1e-13)


def test_a_small_difference_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """With an angle that is off by 1e-10, the comparison fails."""
    seed = next(seed for seed in range(100) if any(op.get("p") for op in random_circuit(seed)[1]))
    n, ops = random_circuit(seed)
    changed = [dict(op) for op in ops]
    parametrised = next(op for op in changed if op.get("p"))
    parametrised["p"] = [parametrised["p"][0] + 1e-10, *parametrised["p"][1:]]
    monkeypatch.setattr("random_circuits.reference_unitary", lambda *_: reference_unitary(n, changed))
    assert compare(seed).worst() > TOLERANCE
