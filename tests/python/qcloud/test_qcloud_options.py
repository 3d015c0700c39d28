"""Enumerations, options and noise models."""

import pickle
from typing import Any

import pytest

from pyqpanda3 import qcloud
from pyqpanda3.qcloud import NOISE_MODEL, DataBase, JobStatus, LogLevel, LogOutput, QCloudNoiseModel, QCloudOptions

ENUMS: dict[str, dict[str, int]] = {
    "DataBase": {"Binary": 0, "Hex": 1},
    "DataFormat": {"DEFAULT": 0, "BINARY": 1, "INSTRUCTION_SET": 2},
    "JobStatus": {"WAITING": 1, "COMPUTING": 2, "FINISHED": 3, "FAILED": 4, "QUEUING": 5},
    "LogLevel": {"CLOUD_INFO": 0, "CLOUD_DEBUG": 1, "CLOUD_WARNING": 2, "CLOUD_ERROR": 3},
    "LogOutput": {"CONSOLE": 0, "FILE": 1},
}


@pytest.mark.parametrize(("name", "members"), ENUMS.items())
def test_enumerations(name: str, members: dict[str, int]) -> None:
    kind: Any = getattr(qcloud, name)
    assert {key: int(value) for key, value in kind.__members__.items()} == members
    for key, number in members.items():
        member = getattr(kind, key)
        assert member == kind(number)
        assert not member == number  # noqa: SIM201 - both operators are the point
        assert member != number
        assert pickle.loads(pickle.dumps(member)) == member
        assert hash(member) == hash(kind(number))
        assert member.name == key
        assert repr(member) == f"<{name}.{key}: {number}>"


def test_exported_members() -> None:
    assert (qcloud.Binary, qcloud.Hex) == (DataBase.Binary, DataBase.Hex)
    assert (qcloud.CONSOLE, qcloud.FILE) == (LogOutput.CONSOLE, LogOutput.FILE)
    assert qcloud.CLOUD_ERROR == LogLevel.CLOUD_ERROR
    assert JobStatus.__module__ == "pyqpanda3.qcloud"
    assert set(qcloud.__all__) == {name for name in vars(qcloud) if not name.startswith("_")}


def test_what_comes_later_is_absent() -> None:
    for name in ("ChipInfo", "SingleQubitInfo", "DoubleQubitsInfo", "BestQubitBlocks"):
        assert not hasattr(qcloud, name)
    for name in ("chip_info", "run_instruction", "run_quantum_state_tomography", "expval_hamiltonian"):
        assert not hasattr(qcloud.QCloudBackend, name)


def test_options_have_the_documented_defaults() -> None:
    options = QCloudOptions()
    assert (options.amend_flag(), options.is_amend(), options.use_cz_pattern()) == (1, True, False)
    assert (options.is_mapping(), options.is_optimization(), options.is_prob_counts()) == (True, True, True)
    assert (options.point_label(), options.specified_block()) == (1, [])
    assert options.get_custom_options() == {}
    assert options == QCloudOptions(amend_flag=1, mapping=True)
    assert options != QCloudOptions(point_label=2)


def test_options_are_set() -> None:
    options = QCloudOptions()
    options.set_amend(False)
    assert options.amend_flag() == 0
    options.set_amend(True)
    assert options.amend_flag() == 1
    options.set_amend_flag(3)
    options.set_use_cz_pattern(True)
    options.set_mapping(False)
    options.set_optimization(False)
    options.set_point_label(-3)
    options.set_specified_block([2, 1])
    options.set_is_prob_counts(False)
    assert options == QCloudOptions(3, True, False, False, -3, False, [2, 1])


@pytest.mark.parametrize("flag", [-1, 2, 4])
def test_wrong_amend_flags_are_refused(flag: int) -> None:
    with pytest.raises(ValueError, match=f"amend_flag is {flag}"):
        QCloudOptions(amend_flag=flag)
    with pytest.raises(ValueError, match=f"amend_flag is {flag}"):
        QCloudOptions().set_amend_flag(flag)


@pytest.mark.parametrize("value", [5, -(2**63), 1.5, "text", True, False, 0])
def test_custom_options_keep_value_and_type(value: Any) -> None:
    options = QCloudOptions()
    options.set_custom_option("name", value)
    assert options.has_custom_option("name")
    assert options.get_custom_option("name") == value
    assert type(options.get_custom_option("name")) is type(value)
    assert options.get_custom_options() == {"name": value}


@pytest.mark.parametrize(
    ("key", "value", "kind"),
    [
        ("", 1, ValueError),
        ("shot", 1, ValueError),
        ("amendFlag", 1, ValueError),
        ("x", 2**64, ValueError),
        ("x", float("nan"), ValueError),
        ("x", None, TypeError),
        ("x", [1], TypeError),
        ("x", 1j, TypeError),
    ],
)
def test_wrong_custom_options_are_refused(key: str, value: Any, kind: type[Exception]) -> None:
    options = QCloudOptions()
    with pytest.raises(kind):
        options.set_custom_option(key, value)
    assert options.get_custom_options() == {}


def test_missing_custom_options() -> None:
    assert not QCloudOptions().has_custom_option("x")
    with pytest.raises(KeyError, match="'x'") as caught:
        QCloudOptions().get_custom_option("x")
    assert isinstance(caught.value, RuntimeError)


def test_printing_goes_through_python(capsys: pytest.CaptureFixture[str]) -> None:
    options = QCloudOptions(point_label=9)
    options.set_custom_option("mine", 2.5)
    options.print()
    out = capsys.readouterr().out
    assert "point_label: 9\n" in out and "custom option mine: 2.5\n" in out
    QCloudNoiseModel(NOISE_MODEL.DAMPING_KRAUS_OPERATOR, [0.1], [0.2]).print()
    out = capsys.readouterr().out
    assert "DAMPING_KRAUS_OPERATOR" in out and "0.1" in out and "0.2" in out


def test_noise_models() -> None:
    names = dict(NOISE_MODEL.__members__)
    assert [int(member) for member in names.values()] == list(range(7))
    for name, member in names.items():
        model = QCloudNoiseModel(member, [0.1], [0.2, 0.3])
        wire = name.replace("FLIP_OPERATOR", "FLIP_OPRATOR").replace("PHASE_DAMPING_OPERATOR", "PHASE_DAMPING_OPRATOR")
        assert model.get_noise_model() == wire
        assert (model.get_single_params(), model.get_double_params()) == ([0.1], [0.2, 0.3])
        assert model.is_enabled()
    empty = QCloudNoiseModel()
    assert (empty.get_noise_model(), empty.is_enabled()) == ("", False)
    empty.set_single_params([0.5])
    assert not empty.is_enabled()
    empty.set_double_params([0.5])
    assert empty.is_enabled()


def test_noise_models_compare_by_value() -> None:
    first = QCloudNoiseModel(NOISE_MODEL.BITFLIP_KRAUS_OPERATOR, [0.1], [0.2])
    assert first == QCloudNoiseModel(NOISE_MODEL.BITFLIP_KRAUS_OPERATOR, [0.1], [0.2])
    assert first != QCloudNoiseModel(NOISE_MODEL.BITFLIP_KRAUS_OPERATOR, [0.1], [0.3])
    assert first != 5
    with pytest.raises(TypeError):
        hash(first)


@pytest.mark.parametrize("value", [-0.1, float("nan"), float("inf")])
def test_wrong_noise_parameters_are_refused(value: float) -> None:
    with pytest.raises(ValueError, match="single_p"):
        QCloudNoiseModel(NOISE_MODEL.BITFLIP_KRAUS_OPERATOR, [value], [0.1])
    with pytest.raises(ValueError, match="double_p"):
        QCloudNoiseModel(NOISE_MODEL.BITFLIP_KRAUS_OPERATOR, [0.1], [value])
