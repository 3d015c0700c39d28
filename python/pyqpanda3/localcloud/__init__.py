"""A self-hosted cloud service that speaks the qcloud job protocol.

``python -m pyqpanda3.localcloud serve --api-key KEY`` runs it; in tests and notebooks::

    with pyqpanda3.localcloud.serve(api_key="secret") as url:
        service = QCloudService("secret", url)

Importing this package loads neither a web server nor a simulator.
"""

from .launch import serve

__all__ = ["serve"]
