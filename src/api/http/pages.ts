import { existsSync } from 'node:fs';
import path from 'node:path';
import express, { Router, type Request, type RequestHandler } from 'express';
import { precompressed } from './compression.js';

/** What browsers heed of documents and workers only; on forty small files it would weigh as much as a page. */
const DOCUMENT_HEADERS = [
  'content-security-policy',
  'cross-origin-opener-policy',
  'origin-agent-cluster',
  'x-dns-prefetch-control',
  'x-download-options',
  'x-frame-options',
  'x-permitted-cross-domain-policies',
  'x-xss-protection',
];

const withoutDocumentHeaders: RequestHandler = (request, response, next) => {
  // The files of workers have it in their names.
  if (!/worker/i.test(request.path)) DOCUMENT_HEADERS.forEach((name) => response.removeHeader(name));
  next();
};

/** True for a browser that opens an address, false for a program that asks for data. */
function wantsPage(request: Request): boolean {
  const types = ['application/json', 'application/graphql-response+json', 'text/html'];
  return request.method === 'GET' && request.accepts(types) === 'text/html';
}

/** GraphiQL for a browser that opens the GraphQL endpoint; everything else goes on to GraphQL. */
export function graphiqlPage(webRoot: string): RequestHandler {
  const page = path.join(webRoot, 'graphiql', 'index.html');
  return (request, response, next) => {
    if (wantsPage(request)) sendPage(page)(request, response, next);
    else next();
  };
}

/** The built files of the web pages, and the web app on every address that is nobody else's. */
export function webRoutes(webRoot: string): Router {
  const router = Router();
  // Their names hold a hash of their content.
  router.use(
    '/assets',
    withoutDocumentHeaders,
    precompressed(path.join(webRoot, 'assets')),
    express.static(path.join(webRoot, 'assets'), { immutable: true, maxAge: '1y', index: false }),
    notFound,
  );
  const app = path.join(webRoot, 'index.html');
  if (existsSync(app)) {
    router.use(express.static(webRoot, { index: false, redirect: false, cacheControl: false }));
    // The start page is for everybody, also who does not say what he accepts (curl) or wants the headers only.
    router.get('/', sendPage(app));
    router.use((request, response, next) => {
      if (wantsPage(request)) sendPage(app)(request, response, next);
      else next();
    });
  } else {
    router.get('/', (_request, response) => response.redirect('/graphql'));
  }
  router.use(notFound);
  return router;
}

function sendPage(file: string): RequestHandler {
  return (_request, response, next) => {
    response.set('cache-control', 'no-cache').vary('accept');
    response.sendFile(file, { cacheControl: false, dotfiles: 'allow' }, (error: unknown) => {
      if (error && !response.headersSent) next(error);
    });
  };
}

const notFound: RequestHandler = (_request, response) => {
  response.status(404).type('text').send('There is nothing at this address. GraphQL is at /graphql.\n');
};
