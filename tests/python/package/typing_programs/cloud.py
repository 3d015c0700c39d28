"""Every class and method of qcloud, with the types that users give and get. Nothing here needs a network."""

from __future__ import annotations

from pyqpanda3 import errors
from pyqpanda3.core import H, QProg, measure
from pyqpanda3.qcloud import (
    NOISE_MODEL,
    DataBase,
    DataFormat,
    JobStatus,
    LogLevel,
    LogOutput,
    QCloudBackend,
    QCloudJob,
    QCloudNoiseModel,
    QCloudOptions,
    QCloudResult,
    QCloudService,
)


def options() -> QCloudOptions:
    given = QCloudOptions(amend_flag=1, mapping=True, optimization=False, specified_block=[0, 1])
    given.set_amend(False)
    given.set_amend_flag(1)
    given.set_is_prob_counts(True)
    given.set_mapping(False)
    given.set_optimization(True)
    given.set_point_label(2)
    given.set_specified_block([0])
    given.set_use_cz_pattern(True)
    for value in (1, 0.5, "text", True):
        given.set_custom_option("mine", value)
    flags: list[bool] = [given.is_amend(), given.is_mapping(), given.is_optimization(), given.is_prob_counts()]
    flags += [given.use_cz_pattern(), given.has_custom_option("mine")]
    numbers: list[int] = [given.amend_flag(), given.point_label(), *given.specified_block()]
    custom: dict[str, bool | int | float | str] = given.get_custom_options()
    assert flags and numbers and custom["mine"] is given.get_custom_option("mine")
    given.print()
    return given


def noise() -> QCloudNoiseModel:
    model = QCloudNoiseModel(NOISE_MODEL.BITFLIP_KRAUS_OPERATOR, [0.1], [0.2])
    model.set_single_params([0.1])
    model.set_double_params([0.2])
    numbers: list[float] = model.get_single_params() + model.get_double_params()
    assert numbers == [0.1, 0.2] and model.get_noise_model() and model.is_enabled()
    assert not QCloudNoiseModel().is_enabled()
    model.print()
    return model


def submissions(backend: QCloudBackend) -> list[QCloudJob]:
    """Only typed: nobody calls it."""
    prog = QProg() << H(0) << measure(0, 0)
    jobs: list[QCloudJob] = [
        backend.run(prog, 100),
        backend.run(prog, 100, noise()),
        backend.run([prog], 100, options()),
    ]
    jobs += [backend.run(prog, [0]), backend.run(prog, ["0", "1"]), backend.run(prog, 100, options(), True, "batch")]
    return jobs


def answers(job: QCloudJob) -> None:
    """Only typed: nobody calls it."""
    status: JobStatus = job.status(timeout=5)
    accepted: bool = job.cancel(timeout=5) or QCloudJob.cancel_task(job.job_id())
    queried: QCloudResult = job.query()
    result: QCloudResult = job.result(timeout=10, on_update=lambda state: print(state.name))
    assert accepted and queried.job_status() == status == result.job_status()


def results(result: QCloudResult) -> None:
    counts: dict[str, int] = result.get_counts(DataBase.Hex)
    probs: dict[str, float] = result.get_probs(base=DataBase.Binary)
    lists: tuple[list[dict[str, int]], list[dict[str, float]]] = (result.get_counts_list(), result.get_probs_list())
    amplitudes: dict[str, complex] = result.get_amplitudes()
    texts: list[str] = [result.job_id(), result.error_message(), result.origin_data()]
    timing: dict[str, str] = result.timing_info()
    fidelity: float = result.get_state_fidelity()
    density: list[list[complex]] = result.get_state_tomography_density()
    assert not any((counts, probs, *lists, amplitudes, timing, fidelity, density)) and all(texts)
    assert result.query_rejected() and result.job_status() == JobStatus.FAILED
    fields = [result.instructions, result.mapping_qprog, result.mapping_qubit, result.measure_qubits, result.qprog]
    for field in [*fields, result.prob_count_raw, result.src_qubits, result.target_cbits]:
        try:
            text: str = field()
            assert text
        except errors.Error as error:
            assert isinstance(error, IndexError)


def service() -> None:
    client = QCloudService("key", "http://127.0.0.1:9", connect_timeout=1, request_timeout=2, ca_file="")
    client.setup_logging(LogOutput.CONSOLE, level=LogLevel.CLOUD_ERROR)
    job: QCloudJob = client.job("1")
    backend: QCloudBackend = client.backend("full_amplitude")
    name: str = backend.name()
    identifier: str = QCloudJob("2").job_id()
    assert (job.job_id(), name, identifier) == ("1", QCloudBackend("full_amplitude").name(), "2")
    try:
        backends: dict[str, bool] = client.backends(timeout=1)
        assert backends == {}
    except errors.Error as error:
        assert isinstance(error, RuntimeError)
    assert (JobStatus.FINISHED.value, JobStatus.FINISHED.name, int(DataFormat.BINARY)) == (3, "FINISHED", 1)
    assert DataFormat.BINARY.name and LogLevel.CLOUD_INFO.value == 0 and LogOutput.FILE.name == "FILE"
    assert NOISE_MODEL.BITFLIP_KRAUS_OPERATOR.value == 0 and DataBase.Hex.name == "Hex"


def main() -> None:
    options()
    noise()
    results(QCloudResult("1", "{}"))
    service()


main()
