import { EventEmitter, on } from 'node:events';
import { buildSchema, parse, type ExecutionResult } from 'graphql';
import { expect, test } from 'vitest';
import { SharedAnswers } from '../../../src/api/ws/shared-answers.js';

const schema = buildSchema(`
  type Query { none: Int }
  type Subscription { changed(of: String): Change }
  type Change { name: String, link: String, time: Int }
`);

/** Subscriptions whose events the test makes; counts how often an event was looked into. */
function openFeed() {
  const events = new EventEmitter();
  const answers = new SharedAnswers(1000);
  let looks = 0;
  schema.getSubscriptionType()!.getFields()['changed']!.subscribe = async function* () {
    for await (const [event] of on(events, 'event')) yield event as unknown;
  };
  const follow = async (document: ReturnType<typeof parse>, origin: string, variableValues = {}) => {
    const contextValue = { asking: { requestId: 'r' }, origin };
    const stream = await answers.subscribe({ schema, document, variableValues, contextValue });
    if (!('events' in stream)) throw new Error(JSON.stringify(stream));
    const { events, answer } = stream;
    return {
      next: async () => (await answer((await events.next()).value)).result,
      leave: () => events.return?.(),
    };
  };
  const changed = () => ({
    changed: {
      name: () => `look ${++looks}`,
      link: (_args: unknown, context: { origin: string }) => `${context.origin}/x`,
    },
  });
  return { follow, emit: (event: object) => events.emit('event', event), changed };
}

const NAME = parse('subscription { changed { name } }');

async function nextOf(streams: readonly { next: () => Promise<ExecutionResult> }[], emit: () => void) {
  const all = streams.map((stream) => stream.next());
  emit();
  return (await Promise.all(all)).map(({ data }) => data?.['changed']);
}

test('those who ask the same get one answer, which is made once for each event', async () => {
  const { follow, emit, changed } = openFeed();
  const streams = await Promise.all([1, 2, 3].map(() => follow(NAME, 'http://a')));
  expect(await nextOf(streams, () => emit(changed()))).toEqual([1, 2, 3].map(() => ({ name: 'look 1' })));
  expect(await nextOf(streams, () => emit(changed()))).toEqual([1, 2, 3].map(() => ({ name: 'look 2' })));
});

test('those who ask something else, or from elsewhere, get their own', async () => {
  const { follow, emit, changed } = openFeed();
  const link = parse('subscription ($of: String) { changed(of: $of) { name link } }');
  const streams = await Promise.all([
    follow(NAME, 'http://a'),
    follow(link, 'http://a', { of: 'x' }),
    follow(link, 'http://b', { of: 'x' }),
    follow(link, 'http://b', { of: 'y' }),
    follow(link, 'http://b', { of: 'y' }),
  ]);
  expect(await nextOf(streams, () => emit(changed()))).toEqual([
    { name: 'look 1' },
    { name: 'look 2', link: 'http://a/x' },
    { name: 'look 3', link: 'http://b/x' },
    { name: 'look 4', link: 'http://b/x' },
    { name: 'look 4', link: 'http://b/x' },
  ]);
});

test('one that leaves takes nobody with it', async () => {
  const { follow, emit, changed } = openFeed();
  const [first, second] = [await follow(NAME, 'http://a'), await follow(NAME, 'http://a')];
  await nextOf([first, second], () => emit(changed()));
  await first.leave();
  expect(await nextOf([second], () => emit(changed()))).toEqual([{ name: 'look 2' }]);
});
