import fc from 'fast-check';
import { expect, test } from 'vitest';
import { QueueOrder } from '../../../src/tasks/queue-order.js';

test('places are numbered as in a sorted list, whatever comes and goes', () => {
  const step = fc.record({ add: fc.boolean(), seq: fc.integer({ min: 1, max: 30 }) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const order = new QueueOrder();
      const model = new Set<number>();
      for (const { add, seq } of steps) {
        if (add) model.add(seq);
        else model.delete(seq);
        if (add) order.add(seq);
        else order.remove(seq);
        const sorted = [...model].sort((a, b) => a - b);
        expect(order.length).toBe(sorted.length);
        expect(order.positionOf(seq)).toBe(add ? sorted.indexOf(seq) + 1 : null);
        expect(order.before(seq)).toEqual(sorted.filter((other) => other < seq));
      }
    }),
  );
});
