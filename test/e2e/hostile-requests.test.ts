import { once } from 'node:events';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { exchange, request, statusOf, upgrade } from '../support/raw-http.js';
import { TestService } from '../support/service.js';

/** One process for all of it: what one request breaks, the next one finds. No engine is needed to refuse a request. */
let service: TestService;
beforeAll(async () => {
  service = await TestService.start({ H2O_URL: 'http://127.0.0.1:9' });
});
afterAll(() => service.stop());

const url = () => service.process.url;
const send = async (bytes: string | Uint8Array) => statusOf(await exchange(url(), bytes));
/** For bytes that may be no whole request, to which no answer comes. */
const tryOut = async (bytes: string | Uint8Array) =>
  statusOf(await exchange(url(), bytes, { patienceMs: 150 }));
const isRefusal = (status: number | null) => status !== null && status >= 400 && status < 500;

async function expectAlive(): Promise<void> {
  expect((await fetch(`${url()}/healthz`)).status).toBe(200);
}

const OPERATION =
  '{"query":"mutation ($file: Upload!) { uploadDataset(file: $file) { id } }","variables":{"file":null}}';
const field = (name: string, value: string) =>
  `--x\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const file = (name: string, content: string) =>
  `--x\r\ncontent-disposition: form-data; name="f"; filename="${name}"\r\ncontent-type: text/csv\r\n\r\n${content}\r\n`;
const FIELDS = field('operations', OPERATION) + field('map', '{"f":["variables.file"]}');
const multipart = (body: string, headers: Record<string, string> = {}) =>
  request(
    'POST /graphql',
    { 'content-type': 'multipart/form-data; boundary=x', 'apollo-require-preflight': '1', ...headers },
    body,
  );
const WHOLE = multipart(`${FIELDS}${file('a.csv', 'a,b\n1,2')}--x--\r\n`);

/** A message whose end two readers may see at different places. */
const smuggled = (headers: string) =>
  `POST /graphql HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n${headers}\r\n0\r\n\r\nGET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n`;
const query = (body: unknown) =>
  request('POST /graphql', { 'content-type': 'application/json' }, JSON.stringify(body));
const many = <T>(count: number, item: (n: number) => T): T[] =>
  Array.from({ length: count }, (_, n) => item(n));

describe('a request that is malformed', () => {
  it.each<[string, string]>([
    ['an upgrade to //', upgrade('//')],
    ['an upgrade to http://', upgrade('http://')],
    ['an upgrade to //[', upgrade('//[')],
    ['an upgrade to /%', upgrade('/%')],
    ['an upgrade to *', upgrade('*')],
    ['an upgrade to nowhere', upgrade('/graphql/../x')],
    ['an upgrade to h2c', upgrade('/graphql', { upgrade: 'h2c' })],
    ['an upgrade to something unheard of', upgrade('/graphql', { upgrade: '\x01' })],
    ['an upgrade without a key', upgrade('/graphql', { 'sec-websocket-key': '' })],
    ['an upgrade of another version', upgrade('/graphql', { 'sec-websocket-version': '7' })],
    ['an upgrade with an odd protocol', upgrade('/graphql', { 'sec-websocket-protocol': ',,' })],
    ['an upgrade for another host', upgrade('//', { host: 'evil.example' })],
    ['an upgrade for a page of another site', upgrade('//', { origin: 'https://evil.example' })],
    ['an upgrade for an odd origin', upgrade('/graphql', { origin: 'http://[' })],
    ['a page at //[', request('GET //[')],
    ['a page at http://[', request('GET http://[')],
    ['a model at %ZZ', request('GET /models/%ZZ/x')],
    ['a model of NUL', request('GET /models/%00/%00')],
    ['a prediction at %', request('GET /predictions/%.csv')],
    ['an asset at %', request('GET /assets/%')],
    ['an asset of NUL', request('GET /assets/%00')],
    ['a query at %', request('GET /graphql?query=%')],
    ['a header line without a colon', 'GET / HTTP/1.1\r\nnonsense\r\n\r\n'],
    ['no HTTP at all', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
    ['HTTP/9.9', 'GET / HTTP/9.9\r\n\r\n'],
    ['headers of 100 kB', request('GET /', { 'x-long': 'x'.repeat(100_000) })],
    ['two lengths', 'POST /graphql HTTP/1.1\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab'],
    ['odd chunks', 'POST /graphql HTTP/1.1\r\nhost: localhost\r\ntransfer-encoding: chunked\r\n\r\nZZ\r\n'],
    ['a length and chunks', smuggled('content-length: 4\r\ntransfer-encoding: chunked\r\n')],
    ['chunks that are not the last encoding', smuggled('transfer-encoding: chunked, identity\r\n')],
    ['chunks by half a name', smuggled('transfer-encoding: xchunked\r\n')],
    ['a blank before the colon', smuggled('transfer-encoding : chunked\r\n')],
    ['a folded header', smuggled('x-folded: a\r\n b\r\ntransfer-encoding:\r\n chunked\r\n')],
    ['a negative length', smuggled('content-length: -1\r\n')],
    ['a signed length', smuggled('content-length: +1\r\n')],
    ['a hexadecimal length', smuggled('content-length: 0x1\r\n')],
    ['a length beyond all numbers', smuggled(`content-length: ${'9'.repeat(30)}\r\n`)],
    ['lines that end in LF', 'POST /graphql HTTP/1.1\nhost: localhost\ncontent-length: 1\n\na'],
    ['no host', 'GET / HTTP/1.1\r\nconnection: close\r\n\r\n'],
    ['NUL in a header', request('GET /', { 'x-odd': 'a\0b' })],
    ['4,000 headers', request('GET /', Object.fromEntries(many(4000, (n) => [`x-${n}`, '1'])))],
    ['a model at http://[', request('GET http://[/models/a/model.zip')],
    ['a model above its folder', request('GET /models/..%2f..%2ftrainyard.db/x')],
    ['an asset above its folder', request('GET /assets/..%2f..%2fpackage.json')],
    ['an asset above its folder, as it is', request('GET /assets/../../package.json')],
    ['an asset above its folder, by backslashes', request('GET /assets/..%5c..%5cpackage.json')],
    ['a page above the folder', request('GET /..%2fmain.js')],
    ['an odd range', request('GET /index.html', { range: 'bytes=9999999-' })],
    ['a range of another tag', request('GET /index.html', { 'if-match': '"none"', range: 'bytes=0-1' })],
    [
      'a gzip within a gzip',
      request(
        'POST /graphql',
        { 'content-type': 'application/json', 'content-encoding': 'gzip, gzip' },
        '{}',
      ),
    ],
    [
      'nested lists of JSON',
      request('POST /graphql', { 'content-type': 'application/json' }, '['.repeat(1e6)),
    ],
    ['operations in a list', query([{ query: '{ health { version } }' }])],
    ['a query that is a list', query({ query: ['{ health { version } }'] })],
    ['variables that are a text', query({ query: '{ health { version } }', variables: 'x' })],
    ['an odd expectation', request('GET /', { expect: 'miracles' })],
    [
      'an unknown encoding',
      request('POST /graphql', { 'content-type': 'application/json', 'content-encoding': 'lzma' }, '{}'),
    ],
    [
      'a gzip that is none',
      request('POST /graphql', { 'content-type': 'application/json', 'content-encoding': 'gzip' }, '{}'),
    ],
    [
      'an unknown charset',
      request('POST /graphql', { 'content-type': 'application/json; charset=martian' }, '{}'),
    ],
    ['JSON of a string', request('POST /graphql', { 'content-type': 'application/json' }, '"x"')],
    ['JSON that ends early', request('POST /graphql', { 'content-type': 'application/json' }, '{"query":')],
  ])('%s is refused', async (_what, bytes) => {
    expect(await send(bytes)).toSatisfy(isRefusal);
    await expectAlive();
  });

  it.each<[string, string, string]>([
    [
      'fragments in a circle',
      '{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['a text without an end', `{ task(id: ${'"'.repeat(1e6 + 1)}`, 'GRAPHQL_PARSE_FAILED'],
    ['a depth of 100,000', '{ health '.repeat(1e5), 'QUERY_TOO_COMPLEX'],
    ['a list of a depth of 100,000', `{ task(id: ${'['.repeat(1e5)}`, 'QUERY_TOO_COMPLEX'],
    ['100,000 directives', `{ health ${'@skip(if: false) '.repeat(1e5)}{ version } }`, 'QUERY_TOO_COMPLEX'],
    ['100,000 variables', `query (${'$v: ID '.repeat(1e5)}) { health { version } }`, 'QUERY_TOO_COMPLEX'],
  ])('an operation with %s is refused', async (_what, document, code) => {
    expect(await exchange(url(), query({ query: document }))).toContain(`"code":"${code}"`);
    await expectAlive();
  });

  it.each<[string, string]>([
    ['a header line without a colon', multipart('--x\r\nnonsense\r\n\r\nv\r\n--x--\r\n')],
    ['a control character in a name', multipart(field('a\x1bb', 'v') + '--x--\r\n')],
    [
      'a control character in the name of the file',
      multipart(`${FIELDS}${file('\x1b[31m.csv', 'a,b\n1,2')}--x--\r\n`),
    ],
    ['NUL in the name of the file', multipart(`${FIELDS}${file('a\0.csv', 'a,b\n1,2')}--x--\r\n`)],
    ['a header of 20 kB', multipart(`--x\r\nx: ${'x'.repeat(20_000)}\r\n\r\nv\r\n--x--\r\n`)],
    [
      'an odd charset',
      multipart(
        `--x\r\ncontent-disposition: form-data; name="operations"\r\ncontent-type: text/plain; charset=martian\r\n\r\n{}\r\n--x--\r\n`,
      ),
    ],
    [
      'an odd disposition',
      multipart("--x\r\ncontent-disposition: form-data; name*=utf-8''%ZZ; filename*=x\r\n\r\nv\r\n--x--\r\n"),
    ],
    ['no body', multipart('')],
    ['no part', multipart('--x--\r\n')],
    ['no line end after the boundary', multipart('--x')],
    ['an end in a header', multipart('--x\r\ncontent-dispo')],
    ['an end in a field', multipart('--x\r\ncontent-disposition: form-data; name="operations"\r\n\r\n{')],
    ['an end in the file', multipart(`${FIELDS}${file('a.csv', 'a,b\n1,2')}`)],
    ['no boundary', multipart('--x--\r\n', { 'content-type': 'multipart/form-data' })],
    ['an empty boundary', multipart('--x--\r\n', { 'content-type': 'multipart/form-data; boundary=' })],
    ['an odd content type', multipart('--x--\r\n', { 'content-type': 'multipart/form-data; ;;=' })],
    [
      'two files in one field',
      multipart(`${FIELDS}${file('a.csv', 'a,b\n1,2')}${file('b.csv', 'a,b\n1,2')}--x--\r\n`),
    ],
    ['two operations', multipart(field('operations', OPERATION).repeat(2) + '--x--\r\n')],
    ['operations of null', multipart(field('operations', 'null') + field('map', '{}') + '--x--\r\n')],
    [
      'a map into the prototype',
      multipart(field('operations', OPERATION) + field('map', '{"f":["__proto__.x"]}') + '--x--\r\n'),
    ],
    ...[
      'constructor.prototype.x',
      'variables.__proto__.x',
      'variables.file.constructor',
      'variables',
      '',
    ].map((path): [string, string] => [
      `a map to ${path || 'nothing'}`,
      multipart(
        `${field('operations', OPERATION)}${field('map', JSON.stringify({ f: [path] }))}${file('a.csv', 'a,b\n1,2')}--x--\r\n`,
      ),
    ]),
    [
      'a map that names the prototype',
      multipart(
        `${field('operations', OPERATION)}${field('map', '{"__proto__":["variables.file"]}')}--x--\r\n`,
      ),
    ],
    ['a map of numbers', multipart(field('operations', OPERATION) + field('map', '{"f":[1]}') + '--x--\r\n')],
    [
      'a page of another site behind it',
      multipart('--x\r\nnonsense\r\n\r\nv\r\n--x--\r\n', {
        'apollo-require-preflight': '',
        origin: 'https://evil.example',
      }),
    ],
    ['another host', multipart('--x\r\nnonsense\r\n\r\nv\r\n--x--\r\n', { host: 'evil.example' })],
  ])('a multipart request with %s is refused', async (_what, bytes) => {
    const answer = await exchange(url(), bytes);
    // Once the operation is read, a fault of its file is an error in the answer of GraphQL.
    const status = statusOf(answer);
    if (status === 200) expect(answer).toMatch(/"code":"(BAD_USER_INPUT|UPLOAD_TOO_LARGE|INVALID_CSV)"/);
    else expect(status).toSatisfy(isRefusal);
    await expectAlive();
  });

  it('says what is wrong with two files, and with a file that ends early', async () => {
    const first = file('a.csv', 'a,b\n1,2');
    expect(await exchange(url(), multipart(`${FIELDS}${first}${first}--x--\r\n`))).toContain(
      'more than one file',
    );
    expect(await exchange(url(), multipart(FIELDS + first))).toContain('ends before its last boundary');
  });

  it('is refused for its site before its body is read', async () => {
    const sites = [
      multipart('nonsense', { 'apollo-require-preflight': '' }),
      multipart('nonsense', { host: 'evil.example' }),
    ];
    const answers = await Promise.all(sites.map((bytes) => exchange(url(), bytes)));
    expect(answers.map(statusOf)).toEqual([400, 403]);
    expect(answers[0]).toContain('apollo-require-preflight');
  });
});

/** A valid message with some of its bytes removed, doubled or replaced. */
const damaged = (whole: string) =>
  fc
    .array(fc.tuple(fc.nat(whole.length - 1), fc.nat(8), fc.uint8Array({ maxLength: 4 })), {
      minLength: 1,
      maxLength: 4,
    })
    .map((wounds) =>
      wounds.reduce(
        (bytes, [at, length, put]) =>
          Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + length)]),
        Buffer.from(whole, 'latin1'),
      ),
    );

describe('any bytes', () => {
  it.each([
    ['an upload', WHOLE],
    ['an upgrade', upgrade('/graphql?a=b', { origin: 'http://localhost' })],
    [
      'a query',
      request('POST /graphql', { 'content-type': 'application/json' }, '{"query":"{ health { version } }"}'),
    ],
    ['a download', request('GET /models/0f5c/a.zip?expires=1&signature=x')],
  ])('almost like %s end nothing but their own connection', async (_what, whole) => {
    await fc.assert(
      fc.asyncProperty(damaged(whole), async (bytes) => {
        const status = await tryOut(bytes);
        expect(status === null || status < 500).toBe(true);
      }),
      { numRuns: 150 },
    );
    await expectAlive();
  });

  it('in an address end nothing but their own connection', async () => {
    const target = fc.string({
      unit: fc.constantFrom(
        '/',
        '%',
        '[',
        ']',
        '@',
        ':',
        '?',
        '#',
        '\\',
        '.',
        'graphql',
        'models',
        'http://',
        '%00',
        '%C0',
        'é',
        ' ',
      ),
    });
    await fc.assert(
      fc.asyncProperty(target, fc.boolean(), async (path, asUpgrade) => {
        const line = `/${path}`;
        const status = await tryOut(asUpgrade ? upgrade(line) : request(`GET ${line}`));
        expect(status === null || status < 500).toBe(true);
      }),
      { numRuns: 200 },
    );
    await expectAlive();
  });
});

describe('any messages', () => {
  const init = { type: 'connection_init' };
  const message = fc.oneof(
    fc.string(),
    fc.json(),
    fc.uint8Array({ maxLength: 20 }),
    fc
      .record(
        {
          id: fc.oneof(fc.string(), fc.integer(), fc.constant('same')),
          type: fc.constantFrom(
            'connection_init',
            'subscribe',
            'complete',
            'next',
            'ping',
            'pong',
            '__proto__',
          ),
          payload: fc.oneof(
            fc.jsonValue(),
            fc.record({
              query: fc.constantFrom(
                '{ health { version } }',
                '{',
                '',
                'subscription { taskChanged { id } }',
                'subscription { taskStatus(taskId: "x") { id } }',
                'query A { __typename } query B { __typename }',
                'query A($id: ID!) { task(id: $id) { id } }',
                'query ($n: Int) { tasks(first: $n) { totalCount } }',
              ),
              variables: fc.oneof(fc.jsonValue(), fc.constant(null)),
              operationName: fc.constantFrom('A', null, 'toString'),
              extensions: fc.jsonValue(),
            }),
          ),
        },
        { requiredKeys: ['type'] },
      )
      .map((value) => JSON.stringify(value)),
  );

  it('over a WebSocket end nothing but their own connection', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(message, { maxLength: 6 }), fc.boolean(), async (messages, begun) => {
        const socket = new WebSocket(`${url().replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
        socket.on('error', () => undefined);
        await once(socket, 'open');
        const closed = once(socket, 'close') as Promise<[number]>;
        if (begun) socket.send(JSON.stringify(init));
        for (const each of messages) socket.send(each);
        socket.close(1000);
        const [code] = await closed;
        // 4500: a fault of the service itself.
        expect(code).not.toBe(4500);
      }),
      { numRuns: 150 },
    );
    await expectAlive();
  });

  it.each<[string, number[]]>([
    ['a frame of an unknown kind', [0x8b, 0x80, 0, 0, 0, 0]],
    ['a frame of a reserved kind', [0x83, 0x80, 0, 0, 0, 0]],
    ['a frame with a bit of no extension', [0xc1, 0x81, 0, 0, 0, 0, 0x61]],
    ['a ping in fragments', [0x09, 0x80, 0, 0, 0, 0]],
    ['a ping of 126 bytes', [0x89, 0xfe, 0, 126, 0, 0, 0, 0, ...Array<number>(126).fill(0)]],
    ['the rest of no message', [0x80, 0x80, 0, 0, 0, 0]],
    ['a message within another', [0x01, 0x81, 0, 0, 0, 0, 0x7b, 0x81, 0x81, 0, 0, 0, 0, 0x7d]],
    ['a closing code of one byte', [0x88, 0x81, 0, 0, 0, 0, 0x03]],
    ['a closing reason that is no UTF-8', [0x88, 0x83, 0, 0, 0, 0, 0x03, 0xe8, 0xff]],
    [
      '100,000 fragments',
      [0x01, 0x80, 0, 0, 0, 0, ...many(100_000, () => [0x00, 0x81, 0, 0, 0, 0, 0x20]).flat()],
    ],
    ['a frame without a mask', [0x81, 0x01, 0x61]],
    ['text that is no UTF-8', [0x81, 0x81, 0, 0, 0, 0, 0xff]],
    ['a closing code that does not exist', [0x88, 0x82, 0, 0, 0, 0, 0x00, 0x01]],
    ['a frame of 2^63 bytes', [0x81, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0]],
  ])('as %s end nothing but their own connection', async (_what, frame) => {
    const head = Buffer.from(upgrade('/graphql'), 'latin1');
    expect(statusOf(await exchange(url(), Buffer.concat([head, Buffer.from(frame)])))).toBe(101);
    await expectAlive();
  });
});

it('none of it was a fault of the service', () => {
  const faults = service.process.lines.filter(
    (line) => !line.startsWith('{') || line.includes('reason of our own'),
  );
  // The first line is the address.
  expect(faults.slice(1)).toEqual([]);
});
