import { writeFileSync } from 'node:fs';
import type { Reporter, TestModule } from 'vitest/node';
import { report } from './report.js';
import type { Trial } from './trial.js';

/** Prints what the trials found, and keeps it in a page of the docs when all of them were run and held. */
export class ConformanceReporter implements Reporter {
  readonly #page: string;

  constructor(page: string) {
    this.#page = page;
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[], reason: string): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const trials = tests.flatMap((test): Trial[] => test.meta().trials ?? []);
    const text = report(trials, new Date());
    console.log(text);
    const whole = tests.every((test) => test.result().state === 'passed');
    if (reason === 'passed' && errors.length === 0 && whole) writeFileSync(this.#page, text);
    else console.log(`${this.#page} is left as it is: not every trial was run and held.`);
  }
}
