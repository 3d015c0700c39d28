"""Jobs at a cloud service: submit programs, follow them, read results.

A :class:`QCloudService` is an address and a key; ``service.backend(name).run(prog, shots)`` gives a :class:`QCloudJob`,
and ``job.result()`` waits for its :class:`QCloudResult`.
"""

from pyqpanda3._qcloud import (
    CLOUD_DEBUG,
    CLOUD_ERROR,
    CLOUD_INFO,
    CLOUD_WARNING,
    CONSOLE,
    FILE,
    NOISE_MODEL,
    Binary,
    DataBase,
    DataFormat,
    Hex,
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

__all__ = [
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
