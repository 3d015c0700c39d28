"""The same workloads on this package, on the original and on other simulators, in the same run.

`python -m benchmarks.peers --help` lists the options. Engines run in processes and interpreters of their own, and what
they run in needs numpy only; this package imports no engine before a worker asks for one.
"""
