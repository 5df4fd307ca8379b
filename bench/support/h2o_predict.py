"""Times model.predict() of h2o-py. Usage: h2o_predict.py URL USER PASSWORD MODEL CALLS CSV..."""

import json
import sys
import time

import h2o

url, user, password, model_id, calls, *files = sys.argv[1:]
h2o.connect(url=url, auth=(user, password), verbose=False)
h2o.no_progress()
model = h2o.get_model(model_id)


def predict(file):
    """From a CSV to the predictions as a table in this process; what it leaves in the engine is removed after."""
    start = time.perf_counter()
    rows = h2o.upload_file(file)
    predictions = model.predict(rows)
    predictions.as_data_frame(use_pandas=False)
    elapsed = time.perf_counter() - start
    h2o.remove([rows, predictions])
    return elapsed * 1000


times = {}
for file in files:
    predict(file)
    times[file] = sorted(predict(file) for _ in range(int(calls)))
print(json.dumps(times))
