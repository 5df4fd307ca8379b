"""Reads a CSV twice with pandas or polars, describes it, and prints what the second time took, as JSON."""
import json
import resource
import sys
import time

library, file = sys.argv[1:3]


def pandas_rows():
    import pandas

    frame = pandas.read_csv(file)
    frame.describe(include="all")
    return len(frame)


def polars_rows():
    import polars

    frame = polars.read_csv(file)
    frame.describe()
    return len(frame)


read = {"pandas": pandas_rows, "polars": polars_rows}[library]
read()
wall, cpu = time.perf_counter(), time.process_time()
rows = read()
print(
    json.dumps(
        {
            "rows": rows,
            "seconds": time.perf_counter() - wall,
            "cpuSeconds": time.process_time() - cpu,
            "peakMiB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            "delayMs": None,
        }
    )
)
