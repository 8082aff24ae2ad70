"""Speed and memory of the real server, each figure beside its limit taken in the same run.

`make bench` prints a table and writes build/bench.json; `make bench-full` adds what needs a
region's worth of data. docs/benchmarks.md says what each figure means.
"""
