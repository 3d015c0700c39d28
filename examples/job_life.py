"""The life of a cloud job: submit, ask for its state, wait for its result. Runs on a local cloud service."""

from pyqpanda3 import localcloud
from pyqpanda3.core import H, QCircuit, QProg, measure
from pyqpanda3.qcloud import JobStatus, QCloudService

with localcloud.serve(api_key="example-key") as url:
    service = QCloudService(api_key="example-key", url=url)

    circuit = QCircuit(2)
    circuit << H(0)
    prog = QProg()
    prog << circuit << measure([0], [0])

    backend = service.backend("origin_simulation")
    job = backend.run(prog, shots=1000)
    print("job", job.job_id())
    print("state", job.status().name)

    result = job.result()
    print("state", result.job_status().name)
    probabilities = result.get_probs()
    for bits, probability in probabilities.items():
        print(bits, probability)

    if result.job_status() != JobStatus.FINISHED or abs(sum(probabilities.values()) - 1.0) > 1e-9:
        raise SystemExit(f"unexpected result: {result.origin_data()}")
