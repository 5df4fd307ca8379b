/** The tabs that GraphiQL opens with, in the order one runs them. */
export const EXAMPLES = [
  {
    query: `# 1. Choose a file on the left.
# Then run this (Ctrl+Enter).
mutation Train($file: Upload!, $options: TrainingOptions) {
  trainModel(file: $file, options: $options) {
    id
    status
    queuePosition
    fileName
    rowsTotal
    rowsUsed
    target
    problemType
  }
}
`,
    variables: json({ options: { algorithms: ['GLM', 'GBM', 'XGBOOST'], maxModels: 3, maxRuntimeSecs: 60 } }),
  },
  {
    query: `# 2. Put the id from step 1
# below. The answer follows the
# task to its end.
subscription Watch($taskId: ID!) {
  taskStatus(taskId: $taskId) {
    status
    queuePosition
    progress
    message
    leaderboard {
      rank
      algorithm
      metrics {
        logloss
        r2
      }
    }
    modelDetails {
      algorithm
      path
      downloadUrl
    }
    error {
      code
      message
    }
  }
}
`,
    variables: json({ taskId: '' }),
  },
  {
    query: `# 3. Once it is DONE: its id
# below, and a file on the left.
mutation Predict($taskId: ID!, $file: Upload!) {
  predict(taskId: $taskId, file: $file, limit: 20) {
    rowCount
    rows
    csvUrl
    warnings {
      message
    }
  }
}
`,
    variables: json({ taskId: '' }),
  },
  {
    query: `# All tasks, newest first.
query Tasks($after: String) {
  tasks(first: 10, after: $after) {
    totalCount
    edges {
      node {
        id
        status
        progress
        fileName
        createdAt
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
`,
    variables: json({}),
  },
];

function json(value: object): string {
  return JSON.stringify(value, null, 2);
}
