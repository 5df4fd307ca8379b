import { writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import type { Reporter, TestModule } from 'vitest/node';
import { report } from './report.js';
import type { Trial } from './trial.js';

/** Prints what the trials found, and keeps it in a page of the docs when all of them were run and held. */
export class ConformanceReporter implements Reporter {
  readonly #page: string;

  constructor(page: string) {
    this.#page = page;
  }

  async onTestRunEnd(
    modules: readonly TestModule[],
    errors: readonly unknown[],
    reason: string,
  ): Promise<void> {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const trials = tests.flatMap((test): Trial[] => test.meta().trials ?? []);
    const options = await resolveConfig(this.#page);
    const text = await format(report(trials, new Date()), {
      ...options,
      proseWrap: 'always',
      filepath: this.#page,
    });
    console.log(text);
    const whole = tests.every((test) => test.result().state === 'passed');
    if (reason === 'passed' && errors.length === 0 && whole) await writeFile(this.#page, text);
    else console.log(`${this.#page} is left as it is: not every trial was run and held.`);
  }
}
