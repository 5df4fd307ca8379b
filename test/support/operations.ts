import { graphql } from './gql/index.js';

/** The operations that tests send as a client would; `npm run codegen` types them. */
export const TrainModel = graphql(`
  mutation TrainModel($file: Upload, $datasetId: ID, $options: TrainingOptions) {
    trainModel(file: $file, datasetId: $datasetId, options: $options) {
      id
      status
      queuePosition
      progress
      fileName
      datasetId
      rowsTotal
      rowsUsed
      target
      problemType
      createdAt
    }
  }
`);

export const GetTask = graphql(`
  query GetTask($id: ID!) {
    task(id: $id) {
      id
      status
      queuePosition
      progress
      message
      createdAt
      startedAt
      finishedAt
      fileName
      datasetId
      attempts
      notes
      rowsTotal
      rowsUsed
      target
      problemType
      options {
        target
        problemType
        maxRows
        ignoredColumns
        algorithms
        escalate
        maxModels
        maxRuntimeSecs
        seed
      }
      leaderboard {
        modelId
        algorithm
        rank
        metrics {
          logloss
          r2
        }
      }
      modelDetails {
        modelId
        algorithm
        path
        downloadUrl
        escalated
        metrics {
          auc
          logloss
          accuracy
          rmse
          r2
        }
        variableImportance {
          column
          relative
        }
        confusionMatrix {
          labels
          counts
        }
        rocCurve {
          threshold
          falsePositiveRate
          truePositiveRate
        }
      }
      error {
        code
        message
      }
    }
  }
`);

export const ListTasks = graphql(`
  query ListTasks($first: Int, $after: String, $status: [TaskStatus!], $search: String) {
    tasks(first: $first, after: $after, status: $status, search: $search) {
      totalCount
      edges {
        cursor
        node {
          id
          status
          fileName
        }
      }
      pageInfo {
        hasNextPage
        hasPreviousPage
        startCursor
        endCursor
      }
    }
  }
`);

export const CancelTask = graphql(`
  mutation CancelTask($id: ID!) {
    cancelTask(id: $id) {
      id
      status
    }
  }
`);

export const FinishTaskEarly = graphql(`
  mutation FinishTaskEarly($id: ID!) {
    finishTaskEarly(id: $id) {
      id
      status
    }
  }
`);

export const RetryTask = graphql(`
  mutation RetryTask($id: ID!) {
    retryTask(id: $id) {
      id
      status
      queuePosition
    }
  }
`);

export const DeleteTask = graphql(`
  mutation DeleteTask($id: ID!) {
    deleteTask(id: $id)
  }
`);

export const TaskStatusChanges = graphql(`
  subscription TaskStatusChanges($taskId: ID!) {
    taskStatus(taskId: $taskId) {
      id
      status
      queuePosition
      progress
      message
    }
  }
`);

export const TaskChanges = graphql(`
  subscription TaskChanges {
    taskChanged {
      id
      status
      queuePosition
    }
  }
`);

export const UploadDataset = graphql(`
  mutation UploadDataset($file: Upload!) {
    uploadDataset(file: $file) {
      id
      fileName
      bytes
      rows
      createdAt
      columns {
        name
        type
        missing
        distinct
        examples
        exampleCounts
        min
        max
        mean
        histogram
      }
      head(rows: 3)
    }
  }
`);

export const GetDataset = graphql(`
  query GetDataset($id: ID!, $rows: Int) {
    dataset(id: $id) {
      id
      fileName
      rows
      head(rows: $rows)
    }
  }
`);

export const ListDatasets = graphql(`
  query ListDatasets($first: Int, $after: String) {
    datasets(first: $first, after: $after) {
      totalCount
      edges {
        node {
          id
          fileName
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

export const DeleteDataset = graphql(`
  mutation DeleteDataset($id: ID!) {
    deleteDataset(id: $id)
  }
`);

export const Predict = graphql(`
  mutation Predict($taskId: ID!, $file: Upload!, $limit: Int, $strict: Boolean) {
    predict(taskId: $taskId, file: $file, limit: $limit, strict: $strict) {
      taskId
      modelId
      rowCount
      rows
      csvUrl
      warnings {
        code
        column
        rows
        examples
        message
      }
    }
  }
`);

export const PredictRows = graphql(`
  mutation PredictRows($taskId: ID!, $rows: [JSONObject!]!, $strict: Boolean) {
    predictRows(taskId: $taskId, rows: $rows, strict: $strict) {
      taskId
      modelId
      rowCount
      rows
      csvUrl
      warnings {
        code
        column
        rows
        message
      }
    }
  }
`);

export const Health = graphql(`
  query Health {
    health {
      status
      queueLength
      version
      engine {
        status
        version
        nodes
        message
      }
    }
  }
`);

export const UpdateTask = graphql(`
  mutation UpdateTask($id: ID!, $name: String, $note: String, $tags: [String!]) {
    updateTask(id: $id, name: $name, note: $note, tags: $tags) {
      id
      name
      note
      tags
      estimatedStart
      estimatedEnd
    }
  }
`);

export const FindTasks = graphql(`
  query FindTasks($search: String, $tag: String, $target: String) {
    tasks(search: $search, tag: $tag, target: $target) {
      edges {
        node {
          id
          dataset {
            tasks(first: 5) {
              totalCount
            }
          }
        }
      }
    }
  }
`);

export const TaskDeletions = graphql(`
  subscription TaskDeletions {
    taskDeleted
  }
`);
