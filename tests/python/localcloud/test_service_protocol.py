"""Each endpoint answers in the shape that clients in the field parse."""

import json
from typing import Any

import pytest
from localcloud_support import (
    BLOCKS,
    CANCEL,
    CHIP_INFO,
    DETAIL,
    RESOURCES,
    SUBMIT,
    Client,
    Service,
    fixture_data,
    submission,
)

ACCEPTED = [
    "submit-chip",
    "submit-chip-list",
    "submit-chip-tomography",
    "submit-full-amplitude",
    "submit-full-amplitude-qubits",
    "submit-partial-amplitude",
    "submit-single-amplitude",
]


def assert_same_shape(ours: Any, theirs: Any, where: str = "obj") -> None:
    """Every member of their answer is in ours, with the same JSON type; arrays and tables by their first entry."""
    number = (int, float)
    same = isinstance(ours, type(theirs)) or (isinstance(ours, number) and isinstance(theirs, number))
    assert same, f"{where}: {ours!r} against {theirs!r}"
    if isinstance(theirs, list) and theirs and ours:
        assert_same_shape(ours[0], theirs[0], f"{where}[0]")
    elif isinstance(theirs, dict) and all(key.replace("-", "").isdigit() for key in theirs):
        assert_same_shape(next(iter(ours.values())), next(iter(theirs.values())), f"{where}{{}}")
    elif isinstance(theirs, dict):
        for key, value in theirs.items():
            assert key in ours, f"{where}.{key} is missing"
            assert_same_shape(ours[key], value, f"{where}.{key}")


def test_the_resource_list_is_a_bare_array_with_an_online_chip(client: Client) -> None:
    answer = client.send(RESOURCES, method="GET")
    assert answer.status == 200
    chips = [entry for entry in answer.json if entry["machineType"] == 5]
    assert_same_shape(chips[0], fixture_data("resources")["answer"][0])
    assert any(chip["onlineFlag"] for chip in chips)


def test_every_listed_chip_answers_chip_info_in_full(client: Client) -> None:
    theirs = fixture_data("chip-info")
    for entry in client.send(RESOURCES, method="GET").json:
        answer = client.send(CHIP_INFO, {"ChipID": entry["sinanChipId"]}).json
        assert_same_shape(answer, theirs["answer"], "answer")
        obj = answer["obj"]
        assert obj["ChipID"] == entry["sinanChipId"]
        assert len(obj["QubitParams"]) == len(obj["adjMatrix"]) == len(obj["AvailableQubits"]) == obj["QubitCount"]


def test_chip_data_are_consistent(client: Client) -> None:
    obj = client.send(CHIP_INFO, {"ChipID": "virtual_chip_12"}).json["obj"]
    edges = {(int(a), entry["v"]): entry["w"] for a, entries in obj["adjMatrix"].items() for entry in entries}
    assert all(edges[b, a] == weight for (a, b), weight in edges.items())
    assert {tuple(map(int, pair.split("-"))) for pair in obj["CompensateAngle"]} == {e for e in edges if e[0] < e[1]}
    assert all(set(angles) == set(pair.split("-")) for pair, angles in obj["CompensateAngle"].items())
    assert all(0.9 < weight < 1 for weight in edges.values())
    for qubit in obj["QubitParams"]:
        assert 0 < qubit["T2"] <= 2 * qubit["T1"]
        assert 0.9 < qubit["ReadoutFidelity"] < 1 and 0.99 < qubit["SingleGateFidelity"] < 1
    frequency = {int(qubit["qubitId"]): qubit["Frequency"] for qubit in obj["QubitParams"]}
    assert all(abs(frequency[a] - frequency[b]) > 100 for a, b in edges)


@pytest.mark.parametrize("name", ["origin_simulation", "no_such_chip", ""])
def test_a_name_without_calibration_data_is_refused_not_answered_by_halves(client: Client, name: str) -> None:
    answer = client.send(CHIP_INFO, {"ChipID": name})
    assert answer.status == 200
    assert answer.json["success"] is False
    assert answer.json["obj"] is None
    assert f'"{name}"' in answer.json["message"]


def test_best_qubit_blocks_are_connected_and_ranked(client: Client) -> None:
    body = {"chipId": "virtual_chip_12", "qubitNum": 4, "label": 1, "qubitBlockNum": 3}
    answer = client.send(BLOCKS, body).json
    assert_same_shape(answer, fixture_data("best-qubit-blocks")["answer"], "answer")
    neighbours = client.send(CHIP_INFO, {"ChipID": "virtual_chip_12"}).json["obj"]["adjMatrix"]
    blocks = answer["obj"]["QubitBlocks"]
    assert len(blocks) == 3 and len({tuple(block) for block in blocks}) == 3
    for block in blocks:
        reached = {block[0]}
        for _ in block:
            reached |= {entry["v"] for q in reached for entry in neighbours[str(q)] if entry["v"] in block}
        assert sorted(reached) == block
    fewer = client.send(BLOCKS, {**body, "qubitBlockNum": 1}).json["obj"]["QubitBlocks"]
    assert fewer == blocks[:1]


@pytest.mark.parametrize("name", ACCEPTED)
def test_submits_of_the_original_client_are_accepted(client: Client, name: str) -> None:
    data = fixture_data(name)
    body = data["body"]
    if "ChipID" in body:
        body["ChipID"] = "virtual_chip_12"
    answer = client.send(SUBMIT, body, headers=data["headers"] | {"Authorization": "oqcs_auth=test-key-1"})
    assert_same_shape(answer.json, data["answer"], "answer")
    assert len(answer.json["obj"]["taskId"]) == 32
    assert client.wait(answer.json["obj"]["taskId"])["taskState"] == "3"


@pytest.mark.parametrize(
    ("name", "member"),
    [("submit-chip-binary", "QProgBytes"), ("submit-chip-instruction", "Inst")],
)
def test_submits_of_other_encodings_are_refused_by_name(client: Client, name: str, member: str) -> None:
    answer = client.send(SUBMIT, fixture_data(name)["body"] | {"ChipID": "virtual_chip_12"}).json
    assert answer["success"] is False
    assert answer["message"].startswith(member)


def test_an_unknown_chip_is_refused_with_the_known_ones(client: Client) -> None:
    answer = client.send(SUBMIT, fixture_data("submit-chip")["body"])
    assert_same_shape(answer.json, fixture_data("submit-refused")["answer"], "answer")
    assert answer.status == 200
    assert '"72"' in answer.json["message"]
    assert "virtual_chip_12, origin_simulation" in answer.json["message"]


def test_noise_is_refused_where_the_executor_has_none(client: Client) -> None:
    answer = client.send(SUBMIT, fixture_data("submit-full-amplitude-noise")["body"]).json
    assert answer["success"] is False
    assert "gate noise" in answer["message"]


def test_a_finished_task_shows_its_results(client: Client) -> None:
    task = client.submit(shots=1000)
    client.wait(task)
    answer = client.send(DETAIL, {"taskId": task})
    theirs = fixture_data("detail-finished")["answer"]
    for name in ("errCode", "pulseTime", "QMachineType", "cirExecuteTime"):  # not read, or not timed by the fake
        del theirs["obj"][name]
    assert_same_shape(answer.json, theirs, "answer")
    obj = answer.json["obj"]
    assert json.loads(obj["taskResult"][0]) == {"key": ["0x0", "0x3"], "value": [0.5, 0.5]}
    assert json.loads(obj["probCount"][0]) == {"key": ["0x0", "0x3"], "value": [500, 500]}
    assert obj["measureQubitSize"] == [2]
    assert "X-QP-Poll-Ms" not in answer.headers


def test_several_programs_give_several_results(client: Client) -> None:
    detail = client.wait(client.submit("a", "b", "c"))
    assert [len(detail[name]) for name in ("taskResult", "probCount", "measureQubitSize")] == [3, 3, 3]


def test_detail_takes_keys(client: Client) -> None:
    task = client.submit()
    plain, asked = (dict(body, taskId=task) for body in fixture_data("detail-request")["bodies"])
    client.wait(task)
    assert client.send(DETAIL, plain).json == client.send(DETAIL, asked).json
    refused = client.send(DETAIL, {"taskId": task, "keys": "qprog"}).json
    assert refused["success"] is False and refused["message"].startswith("keys is")


def test_a_failed_task_tells_why(client: Client) -> None:
    detail = client.wait(client.submit("fail line 4, column 1: expected ]"))
    assert detail["taskState"] == "4"
    assert detail["errInfo"] == "line 4, column 1: expected ]"
    assert "taskResult" not in detail
    assert client.wait(client.submit("bug here"))["errInfo"] == "KeyError: 'here'"


def test_states_go_from_waiting_over_computing_to_finished(client: Client) -> None:
    tasks = [client.submit("sleep 0.3") for _ in range(6)]
    assert client.detail(tasks[-1])["taskState"] == "5"
    seen = []
    while not seen or seen[-1] not in "34":
        state = client.detail(tasks[4])["taskState"]
        if state not in seen:
            seen.append(state)
    assert seen == sorted(seen, key="5123".index), seen
    assert seen[-2:] == ["2", "3"]
    for task in tasks:
        client.wait(task)


def test_unfinished_tasks_say_when_to_ask_again(client: Client) -> None:
    answer = client.send(SUBMIT, submission("sleep 0.4"))
    assert int(answer.headers["X-QP-Poll-Ms"]) <= 50
    task = answer.json["obj"]["taskId"]
    client.wait(task, "2")
    hint = int(client.send(DETAIL, {"taskId": task}).headers["X-QP-Poll-Ms"])
    assert 20 <= hint <= 200
    client.wait(task)


@pytest.mark.parametrize("path", [DETAIL, CANCEL])
def test_an_unknown_task_is_refused(client: Client, path: str) -> None:
    for task in ("0" * 32, "", "\ud800", "Ä" * 100):
        answer = client.send(path, {"taskId": task})
        assert (answer.status, answer.json["success"]) == (200, False)
        assert "no such task" in answer.json["message"]


@pytest.mark.parametrize(
    ("method", "path"), [("GET", SUBMIT), ("POST", "/"), ("POST", RESOURCES), ("DELETE", DETAIL), ("GET", "/x?y=1")]
)
def test_unknown_endpoints_answer_in_the_envelope(client: Client, method: str, path: str) -> None:
    answer = client.send(path, {} if method == "POST" else None, method=method)
    assert answer.status == 200
    assert answer.json["success"] is False
    assert f"no endpoint {method} {path.partition('?')[0]}" in answer.json["message"]


def test_every_answer_says_that_idempotency_is_honoured(client: Client) -> None:
    answers = [
        client.send(RESOURCES, method="GET"),
        client.send(SUBMIT, submission()),
        client.send(SUBMIT, b"{"),
        client.send("/nowhere", {}),
        Client(f"http://{client.address.netloc}", "wrong").send(DETAIL, {}),
    ]
    assert [answer.headers["Idempotency-Honoured"] for answer in answers] == ["1"] * 5


def test_gzip_only_where_it_is_asked_for(client: Client) -> None:
    import gzip

    task = client.submit("wide 20000")
    client.wait(task)
    plain = client.send(DETAIL, {"taskId": task})
    packed = client.send(DETAIL, {"taskId": task}, headers={"Accept-Encoding": "deflate, gzip;q=0.5"})
    refused = client.send(DETAIL, {"taskId": task}, headers={"Accept-Encoding": "gzip;q=0"})
    assert plain.headers["Content-Encoding"] is None and refused.headers["Content-Encoding"] is None
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body == refused.body


def test_unknown_members_are_kept_with_the_job(service: Service) -> None:
    body = submission(tag="mine")
    body["Configuration"]["my_option"] = {"deep": [1]}
    task = service.client.send(SUBMIT, body).json["obj"]["taskId"]
    ((request,),) = service.rows("SELECT request FROM jobs WHERE task_id = ?", task)
    assert json.loads(request) == body
