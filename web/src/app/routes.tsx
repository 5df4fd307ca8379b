import { createBrowserRouter, type RouteObject } from 'react-router';
import { TrainPage } from '../train/train-page.js';
import { PageError } from './page-error.js';
import { NotFoundPage } from './not-found-page.js';
import { Shell } from './shell.js';

const pages: RouteObject[] = [
  { index: true, Component: TrainPage },
  {
    path: 'train/:datasetId',
    lazy: { Component: async () => (await import('../train/setup-page.js')).SetupPage },
  },
  {
    path: 'tasks',
    lazy: { Component: async () => (await import('../monitor/list/tasks-page.js')).TasksPage },
  },
  {
    path: 'tasks/:taskId',
    lazy: { Component: async () => (await import('../monitor/task-page.js')).TaskPage },
  },
  {
    path: 'datasets/:datasetId',
    lazy: { Component: async () => (await import('../datasets/dataset-page.js')).DatasetPage },
  },
  {
    path: 'compare',
    lazy: { Component: async () => (await import('../compare/compare-page.js')).ComparePage },
  },
  ...['predict', 'predict/:taskId'].map((path): RouteObject => ({
    path,
    lazy: { Component: async () => (await import('../predict/predict-page.js')).PredictPage },
  })),
  ...['docs', 'docs/:page'].map((path): RouteObject => ({
    path,
    lazy: { Component: async () => (await import('../docs/docs-page.js')).DocsPage },
  })),
  { path: '*', Component: NotFoundPage },
];

export const router = createBrowserRouter([
  {
    path: '/',
    Component: Shell,
    ErrorBoundary: PageError,
    HydrateFallback: () => null,
    children: [{ ErrorBoundary: PageError, children: pages }],
  },
]);
