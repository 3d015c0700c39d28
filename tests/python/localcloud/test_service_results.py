"""Jobs on the simulator of this package, from OriginIR text to the members of the answer."""

import json
from typing import Any

import pytest
from localcloud_support import BELL, SUBMIT, Client, Service, submission

from pyqpanda3 import core

PAIR = "QINIT 2\nCREG 1\nH q[0]\nCNOT q[0],q[1]\n"


@pytest.fixture
def cloud(core_service: Service) -> Client:
    return core_service.client


def run(cloud: Client, program: str | list[str], machine: str, configuration: dict[str, Any], **members: Any) -> Any:
    programs = [program] if isinstance(program, str) else program
    body = {"QProg": programs, "QMachineType": machine, "Configuration": configuration, **members}
    answer = cloud.send(SUBMIT, body).json
    assert answer["success"], answer
    return cloud.wait(answer["obj"]["taskId"], timeout=60)


def table(detail: Any, name: str = "taskResult", index: int = 0) -> dict[str, float]:
    data = json.loads(detail[name][index])
    return dict(zip(data["key"], data["value"], strict=True))


def test_shots_on_full_amplitude(cloud: Client) -> None:
    detail = run(cloud, BELL, "0", {"shot": 1000, "measure_type": 1})
    assert detail["taskState"] == "3", detail
    counts, probabilities = table(detail, "probCount"), table(detail)
    assert set(counts) == {"0x0", "0x3"} and sum(counts.values()) == 1000
    assert min(counts.values()) > 350  # more than nine standard deviations
    assert probabilities == {key: number / 1000 for key, number in counts.items()}
    assert detail["measureQubitSize"] == [2]
    assert detail["qprog"] == BELL


def test_the_highest_classical_bit_is_the_most_significant(cloud: Client) -> None:
    text = "QINIT 3\nCREG 6\nX q[1]\nMEASURE q[0],c[0]\nMEASURE q[1],c[5]\nMEASURE q[2],c[3]\n"
    detail = run(cloud, text, "0", {"shot": 10, "measure_type": 1})
    assert detail["measureQubitSize"] == [3]  # one digit for each bit in use
    assert table(detail, "probCount") == {"0x4": 10}


def test_exact_probabilities_over_chosen_qubits(cloud: Client) -> None:
    text = "QINIT 3\nCREG 1\nX q[0]\nRY q[1],(1.0471975511965976)\nI q[2]\n"
    detail = run(cloud, text, "0", {"qubits": [1, 0], "measure_type": 2})
    # the first qubit listed is the low bit: q1 is 0 with 3/4, q0 is 1
    assert table(detail) == pytest.approx({"0x0": 0, "0x1": 0, "0x2": 0.75, "0x3": 0.25}, abs=1e-12)
    assert detail["probCount"] == [] and detail["measureQubitSize"] == [2]


def test_qubits_the_program_does_not_reach_are_zero(cloud: Client) -> None:
    text = "QINIT 1\nCREG 1\nRY q[0],(1.0471975511965976)\n"
    detail = run(cloud, text, "0", {"qubits": [5, 0, 3], "measure_type": 2})
    expected = {f"0x{key}": 0.0 for key in range(8)} | {"0x0": 0.75, "0x2": 0.25}
    assert table(detail) == pytest.approx(expected, abs=1e-12)
    assert detail["measureQubitSize"] == [3]
    assert table(run(cloud, text, "0", {"qubits": [7], "measure_type": 2})) == {"0x0": 1.0, "0x1": 0.0}


def test_amplitudes(cloud: Client) -> None:
    text = "QINIT 2\nCREG 1\nH q[0]\nS q[0]\n"
    detail = run(cloud, text, "2", {"Amplitude": ["0", "0x1", "0b10"]}, qubitNum=2)
    assert table(detail) == pytest.approx({"0x0": 0.5, "0x1": 0.5, "0x2": 0}, abs=1e-12)
    amplitudes = json.loads(detail["amplitudeResult"][0])
    assert amplitudes["key"] == ["0", "0x1", "0b10"]
    assert amplitudes["real"] == pytest.approx([0.5**0.5, 0, 0], abs=1e-12)
    assert amplitudes["imag"] == pytest.approx([0, 0.5**0.5, 0], abs=1e-12)
    assert detail["measureQubitSize"] == [2]  # as the client declared, although no gate touches qubit 1
    single = run(cloud, PAIR, "3", {"Amplitude": "3"})
    assert json.loads(single["amplitudeResult"][0])["real"] == pytest.approx([0.5**0.5])
    beyond = run(cloud, PAIR, "3", {"Amplitude": "4"})
    assert beyond["taskState"] == "4" and 'amplitude "4"' in beyond["errInfo"]


def test_origin_simulation_is_without_noise(cloud: Client) -> None:
    detail = run(cloud, BELL, "5", {"shot": 2000}, ChipID="origin_simulation")
    assert set(table(detail, "probCount")) == {"0x0", "0x3"}


def test_the_virtual_chip_has_mild_readout_noise_and_says_that_nothing_was_compiled(cloud: Client) -> None:
    detail = run(cloud, BELL, "5", {"shot": 20000}, ChipID="virtual_chip_12")
    counts = table(detail, "probCount")
    assert sum(counts.values()) == 20000
    assert counts["0x0"] + counts["0x3"] > 0.8 * 20000
    assert counts["0x1"] + counts["0x2"] > 100, "without any noise this is no chip"
    assert detail["compiled"] is False and "uncompiled" in detail["note"]
    assert detail["mappingQubit"] == [{"0": 0, "1": 1}]
    assert (detail["measureQubits"], detail["targetCbits"]) == ([[0, 1]], [[0, 1]])


def test_readout_errors_are_those_of_the_qubit_measured(cloud: Client) -> None:
    """Qubit 6 goes to the low bit: the noise must follow the qubit, not the bit."""
    from pyqpanda3.localcloud.chip import VIRTUAL_CHIP

    text = "QINIT 7\nCREG 2\nI q[6]\nX q[3]\nMEASURE q[6],c[0]\nMEASURE q[3],c[1]\n"
    counts = table(run(cloud, text, "5", {"shot": 200_000}, ChipID="virtual_chip_12"), "probCount")
    low = (counts["0x1"] + counts["0x3"]) / 200_000
    high = (counts["0x0"] + counts["0x1"]) / 200_000
    assert low == pytest.approx(1 - VIRTUAL_CHIP.qubits[6].readout_fidelity, abs=0.002)
    assert high == pytest.approx(1 - VIRTUAL_CHIP.qubits[3].readout_fidelity, abs=0.002)


def test_a_list_of_programs_on_a_chip(cloud: Client) -> None:
    wide = "QINIT 3\nCREG 3\nX q[2]\nMEASURE q[0],c[0]\nMEASURE q[1],c[1]\nMEASURE q[2],c[2]\n"
    detail = run(cloud, [BELL, wide], "5", {"shot": 100}, ChipID="origin_simulation")
    assert detail["measureQubitSize"] == [2, 3]
    assert table(detail, "probCount", 1) == {"0x4": 100}


def test_qubits_beyond_the_chip_are_refused(cloud: Client) -> None:
    text = "QINIT 13\nCREG 1\nH q[12]\nMEASURE q[12],c[0]\n"
    detail = run(cloud, text, "5", {"shot": 100}, ChipID="virtual_chip_12")
    assert detail["taskState"] == "4"
    assert "uses qubit 12" in detail["errInfo"] and "12 qubits, 0 to 11" in detail["errInfo"]


@pytest.mark.parametrize(
    ("program", "words"),
    [
        ("QINIT 2\nCREG 2\nH q[0]\nFOO q[1]\n", ["line 4"]),
        ("QINIT 2\nCREG 2\nH q[0\n", ["line"]),
        (PAIR, ["measures nothing"]),
        ("QINIT 60\nCREG 1\nH q[59]\nMEASURE q[59],c[0]\n", ["qubit 59"]),
    ],
)
def test_what_cannot_run_fails_with_a_reason(cloud: Client, program: str, words: list[str]) -> None:
    detail = run(cloud, program, "0", {"shot": 10, "measure_type": 1})
    assert detail["taskState"] == "4"
    for word in words:
        assert word in detail["errInfo"], detail["errInfo"]
    assert "Traceback" not in detail["errInfo"]


def test_tomography_gives_the_density_matrix(cloud: Client) -> None:
    detail = run(cloud, PAIR, "7", {"shot": 10}, ChipID="virtual_chip_12")
    cells = json.loads(detail["qstTaskResult"][0])
    assert len(cells) == 16
    corners = {0, 3, 12, 15}
    for index, cell in enumerate(cells):
        assert cell["r"] == pytest.approx(0.5 if index in corners else 0, abs=1e-12)
        assert cell["i"] == pytest.approx(0, abs=1e-12)
    assert float(detail["qstFidelity"]) == 1


def test_gate_noise(cloud: Client) -> None:
    noise = {"single_gate": ["BITFLIP_KRAUS_OPERATOR", 0.25], "double_gate": ["PHASE_DAMPING_OPRATOR", 0.1]}
    text = "QINIT 1\nCREG 1\nX q[0]\nMEASURE q[0],c[0]\n"
    body = submission(text, QMachineType="1", Configuration={"mode": 1, "noisemodel": noise, "shot": 20000})
    if not hasattr(core, "NoiseModel"):
        answer = cloud.send(SUBMIT, body).json
        assert answer["success"] is False and "gate noise" in answer["message"]
        return
    counts = table(cloud.wait(cloud.send(SUBMIT, body).json["obj"]["taskId"]), "probCount")
    assert counts["0x0"] / 20000 == pytest.approx(0.25, abs=0.03)
