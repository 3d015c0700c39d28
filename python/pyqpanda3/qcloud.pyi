# Written by scripts/stubs.py from the extension module; change the bindings and run `make stubs`.
# mypy: disable-error-code="overload-cannot-match, overload-overlap"
# pyright: reportOverlappingOverload=false

"""
Jobs at a cloud service: submit programs, follow them, read results.

A :class:`QCloudService` is an address and a key; ``service.backend(name).run(prog, shots)`` gives a :class:`QCloudJob`,
and ``job.result()`` waits for its :class:`QCloudResult`.
"""

from __future__ import annotations

import collections.abc
import typing

import pyqpanda3.core

__all__: list[str] = [
    "CLOUD_DEBUG",
    "CLOUD_ERROR",
    "CLOUD_INFO",
    "CLOUD_WARNING",
    "CONSOLE",
    "FILE",
    "NOISE_MODEL",
    "Binary",
    "DataBase",
    "DataFormat",
    "Hex",
    "JobStatus",
    "LogLevel",
    "LogOutput",
    "QCloudBackend",
    "QCloudJob",
    "QCloudNoiseModel",
    "QCloudOptions",
    "QCloudResult",
    "QCloudService",
]

class NOISE_MODEL:
    """Kinds of noise a simulator of the service can add.

    Members:

      BITFLIP_KRAUS_OPERATOR

      BIT_PHASE_FLIP_OPERATOR

      DAMPING_KRAUS_OPERATOR

      DECOHERENCE_KRAUS_OPERATOR

      DEPHASING_KRAUS_OPERATOR

      DEPOLARIZING_KRAUS_OPERATOR

      PHASE_DAMPING_OPERATOR
    """

    BITFLIP_KRAUS_OPERATOR: typing.ClassVar[NOISE_MODEL]
    BIT_PHASE_FLIP_OPERATOR: typing.ClassVar[NOISE_MODEL]
    DAMPING_KRAUS_OPERATOR: typing.ClassVar[NOISE_MODEL]
    DECOHERENCE_KRAUS_OPERATOR: typing.ClassVar[NOISE_MODEL]
    DEPHASING_KRAUS_OPERATOR: typing.ClassVar[NOISE_MODEL]
    DEPOLARIZING_KRAUS_OPERATOR: typing.ClassVar[NOISE_MODEL]
    PHASE_DAMPING_OPERATOR: typing.ClassVar[NOISE_MODEL]
    __members__: typing.ClassVar[dict[str, NOISE_MODEL]]

    def __eq__(self, other: object, /) -> bool: ...
    def __getstate__(self) -> int: ...
    def __hash__(self) -> int: ...
    def __index__(self) -> int: ...
    def __init__(self, value: typing.SupportsIndex) -> None: ...
    def __int__(self) -> int: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __reduce__(self) -> tuple[typing.Any, ...]: ...
    def __repr__(self) -> str: ...
    def __setstate__(self, state: typing.Any) -> None: ...
    def __str__(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def value(self) -> int: ...

class DataBase:
    """How basis states are written.

    Members:

      Binary : Bits, the highest measured bit first: '011'.

      Hex : Hexadecimal with prefix: '0x3'.
    """

    Binary: typing.ClassVar[DataBase]
    Hex: typing.ClassVar[DataBase]
    __members__: typing.ClassVar[dict[str, DataBase]]

    def __eq__(self, other: object, /) -> bool: ...
    def __getstate__(self) -> int: ...
    def __hash__(self) -> int: ...
    def __index__(self) -> int: ...
    def __init__(self, value: typing.SupportsIndex) -> None: ...
    def __int__(self) -> int: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __reduce__(self) -> tuple[typing.Any, ...]: ...
    def __repr__(self) -> str: ...
    def __setstate__(self, state: typing.Any) -> None: ...
    def __str__(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def value(self) -> int: ...

class DataFormat:
    """How a program is written when it is sent. This version sends text.

    Members:

      DEFAULT : OriginIR text.

      BINARY : A binary message.

      INSTRUCTION_SET : Instructions of a chip.
    """

    BINARY: typing.ClassVar[DataFormat]
    DEFAULT: typing.ClassVar[DataFormat]
    INSTRUCTION_SET: typing.ClassVar[DataFormat]
    __members__: typing.ClassVar[dict[str, DataFormat]]

    def __eq__(self, other: object, /) -> bool: ...
    def __getstate__(self) -> int: ...
    def __hash__(self) -> int: ...
    def __index__(self) -> int: ...
    def __init__(self, value: typing.SupportsIndex) -> None: ...
    def __int__(self) -> int: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __reduce__(self) -> tuple[typing.Any, ...]: ...
    def __repr__(self) -> str: ...
    def __setstate__(self, state: typing.Any) -> None: ...
    def __str__(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def value(self) -> int: ...

class JobStatus:
    """The states of a job. FINISHED and FAILED are final.

    Members:

      WAITING : Accepted, not yet started.

      COMPUTING : Running.

      FINISHED : Done; results are there.

      FAILED : Ended without results; QCloudResult.error_message() tells why.

      QUEUING : In the queue of the backend.
    """

    COMPUTING: typing.ClassVar[JobStatus]
    FAILED: typing.ClassVar[JobStatus]
    FINISHED: typing.ClassVar[JobStatus]
    QUEUING: typing.ClassVar[JobStatus]
    WAITING: typing.ClassVar[JobStatus]
    __members__: typing.ClassVar[dict[str, JobStatus]]

    def __eq__(self, other: object, /) -> bool: ...
    def __getstate__(self) -> int: ...
    def __hash__(self) -> int: ...
    def __index__(self) -> int: ...
    def __init__(self, value: typing.SupportsIndex) -> None: ...
    def __int__(self) -> int: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __reduce__(self) -> tuple[typing.Any, ...]: ...
    def __repr__(self) -> str: ...
    def __setstate__(self, state: typing.Any) -> None: ...
    def __str__(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def value(self) -> int: ...

class LogLevel:
    """The weight of a log line, in rising order: DEBUG, INFO, WARNING, ERROR.

    Members:

      CLOUD_INFO

      CLOUD_DEBUG

      CLOUD_WARNING

      CLOUD_ERROR
    """

    CLOUD_DEBUG: typing.ClassVar[LogLevel]
    CLOUD_ERROR: typing.ClassVar[LogLevel]
    CLOUD_INFO: typing.ClassVar[LogLevel]
    CLOUD_WARNING: typing.ClassVar[LogLevel]
    __members__: typing.ClassVar[dict[str, LogLevel]]

    def __eq__(self, other: object, /) -> bool: ...
    def __getstate__(self) -> int: ...
    def __hash__(self) -> int: ...
    def __index__(self) -> int: ...
    def __init__(self, value: typing.SupportsIndex) -> None: ...
    def __int__(self) -> int: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __reduce__(self) -> tuple[typing.Any, ...]: ...
    def __repr__(self) -> str: ...
    def __setstate__(self, state: typing.Any) -> None: ...
    def __str__(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def value(self) -> int: ...

class LogOutput:
    """Where log lines go.

    Members:

      CONSOLE : Standard error.

      FILE : The end of a file.
    """

    CONSOLE: typing.ClassVar[LogOutput]
    FILE: typing.ClassVar[LogOutput]
    __members__: typing.ClassVar[dict[str, LogOutput]]

    def __eq__(self, other: object, /) -> bool: ...
    def __getstate__(self) -> int: ...
    def __hash__(self) -> int: ...
    def __index__(self) -> int: ...
    def __init__(self, value: typing.SupportsIndex) -> None: ...
    def __int__(self) -> int: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __reduce__(self) -> tuple[typing.Any, ...]: ...
    def __repr__(self) -> str: ...
    def __setstate__(self, state: typing.Any) -> None: ...
    def __str__(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def value(self) -> int: ...

class QCloudBackend:
    """A machine at a service. full_amplitude, partial_amplitude and single_amplitude are simulators; any other name is a chip."""

    def __init__(self, backend_name: str) -> None:
        """At the QCloudService made last in this process; RuntimeError if there is none. Sends nothing."""

    def __reduce__(self) -> tuple[typing.Any, ...]: ...
    def __repr__(self) -> str: ...
    def name(self) -> str:
        """The name the service knows it by, such as 'full_amplitude'."""

    @typing.overload
    def run(
        self,
        progs: list[typing.Any],
        shots: typing.SupportsIndex,
        options: typing.Any = None,
        enable_binary_encoding: bool = False,
        batch_id: str = "",
        task_form: typing.SupportsIndex = 4,
    ) -> QCloudJob:
        """Chips: several programs in one job; `options` is a QCloudOptions or None. The results come as lists."""

    @typing.overload
    def run(
        self,
        prog: typing.Any,
        shots: typing.SupportsIndex,
        options: typing.Any = None,
        enable_binary_encoding: bool = False,
        batch_id: str = "",
        task_form: typing.SupportsIndex = 4,
    ) -> QCloudJob:
        """One program, a QProg or OriginIR text (text is an addition to the documented interface). full_amplitude: `options` is a QCloudNoiseModel or None. Chips: a QCloudOptions or None. `shots` from 1. What a backend cannot do raises RuntimeError before anything is sent. The request is sent once: if its answer is lost, a job may exist all the same. `enable_binary_encoding` is refused in this version."""

    @typing.overload
    def run(
        self,
        prog: pyqpanda3.core.QProg,
        shots: typing.SupportsIndex,
        model: QCloudNoiseModel = ...,
        batch_id: str = "",
        task_form: typing.SupportsIndex = 4,
    ) -> QCloudJob:
        """full_amplitude: with noise, if `model` is enabled."""

    @typing.overload
    def run(
        self,
        prog: pyqpanda3.core.QProg,
        qubits: collections.abc.Sequence[typing.SupportsIndex],
        batch_id: str = "",
        task_form: typing.SupportsIndex = 4,
    ) -> QCloudJob:
        """full_amplitude: probabilities of `qubits`, without sampling."""

    @typing.overload
    def run(
        self,
        prog: pyqpanda3.core.QProg,
        shots: typing.SupportsIndex,
        options: QCloudOptions,
        enable_binary_encoding: bool = False,
        batch_id: str = "",
        task_form: typing.SupportsIndex = 4,
    ) -> QCloudJob:
        """Chips."""

    @typing.overload
    def run(
        self,
        progs: collections.abc.Sequence[pyqpanda3.core.QProg],
        shots: typing.SupportsIndex,
        options: QCloudOptions,
        enable_binary_encoding: bool = False,
        batch_id: str = "",
        task_form: typing.SupportsIndex = 4,
    ) -> QCloudJob:
        """Chips: several programs in one job."""

    @typing.overload
    def run(self, prog: pyqpanda3.core.QProg, amplitudes: collections.abc.Sequence[str]) -> QCloudJob:
        """partial_amplitude: amplitudes of the basis states, named in decimal."""

    @typing.overload
    def run(self, prog: pyqpanda3.core.QProg, amplitude: str) -> QCloudJob:
        """single_amplitude: the amplitude of one basis state, named in decimal."""

    @typing.overload
    def run(
        self,
        prog: str,
        qubits: collections.abc.Sequence[typing.SupportsIndex],
        batch_id: str = "",
        task_form: typing.SupportsIndex = 4,
    ) -> QCloudJob:
        """The same for OriginIR text, like the two below; additions to the documented interface."""

    @typing.overload
    def run(self, prog: str, amplitudes: collections.abc.Sequence[str]) -> QCloudJob: ...
    @typing.overload
    def run(self, prog: str, amplitude: str) -> QCloudJob: ...

class QCloudJob:
    """A job at a service. Safe to use from several threads; each request releases the GIL."""

    @staticmethod
    def cancel_task(task_id: str, timeout: typing.SupportsFloat | None = None) -> bool:
        """cancel() by id, at the QCloudService made last in this process."""

    def __init__(self, job_id: str) -> None:
        """The job of that id at the QCloudService made last in this process; RuntimeError if there is none."""

    def __reduce__(self) -> tuple[typing.Any, ...]: ...
    def __repr__(self) -> str: ...
    def cancel(self, timeout: typing.SupportsFloat | None = None) -> bool:
        """Asks the service to end the job; False if it refused. Sent once. `timeout` is an addition: see status."""

    def job_id(self) -> str:
        """The job's id; RuntimeError if it is empty."""

    def query(
        self, keys: typing.Any = None, key: typing.Any = None, timeout: typing.SupportsFloat | None = None
    ) -> QCloudResult:
        """Asks the service once and returns what there is. `keys` (str, list or tuple) or `key` (str) name fields the answer shall hold; ValueError if both are given. `timeout` is an addition: see status."""

    def result(
        self,
        keys: typing.Any = None,
        key: typing.Any = None,
        timeout: typing.SupportsFloat | None = None,
        on_update: collections.abc.Callable[[JobStatus], None] | None = None,
    ) -> QCloudResult:
        """Waits until the job is finished or failed and returns its result; a failed job gives a result with status FAILED and an error_message(). The service is asked every 0.5 to 2 seconds, or as often as it wishes; faults of connection and server are survived meanwhile. Additions to the documented interface: `timeout`, seconds after which TimeoutError is raised while the job goes on; without it, waiting ends with ConnectionError only after ten minutes of faults alone. `on_update`, called with the JobStatus of each answer; what it raises ends the waiting."""

    def status(self, timeout: typing.SupportsFloat | None = None) -> JobStatus:
        """Asks the service for the job's state. Connection faults are survived by asking up to three times. `timeout` (an addition to the documented interface): seconds for the whole call, after which TimeoutError is raised; default: the service's request_timeout."""

class QCloudNoiseModel:
    """Noise that the service adds when it simulates: one kind, with parameters for gates on one and on two qubits."""

    __hash__: typing.ClassVar[None]  # type: ignore[assignment]

    def __eq__(self, other: object, /) -> bool: ...
    @typing.overload
    def __init__(self) -> None:
        """No noise."""

    @typing.overload
    def __init__(
        self,
        model: NOISE_MODEL,
        single_p: collections.abc.Sequence[typing.SupportsFloat],
        double_p: collections.abc.Sequence[typing.SupportsFloat],
    ) -> None:
        """`single_p` and `double_p` are finite numbers from 0, as many as the kind needs: one probability for most, times for DECOHERENCE. Raises ValueError otherwise."""

    def __ne__(self, other: object, /) -> bool: ...
    def __reduce__(self) -> tuple[typing.Any, ...]: ...
    def __repr__(self) -> str: ...
    def get_double_params(self) -> list[float]:
        """Parameters for gates on two qubits."""

    def get_noise_model(self) -> str:
        """The kind's name as it is sent; '' for a model without kind. Two names are sent as '..._OPRATOR'."""

    def get_single_params(self) -> list[float]:
        """Parameters for gates on one qubit."""

    def is_enabled(self) -> bool:
        """True if there are parameters for gates on one and on two qubits."""

    def print(self) -> None:
        """Prints kind and parameters to sys.stdout."""

    def set_double_params(self, double_p: collections.abc.Sequence[typing.SupportsFloat]) -> None:
        """Replaces the parameters for gates on two qubits."""

    def set_single_params(self, single: collections.abc.Sequence[typing.SupportsFloat]) -> None:
        """Replaces the parameters for gates on one qubit."""

class QCloudOptions:
    """How a chip shall run a program."""

    __hash__: typing.ClassVar[None]  # type: ignore[assignment]

    def __eq__(self, other: object, /) -> bool: ...
    def __init__(
        self,
        amend_flag: typing.SupportsIndex = 1,
        use_cz_pattern: bool = False,
        mapping: bool = True,
        optimization: bool = True,
        point_label: typing.SupportsIndex = 1,
        is_prob_counts: bool = True,
        specified_block: collections.abc.Sequence[typing.SupportsIndex] = [],
    ) -> None:
        """`amend_flag` selects the correction of readout errors (0: none, 1, 3); `mapping` and `optimization` let the service map the program to the chip and optimise it; `specified_block` names the qubits to use."""

    def __ne__(self, other: object, /) -> bool: ...
    def __reduce__(self) -> tuple[typing.Any, ...]: ...
    def __repr__(self) -> str: ...
    def amend_flag(self) -> int:
        """The correction of readout errors: 0 for none, 1 or 3."""

    def get_custom_option(self, key: str) -> typing.Any:
        """The value; raises KeyError if there is none of that name."""

    def get_custom_options(self) -> dict[str, bool | int | float | str]:
        """All custom options by name."""

    def has_custom_option(self, key: str) -> bool:
        """Whether set_custom_option() set one of that name."""

    def is_amend(self) -> bool:
        """Whether amend_flag is other than 0."""

    def is_mapping(self) -> bool:
        """What set_mapping() set."""

    def is_optimization(self) -> bool:
        """What set_optimization() set."""

    def is_prob_counts(self) -> bool:
        """What set_is_prob_counts() set."""

    def point_label(self) -> int:
        """What set_point_label() set."""

    def print(self) -> None:
        """Prints all options to sys.stdout, one a line."""

    def set_amend(self, is_amend: bool) -> None:
        """Sets amend_flag to 1 or 0."""

    def set_amend_flag(self, amend_flag: typing.SupportsIndex) -> None:
        """0, 1 or 3; raises ValueError for anything else."""

    def set_custom_option(self, key: str, value: typing.SupportsIndex | float | str | bool) -> None:
        """An option this library does not know; it is sent beside the known ones. Raises ValueError if `key` is empty or the wire name of a known option ('shot', 'amendFlag', ...)."""

    def set_is_prob_counts(self, is_prob_counts: bool) -> None:
        """The option isProbcount of chips; sent as it is."""

    def set_mapping(self, is_mapping: bool) -> None:
        """Whether the service may choose the qubits of the chip."""

    def set_optimization(self, is_optimization: bool) -> None:
        """Whether the service may optimise the program."""

    def set_point_label(self, point_label: typing.SupportsIndex) -> None:
        """The working point of the chip, by its number; sent as it is."""

    def set_specified_block(self, specified_block: collections.abc.Sequence[typing.SupportsIndex]) -> None:
        """The qubits of the chip to use; an empty list leaves the choice to the service."""

    def set_use_cz_pattern(self, use_cz_pattern: bool) -> None:
        """The option use_cz_pattern of chips; sent as it is."""

    def specified_block(self) -> list[int]:
        """What set_specified_block() set."""

    def use_cz_pattern(self) -> bool:
        """What set_use_cz_pattern() set."""

class QCloudResult:
    """What a service answered about a job. Immutable."""

    def __contains__(self, key: str) -> bool: ...
    def __getitem__(self, key: str) -> str:
        """A member of the answer as text: strings as they are, anything else as compact JSON. KeyError if absent."""

    def __init__(self, cloud_job_id: str, result_string: str) -> None:
        """Reads the text of a taskDetail answer. Raises RuntimeError, naming the member, if it cannot be read."""

    def __reduce__(self) -> tuple[typing.Any, ...]: ...
    def __repr__(self) -> str: ...
    def error_message(self) -> str:
        """Why the job, or the question about it, failed; '' otherwise."""

    def get_amplitudes(self) -> dict[str, complex]:
        """Basis state, as the service wrote it -> complex amplitude. Empty if none were asked for."""

    def get_counts(self, base: DataBase = DataBase.Binary) -> dict[str, int]:
        """Basis state -> number of shots; the highest measured bit stands first. Empty unless the job is finished. Of several results the last one; see get_counts_list."""

    def get_counts_list(self, base: DataBase = DataBase.Binary) -> list[dict[str, int]]:
        """Counts of each program of the job, in order. Empty if the service named fewer widths than results."""

    def get_probs(self, base: DataBase = DataBase.Binary) -> dict[str, float]:
        """Basis state -> probability as the service sent it; the highest measured bit stands first. Empty unless the job is finished. Of several results the last one; see get_probs_list."""

    def get_probs_list(self, base: DataBase = DataBase.Binary) -> list[dict[str, float]]:
        """Probabilities of each program of the job, in order. Empty if the service named fewer widths than results."""

    def get_state_fidelity(self) -> float:
        """Fidelity of a tomography; 0 if there is none."""

    def get_state_tomography_density(self) -> list[list[complex]]:
        """Density matrix of a tomography, row by row; empty if there is none."""

    def instructions(self) -> str:
        """The compiled program as the service sent it. IndexError if it did not; likewise for the fields below."""

    def job_id(self) -> str:
        """The id that the service gave to the job."""

    def job_status(self) -> JobStatus:
        """The state of the job when the service answered."""

    def mapping_qprog(self) -> str:
        """The program after mapping to the chip."""

    def mapping_qubit(self) -> str:
        """Which qubit of the chip each qubit became."""

    def measure_qubits(self) -> str:
        """Qubits that are measured."""

    def origin_data(self) -> str:
        """The answer as received."""

    def prob_count_raw(self) -> str:
        """The counts as the service sent them."""

    def qprog(self) -> str:
        """The submitted program."""

    def query_rejected(self) -> bool:
        """True if the service did not say how the job is (it refused the question, or answered without a state): the status is then FAILED, but the job may be well. An addition to the documented interface."""

    def src_qubits(self) -> str:
        """Qubits of the submitted program."""

    def target_cbits(self) -> str:
        """Classical bits that are measured into."""

    def timing_info(self) -> dict[str, str]:
        """The timing fields the service sent, values as text."""

class QCloudService:
    """A cloud service: an address and the key that opens it. Several live side by side; a QCloudJob or QCloudBackend made by hand belongs to the one made last."""

    @typing.overload
    def __init__(
        self,
        api_key: str,
        *,
        connect_timeout: typing.SupportsFloat = 10.0,
        request_timeout: typing.SupportsFloat = 60.0,
        max_answer_bytes: typing.SupportsIndex = 268435456,
        ca_file: str = "",
    ) -> None:
        """Sends nothing. A `url` without scheme is http. ValueError if `api_key` is empty or holds control characters, or if `url` is no http or https address. Additions to the documented interface: `connect_timeout` and `request_timeout`, seconds for the connection and for one whole request; `max_answer_bytes`, the largest answer taken; `ca_file`, a PEM file of certificates to trust instead of those of the system."""

    @typing.overload
    def __init__(
        self,
        api_key: str,
        url: str,
        *,
        connect_timeout: typing.SupportsFloat = 10.0,
        request_timeout: typing.SupportsFloat = 60.0,
        max_answer_bytes: typing.SupportsIndex = 268435456,
        ca_file: str = "",
    ) -> None:
        """Sends nothing. A `url` without scheme is http. ValueError if `api_key` is empty or holds control characters, or if `url` is no http or https address. Additions to the documented interface: `connect_timeout` and `request_timeout`, seconds for the connection and for one whole request; `max_answer_bytes`, the largest answer taken; `ca_file`, a PEM file of certificates to trust instead of those of the system."""

    def __reduce__(self) -> tuple[typing.Any, ...]: ...
    def __repr__(self) -> str: ...
    def backend(self, backend_name: str) -> QCloudBackend:
        """A backend by name. Sends nothing."""

    def backends(self, timeout: typing.SupportsFloat | None = None) -> dict[str, bool]:
        """Asks the service for its backends: name -> online. The three simulators are always among them. `timeout`, an addition: seconds for the whole call."""

    def job(self, job_id: str) -> QCloudJob:
        """A job of this service by its id. Sends nothing. An addition to the documented interface."""

    def setup_logging(
        self, output: LogOutput = LogOutput.CONSOLE, file_path: str = "", level: LogLevel = LogLevel.CLOUD_INFO
    ) -> None:
        """Writes a line about each request of this service to standard error (CONSOLE) or to the end of a file (FILE; without `file_path` QCloudService-<date>.log in the working directory). The API key is never written. `level` is an addition to the documented interface."""

Binary: DataBase
CLOUD_DEBUG: LogLevel
CLOUD_ERROR: LogLevel
CLOUD_INFO: LogLevel
CLOUD_WARNING: LogLevel
CONSOLE: LogOutput
FILE: LogOutput
Hex: DataBase
