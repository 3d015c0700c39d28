"""`QCloudResult`: every accessor, golden files, and what cannot be read."""

import json
import random
from typing import Any

import pytest
from qcloud_support import detail, fixture, table

from pyqpanda3 import errors
from pyqpanda3.qcloud import Binary, DataBase, Hex, JobStatus, QCloudResult


def finished(**members: Any) -> QCloudResult:
    return QCloudResult("J1", json.dumps(detail("3", **members)))


def test_finished_follows_the_golden_file() -> None:
    golden = fixture("detail-finished.json")
    text = json.dumps(golden["answer"])
    result = QCloudResult(cloud_job_id="id", result_string=text)
    assert result.get_probs() == golden["outcome"]["probs"]
    assert result.get_probs(base=DataBase.Binary) == golden["outcome"]["probs"]
    assert result.get_counts() == golden["outcome"]["counts"]
    assert result.get_probs(DataBase.Hex) == golden["outcome"]["probs_hex"]
    assert result.get_counts(Hex) == {"0x0": 500, "0x3": 500}
    assert result.get_probs_list(Binary) == [golden["outcome"]["probs"]]
    assert result.get_counts_list() == [golden["outcome"]["counts"]]
    assert result.job_id() == "id"
    assert result.job_status() is not None and result.job_status() == JobStatus.FINISHED
    assert result.error_message() == ""
    assert result.origin_data() == text
    assert not result.query_rejected()
    assert result.timing_info() == {
        "startTime": "1700000000000",
        "totalTime": "3407",
        "pulseTime": "30",
        "cirExecuteTime": "100000",
        "aioTimeStamp": "9:1;8:2;",
    }
    assert result.prob_count_raw() == json.dumps(golden["answer"]["obj"]["probCount"], separators=(",", ":"))
    assert result["QMachineType"] == "null"
    assert result["totalTime"] == "3407"
    assert "totalTime" in result
    assert "success" not in result
    assert repr(result) == "<QCloudResult(job_id='id', status=FINISHED, results=1)>"


def test_lists_follow_the_golden_file() -> None:
    golden = fixture("detail-finished-list.json")
    result = QCloudResult("T", json.dumps(golden["answer"]))
    assert result.get_probs_list() == golden["outcome"]["probs_list"]
    assert result.get_probs_list(Hex) == [{"0x1": 1.0}, {"0x5": 1.0}]
    assert result.get_probs() == {"101": 1.0}


def test_tomography_follows_the_golden_file() -> None:
    golden = fixture("detail-tomography.json")
    result = QCloudResult("T", json.dumps(golden["answer"]))
    assert result.get_state_fidelity() == golden["outcome"]["fidelity"]
    assert result.get_state_tomography_density() == [
        [complex(*cell) for cell in row] for row in golden["outcome"]["density"]
    ]


@pytest.mark.parametrize("case", fixture("detail-failed.json")["cases"])
def test_failures_follow_the_golden_file(case: dict[str, Any]) -> None:
    result = QCloudResult("T", json.dumps(case["answer"]))
    assert result.job_status() == JobStatus.FAILED
    assert result.error_message() == case["error_message"]
    assert result.query_rejected() == case["error_message"].startswith("query")
    assert result.get_probs() == {}


@pytest.mark.parametrize("case", fixture("detail-states.json")["cases"])
def test_states_follow_the_golden_file(case: dict[str, Any]) -> None:
    result = QCloudResult("T", json.dumps(detail(case["taskState"])))
    assert result.job_status().name == case["status"]


def test_amplitudes() -> None:
    inner = json.dumps({"key": ["0", "3"], "real": [0.5, -0.25], "imag": [0, 1e-3]})
    assert finished(amplitudeResult=[inner]).get_amplitudes() == {"0": 0.5 + 0j, "3": -0.25 + 0.001j}
    assert finished().get_amplitudes() == {}


def test_fields_by_name() -> None:
    fields = {
        "instructions": ("convertQProg", "convertQprog", "convertqprog", "instructions"),
        "qprog": ("qProg", "qprog"),
        "mapping_qprog": ("mappingQprog", "mappingQProg", "mappingqprog"),
        "mapping_qubit": ("mappingQubit", "mappingqubit"),
        "src_qubits": ("srcQubits",),
        "target_cbits": ("targetCbits",),
        "measure_qubits": ("measureQubits", "measurequbits"),
        "prob_count_raw": ("probcount",),
    }
    for getter, names in fields.items():
        for name in names:
            assert getattr(finished(**{name: [1, {"b": 2}]}), getter)() == '[1,{"b":2}]', name
        with pytest.raises(IndexError, match=names[0] if getter != "prob_count_raw" else "probCount"):
            getattr(finished(), getter)()


def test_members_as_text() -> None:
    result = finished(a="x", b=1.5, c={"z": 1, "a": [1, 2]}, d=None, e=True)
    assert [result[name] for name in "abcde"] == ["x", "1.5", '{"z":1,"a":[1,2]}', "null", "true"]
    with pytest.raises(KeyError, match="'absent'") as caught:
        result["absent"]
    assert isinstance(caught.value, RuntimeError)


def test_seventy_bits() -> None:
    keys = ["0x0", hex(2**70 - 1), hex(2**69 + 1)]
    result = finished(taskResult=[table(keys, [0.25, 0.5, 0.25])], measureQubitSize=[70])
    assert result.get_probs() == {
        format(int(key, 16), "070b"): p for key, p in zip(keys, [0.25, 0.5, 0.25], strict=True)
    }


def test_random_tables_against_python() -> None:
    numbers = random.Random(5)
    for _ in range(200):
        width = numbers.randrange(1, 80)
        states = sorted({numbers.randrange(2**width) for _ in range(numbers.randrange(20))})
        counts = [numbers.randrange(2**63) for _ in states]
        probs = [numbers.random() * 10.0 ** numbers.randrange(-300, 1) for _ in states]
        keys = [f"{numbers.choice(['0x', '0X'])}{state:x}" for state in states]
        result = finished(taskResult=[table(keys, probs)], probCount=[table(keys, counts)], measureQubitSize=[width])
        bits = [format(state, f"0{width}b") for state in states]
        assert result.get_probs() == dict(zip(bits, probs, strict=True))
        assert result.get_counts() == dict(zip(bits, counts, strict=True))
        assert list(result.get_counts()) == bits


@pytest.mark.parametrize("text", ["", "xx", "[]", "5", '"x"', "null", '{"success":true', "\ufeff"])
def test_what_is_no_object_is_refused(text: str) -> None:
    with pytest.raises(RuntimeError, match="taskDetail answer"):
        QCloudResult("T", text)


@pytest.mark.parametrize(
    ("members", "text"),
    [
        ({"taskResult": None}, "obj.taskResult is no array of strings"),
        ({"taskResult": [{}]}, "obj.taskResult is no array of strings"),
        ({"probCount": "x"}, "obj.probCount is no array of strings"),
        ({"taskResult": [table(["0x1"], [])]}, "1 keys but 0 values"),
        ({"taskResult": ["{}"]}, "no member key"),
        ({"taskResult": [table(["0x1"], ["1"])]}, "not a number"),
        ({"probCount": [table(["0x1"], [1.0])]}, "not a whole number"),
        ({"measureQubitSize": [-1]}, "obj.measureQubitSize"),
        ({"qstFidelity": "abc"}, "obj.qstFidelity"),
    ],
)
def test_unreadable_results_name_the_member(members: dict[str, Any], text: str) -> None:
    with pytest.raises(errors.ServiceError, match=text):
        finished(**members)


def test_deep_nesting_is_refused() -> None:
    deep = "[" * 1_000_000 + "]" * 1_000_000
    with pytest.raises(RuntimeError, match="nested deeper"):
        QCloudResult("T", '{"success":true,"obj":{"taskState":"3","x":' + deep + "}}")
