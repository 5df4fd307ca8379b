import type { Page } from 'playwright-core';

/** Counts the bytes that come over the wire for files of the page, as compressed; the API's answers are not counted. */
export async function countTransfer(page: Page): Promise<() => number> {
  const session = await page.context().newCDPSession(page);
  const files = new Set<string>();
  let bytes = 0;
  session.on('Network.responseReceived', ({ requestId, response: { url }, type }) => {
    // The document of GraphiQL has the address of the API.
    if (url.startsWith('http') && (type === 'Document' || !url.endsWith('/graphql'))) files.add(requestId);
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (files.has(requestId)) bytes += encodedDataLength;
  });
  await session.send('Network.enable');
  return () => bytes;
}
