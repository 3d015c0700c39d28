"""Runs submissions on the simulators of ``pyqpanda3.core``: the only file of the service that imports it.

``Executor`` is the interface a worker talks to; another engine needs these two methods and nothing else.
"""

from __future__ import annotations

import importlib
import time
from collections.abc import Mapping
from typing import Any, Protocol

from . import backends, chip, noise
from .protocol import Outcome, ProgramResult, amplitude_member, tomography_member
from .requests import Machine, Submission
from .settings import Limits

#: Programs are given back with the result (``qprog`` and its kin) up to this many characters in total.
_ECHO_LIMIT = 256 * 1024
_NOTE = (
    "run uncompiled: program qubit i is chip qubit i, topology and basic gates are not enforced, gates are exact, "
    "read-out errors follow ReadoutFidelity and are not mitigated"
)
_NOTHING_MEASURED = "the program measures nothing, so shots have no outcome; add measure(...) to the program"


class JobError(Exception):
    """The job cannot be run; the text is for its owner."""


class Executor(Protocol):
    """What runs jobs inside a worker process."""

    def warm_up(self) -> dict[str, bool]:
        """Loads what is slow to load and returns the capabilities (``noise``)."""

    def execute(self, job: Submission, limits: Limits) -> Outcome:
        """Runs one job. Raises JobError, or any other exception, if it fails."""


def load(name: str) -> Executor:
    """An executor by ``module:class``."""
    module, _, attribute = name.partition(":")
    executor: Executor = getattr(importlib.import_module(module), attribute)()
    return executor


class CoreExecutor:
    """Jobs on ``core.CPUQVM``."""

    def __init__(self) -> None:
        self._core: Any = None

    def warm_up(self) -> dict[str, bool]:
        self._core = importlib.import_module("pyqpanda3.core")
        importlib.import_module("numpy")  # the virtual chip needs it; the first job should not pay for loading it
        return {"noise": hasattr(self._core, "NoiseModel")}

    def execute(self, job: Submission, limits: Limits) -> Outcome:
        begin = time.perf_counter()
        programs = [self._parse(text, index, job, limits) for index, text in enumerate(job.programs)]
        if job.amplitudes:
            outcome = self._amplitudes(programs[0], job)
        elif job.machine is Machine.TOMOGRAPHY:
            outcome = self._tomography(programs[0], limits)
        elif job.qubits:
            outcome = Outcome([self._probabilities(program, job.qubits) for program in programs])
        else:
            model = self._noise_model(job)
            if not all("MEASURE" in text for text in job.programs):  # says so before the work, not after it
                raise JobError(_NOTHING_MEASURED)
            outcome = Outcome([self._sample(program, job, model) for program in programs])
        outcome.members["cirExecuteTime"] = round((time.perf_counter() - begin) * 1000, 3)
        self._describe(programs, job, outcome)
        return outcome

    def _parse(self, text: str, index: int, job: Submission, limits: Limits) -> Any:
        try:
            program = self._core.QProg(text)
        except Exception as error:
            which = f"program {index}: " if len(job.programs) > 1 else ""
            raise JobError(f"{which}{error}") from error
        limit = backends.qubit_limit(job.chip, limits.qubits)
        if program.qubits_num() > limit:
            where = job.chip if job.chip in backends.CALIBRATED else "this service"
            raise JobError(
                f"program {index} uses qubit {program.qubits_num() - 1}; {where} has {limit} qubits, 0 to {limit - 1}"
            )
        return program

    def _run(self, program: Any, shots: int, model: Any = None) -> Any:
        machine = self._core.CPUQVM()
        if model is None:
            machine.run(program, shots)
        else:
            machine.run(program, shots, model)
        return machine.result()

    def _sample(self, program: Any, job: Submission, model: Any) -> ProgramResult:
        texts = self._run(program, job.shots, model).get_counts()
        width = len(next(iter(texts), ""))
        if width == 0:
            raise JobError(_NOTHING_MEASURED)
        counts = {int(text, 2): number for text, number in texts.items()}
        if job.chip in backends.CALIBRATED:
            counts = chip.apply_readout_noise(counts, self._bit_qubits(program, width), backends.CALIBRATED[job.chip])
        keys = sorted(counts)
        numbers = [counts[key] for key in keys]
        return ProgramResult(width, keys, [number / job.shots for number in numbers], numbers)

    @staticmethod
    def _measured(program: Any) -> dict[int, int]:
        """Classical bit -> the qubit measured into it last."""
        return {int(cbit): int(qubit) for qubit, cbit in program.get_measure_qubits_cbits()}

    def _bit_qubits(self, program: Any, width: int) -> list[int]:
        measured = self._measured(program)
        if len(measured) != width:
            raise JobError(f"{width} classical bits are in use, but {len(measured)} of them are measured")
        return [measured[cbit] for cbit in sorted(measured)]

    def _probabilities(self, program: Any, qubits: tuple[int, ...]) -> ProgramResult:
        """Exact probabilities; a qubit that the program does not reach is in state 0, as for expectation values."""
        size = program.qubits_num()
        places = [(place, qubit) for place, qubit in enumerate(qubits) if qubit < size]
        reached = self._run(program, 0).get_prob_list([qubit for _, qubit in places]) if places else [1.0]
        if len(places) == len(qubits):
            return ProgramResult(len(qubits), range(len(reached)), [float(p) for p in reached])
        probabilities = [0.0] * 2 ** len(qubits)
        for index, probability in enumerate(reached):
            key = sum((index >> bit & 1) << place for bit, (place, _) in enumerate(places))
            probabilities[key] = float(probability)
        return ProgramResult(len(qubits), range(len(probabilities)), probabilities)

    def _amplitudes(self, program: Any, job: Submission) -> Outcome:
        size = max(program.qubits_num(), job.declared_qubits)
        for name, index in job.amplitudes:
            if index >= 2**size:
                raise JobError(f'amplitude "{name}" is asked for, the {size} qubits have 0 to {2**size - 1}')
        state = self._run(program, 0).get_state_vector()
        values = [complex(state[index]) if index < len(state) else 0j for _, index in job.amplitudes]
        keys = [index for _, index in job.amplitudes]
        result = ProgramResult(size, keys, [abs(value) ** 2 for value in values])
        return Outcome([result], {"amplitudeResult": amplitude_member([name for name, _ in job.amplitudes], values)})

    def _tomography(self, program: Any, limits: Limits) -> Outcome:
        size = program.qubits_num()
        if size > limits.tomography_qubits:
            raise JobError(f"the program has {size} qubits, tomography takes at most {limits.tomography_qubits}")
        state = [complex(value) for value in self._run(program, 0).get_state_vector()]
        matrix = [[row * column.conjugate() for column in state] for row in state]
        return Outcome([], {"qstTaskResult": tomography_member(matrix), "qstFidelity": "1.0"})

    def _noise_model(self, job: Submission) -> Any:
        if job.single_noise is None and job.double_noise is None:
            return None
        if not hasattr(self._core, "NoiseModel"):
            raise JobError("gate noise is not available in this installation")
        model = self._core.NoiseModel()
        for spec, names in ((job.single_noise, noise.SINGLE_GATES), (job.double_noise, noise.DOUBLE_GATES)):
            if spec is not None:
                error = getattr(self._core, spec.kind.factory)(*spec.values)
                model.add_all_qubit_quantum_error(error, [getattr(self._core.GateType, name) for name in names])
        return model

    def _describe(self, programs: list[Any], job: Submission, outcome: Outcome) -> None:
        """The members that tell how the programs were placed, one entry for each program."""
        if sum(map(len, job.programs)) <= _ECHO_LIMIT:
            outcome.members["qprog"] = job.programs[0] if len(job.programs) == 1 else list(job.programs)
        if not job.chip:
            return
        measured = [self._measured(program) for program in programs]
        outcome.members |= {
            "mappingQubit": [{str(q): q for q in sorted(map(int, p.qubits()))} for p in programs],
            "srcQubits": [sorted(map(int, p.qubits())) for p in programs],
            "measureQubits": [[m[cbit] for cbit in sorted(m)] for m in measured],
            "targetCbits": [sorted(m) for m in measured],
            "compiled": False,
        }
        if "qprog" in outcome.members:
            outcome.members |= {"convertQProg": list(job.programs), "mappingQProg": list(job.programs)}
        if job.chip in backends.CALIBRATED and job.machine is Machine.CHIP:
            outcome.members["note"] = _NOTE


def failure_text(error: BaseException) -> str:
    """What the owner of a failed job reads; bounded, without traceback."""
    text = str(error).strip() or "no details"
    if not isinstance(error, (JobError, RuntimeError, ValueError)):
        text = f"{_plain_kind(error)}: {text}"
    return text if len(text) <= 2000 else text[:1997] + "..."


_KINDS: Mapping[type[BaseException], str] = {MemoryError: "not enough memory"}


def _plain_kind(error: BaseException) -> str:
    return next((text for kind, text in _KINDS.items() if isinstance(error, kind)), type(error).__name__)
