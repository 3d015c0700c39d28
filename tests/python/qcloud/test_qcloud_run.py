"""What `QCloudBackend.run` sends, and what it refuses before sending anything."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from qcloud_support import ACCEPTED, BARE, BELL, SUBMIT, Answer, ScriptedServer, fixture

from pyqpanda3 import errors
from pyqpanda3.core import CNOT, RX, H, QCircuit, QProg, measure
from pyqpanda3.qcloud import (
    NOISE_MODEL,
    QCloudBackend,
    QCloudJob,
    QCloudNoiseModel,
    QCloudOptions,
    QCloudService,
)

BACKENDS = ["full_amplitude", "partial_amplitude", "single_amplitude", "72"]
BITFLIP = NOISE_MODEL.BITFLIP_KRAUS_OPERATOR


def bell() -> QProg:
    return QProg() << H(0) << CNOT(0, 1) << measure([0, 1], [0, 1])


def bare() -> QProg:
    return QProg() << H(0) << CNOT(0, 1)


def noise() -> QCloudNoiseModel:
    return QCloudNoiseModel(BITFLIP, [0.1], [0.2])


GOLDEN: list[tuple[str, str, Callable[[QCloudBackend], QCloudJob]]] = [
    ("submit-full-amplitude.json", "full_amplitude", lambda b: b.run(bell(), 1000)),
    ("submit-full-amplitude.json", "full_amplitude", lambda b: b.run(bell(), shots=1000, options=None)),
    ("submit-full-amplitude.json", "full_amplitude", lambda b: b.run(BELL, 1000)),
    ("submit-full-amplitude.json", "full_amplitude", lambda b: b.run(bell(), 1000, model=QCloudNoiseModel())),
    ("submit-full-amplitude-noise.json", "full_amplitude", lambda b: b.run(bell(), 1000, noise())),
    ("submit-full-amplitude-noise.json", "full_amplitude", lambda b: b.run(bell(), 1000, options=noise())),
    ("submit-full-amplitude-noise.json", "full_amplitude", lambda b: b.run(prog=bell(), shots=1000, model=noise())),
    ("submit-full-amplitude-noise.json", "full_amplitude", lambda b: b.run(BELL, 1000, noise())),
    ("submit-full-amplitude-qubits.json", "full_amplitude", lambda b: b.run(bare(), [0, 1])),
    ("submit-full-amplitude-qubits.json", "full_amplitude", lambda b: b.run(bare(), qubits=[0, 1])),
    ("submit-partial-amplitude.json", "partial_amplitude", lambda b: b.run(bare(), ["0", "1"])),
    ("submit-partial-amplitude.json", "partial_amplitude", lambda b: b.run(bare(), amplitudes=["0", "1"])),
    ("submit-single-amplitude.json", "single_amplitude", lambda b: b.run(bare(), "0")),
    ("submit-single-amplitude.json", "single_amplitude", lambda b: b.run(prog=bare(), amplitude="0")),
    ("submit-chip.json", "72", lambda b: b.run(bell(), 1000)),
    ("submit-chip.json", "72", lambda b: b.run(bell(), 1000, QCloudOptions())),
    ("submit-chip.json", "72", lambda b: b.run(BELL, 1000)),
    ("submit-chip-list.json", "72", lambda b: b.run([bell(), bare()], 1000)),
    ("submit-chip-list.json", "72", lambda b: b.run([BELL, bare()], 1000, QCloudOptions())),
    ("submit-chip-list.json", "72", lambda b: b.run(progs=[bell(), BARE], shots=1000)),
]


@pytest.mark.parametrize(("name", "backend", "run"), GOLDEN)
def test_submit_is_sent_as_the_golden_file_has_it(
    name: str, backend: str, run: Callable[[QCloudBackend], QCloudJob], server: ScriptedServer
) -> None:
    golden = fixture(name)
    server.on(SUBMIT, golden["answer"])
    job = run(QCloudService("KEY-1", server.url).backend(backend))
    assert job.job_id() == golden["answer"]["obj"]["taskId"]
    (request,) = server.requests
    assert (request.method, request.path) == (golden["method"], golden["path"])
    assert request.body == golden["body"]
    for header, value in golden["headers"].items():
        assert request.headers[header] == value, header
    assert re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", request.headers["Idempotency-Key"])
    assert request.headers["Accept-Encoding"] == "gzip"


@pytest.mark.parametrize(
    ("name", "backend", "argument"),
    [
        ("submit-full-amplitude-qubits.json", "full_amplitude", [0, 1]),
        ("submit-partial-amplitude.json", "partial_amplitude", ["0", "1"]),
        ("submit-single-amplitude.json", "single_amplitude", "0"),
    ],
)
def test_text_is_taken_by_every_call(name: str, backend: str, argument: Any, server: ScriptedServer) -> None:
    server.on(SUBMIT, ACCEPTED)
    QCloudService("KEY-1", server.url).backend(backend).run(BARE, argument)
    expected = fixture(name)["body"] | {"classicalbitNum": 1}  # a text is taken at its word: it says CREG 1
    assert server.requests[0].body == expected


def test_idempotency_keys_differ(server: ScriptedServer, service: QCloudService) -> None:
    server.on(SUBMIT, ACCEPTED)
    for _ in range(3):
        service.backend("full_amplitude").run(bell(), 1)
    assert len({request.headers["Idempotency-Key"] for request in server.requests}) == 3


def test_batch_and_origin_are_sent(server: ScriptedServer, service: QCloudService) -> None:
    server.on(SUBMIT, ACCEPTED)
    service.backend("72").run(bell(), 5, QCloudOptions(), batch_id="batch7", task_form=9)
    service.backend("full_amplitude").run(bell(), [0], "b8", 3)
    first, second = (request.body for request in server.requests)
    assert (first["batchNo"], first["taskFrom"]) == ("batch7", 9)
    assert (second["batchNo"], second["taskFrom"]) == ("b8", 3)


def test_options_are_sent_with_custom_ones_beside_them(server: ScriptedServer, service: QCloudService) -> None:
    server.on(SUBMIT, ACCEPTED)
    options = QCloudOptions(3, True, False, False, 7, False, [4, 5])
    options.set_custom_option("depth", 2**40)
    options.set_custom_option("label", "x")
    options.set_custom_option("ratio", 0.25)
    options.set_custom_option("flag", True)
    service.backend("72").run(bell(), 5, options)
    assert server.requests[0].body["Configuration"] == {
        "shot": 5,
        "isProbcount": False,
        "amendFlag": 3,
        "use_cz_pattern": True,
        "mappingFlag": False,
        "PointLabel": 7,
        "circuitOptimization": False,
        "specified_block": [4, 5],
        "depth": 2**40,
        "label": "x",
        "ratio": 0.25,
        "flag": True,
    }


def test_angles_keep_all_their_digits(server: ScriptedServer, service: QCloudService) -> None:
    server.on(SUBMIT, ACCEPTED)
    angles = [1e-9, 0.1 + 0.2, 3.141592653589793, -2.5e-300]
    prog = QProg()
    for angle in angles:
        prog << RX(0, angle)
    service.backend("full_amplitude").run(prog, 1)
    text = server.requests[0].body["QProg"][0]
    assert [float(angle) for angle in re.findall(r"\(([^)]*)\)", text)] == angles


def test_circuits_and_empty_lists_are_taken(server: ScriptedServer, service: QCloudService) -> None:
    server.on(SUBMIT, ACCEPTED)
    circuit = QCircuit()
    circuit << H(0)
    service.backend("72").run(circuit, 1)
    service.backend("72").run([], 1)
    assert server.requests[0].body["QProg"] == ["QINIT 1\nCREG 1\nH q[0]\n"]
    assert server.requests[0].body["classicalbitNum"] == 0
    assert server.requests[1].body["QProg"] == []


CALLS: list[tuple[str, set[str], Callable[[QCloudBackend], QCloudJob]]] = [
    ("shots", {"full_amplitude", "72"}, lambda b: b.run(bell(), 1)),
    ("noise", {"full_amplitude"}, lambda b: b.run(bell(), 1, noise())),
    ("model", {"full_amplitude"}, lambda b: b.run(bell(), 1, model=noise())),
    ("qubits", {"full_amplitude"}, lambda b: b.run(bell(), [0])),
    ("amplitudes", {"partial_amplitude"}, lambda b: b.run(bell(), ["0"])),
    ("amplitude", {"single_amplitude"}, lambda b: b.run(bell(), "0")),
    ("options", {"72"}, lambda b: b.run(bell(), 1, QCloudOptions())),
    ("list", {"72"}, lambda b: b.run([bell()], 1)),
    ("list with options", {"72"}, lambda b: b.run([bell()], 1, QCloudOptions())),
]


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize(("what", "allowed", "run"), CALLS)
def test_each_backend_takes_its_own_calls_only(
    what: str,
    allowed: set[str],
    run: Callable[[QCloudBackend], QCloudJob],
    backend: str,
    server: ScriptedServer,
    service: QCloudService,
    capfd: pytest.CaptureFixture[str],
) -> None:
    server.on(SUBMIT, ACCEPTED)
    if backend in allowed:
        assert run(service.backend(backend)).job_id() == "J1"
        return
    with pytest.raises(RuntimeError, match=f"backend '{backend}' cannot run") as caught:
        run(service.backend(backend))
    assert isinstance(caught.value, errors.Unsupported)
    assert not server.requests
    assert capfd.readouterr() == ("", "")


REFUSED: list[tuple[type[Exception], str, Callable[[QCloudBackend], Any]]] = [
    (ValueError, "shots is 0", lambda b: b.run(bell(), 0)),
    (ValueError, "shots is -5", lambda b: b.run(bell(), -5)),
    (TypeError, "incompatible function arguments", lambda b: b.run(bell(), 2**31)),
    (TypeError, "incompatible function arguments", lambda b: b.run(bell(), 1000.0)),
    (TypeError, "incompatible function arguments", lambda b: b.run(bell(), Decimal(1000))),
    (ValueError, "prog is of type int", lambda b: b.run(7, 1)),
    (ValueError, "progs is of type int", lambda b: b.run([bell(), 7], 1)),
    (ValueError, "options is of type str", lambda b: b.run(bell(), 1, "x")),
    (ValueError, "options is of type int", lambda b: b.run([bell()], 1, 3)),
    (RuntimeError, "list of programs cannot be run with a noise model", lambda b: b.run([bell()], 1, noise())),
    (ValueError, "QINIT", lambda b: b.run("hello", 1)),
    (ValueError, "prog is empty", lambda b: b.run(QProg(), 1)),
    (ValueError, "qubits holds 9", lambda b: b.run(bell(), [9])),
    (RuntimeError, "enable_binary_encoding", lambda b: b.run(bell(), 1, None, True)),
    (ValueError, "both or neither", lambda b: b.run(bell(), 1, QCloudNoiseModel(BITFLIP, [0.1], []))),
    (TypeError, "incompatible function arguments", lambda b: b.run(bell())),
    (TypeError, "incompatible function arguments", lambda b: b.run()),
]


@pytest.mark.parametrize(("kind", "text", "run"), REFUSED)
def test_wrong_arguments_are_refused_before_any_request(
    kind: type[Exception],
    text: str,
    run: Callable[[QCloudBackend], Any],
    server: ScriptedServer,
    service: QCloudService,
) -> None:
    with pytest.raises(kind, match=text):
        run(service.backend("full_amplitude"))
    assert not server.requests


def test_a_refused_submit_tells_why_and_where(server: ScriptedServer, service: QCloudService) -> None:
    server.on(SUBMIT, fixture("submit-refused.json")["answer"])
    with pytest.raises(RuntimeError, match="no permission") as caught:
        service.backend("full_amplitude").run(bell(), 1)
    assert isinstance(caught.value, errors.ServiceError)
    assert server.url + SUBMIT in str(caught.value)


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        ({"success": True, "obj": {"taskId": ""}}, "obj.taskId is empty"),
        ({"success": True, "obj": {}}, "obj.taskId is missing"),
        ({"success": True}, "obj is missing"),
        ({}, "success is missing"),
        (Answer(b""), "the answer is empty"),
        (Answer(b"<html>gateway</html>"), "not JSON at byte"),
    ],
)
def test_unreadable_answers_name_the_member(
    answer: Any, text: str, server: ScriptedServer, service: QCloudService
) -> None:
    server.on(SUBMIT, answer)
    with pytest.raises(RuntimeError, match=text):
        service.backend("full_amplitude").run(bell(), 1)
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "answer",
    [
        Answer("busy", 503),
        Answer("slow", 429),
        Answer(raw=b""),
        Answer(raw=b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"),
    ],
)
def test_submit_is_never_sent_twice(answer: Answer, server: ScriptedServer, service: QCloudService) -> None:
    server.on(SUBMIT, answer)
    with pytest.raises(RuntimeError):
        service.backend("full_amplitude").run(bell(), 1)
    assert len(server.requests) == 1


def test_submit_takes_a_connection_of_its_own(server: ScriptedServer, service: QCloudService) -> None:
    server.on(SUBMIT, ACCEPTED).on("/oqcs/task/getResourceList.json", [])
    for _ in range(3):
        service.backends()
    assert server.connections == 1
    for _ in range(3):
        service.backend("full_amplitude").run(bell(), 1)
    assert server.connections == 4
