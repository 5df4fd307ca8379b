import { exp } from '../numeric/exp.js';
import { UnsupportedMojoError } from '../container/errors.js';

/** From the sums of a booster to predictions, in place. */
export type Transform = (sums: Float32Array) => void;

const none: Transform = () => undefined;

/** Each operation is rounded to 32 bits, but for the sum of the exponentials. */
const softmax: Transform = (sums) => {
  let max = sums[0] as number;
  for (let k = 1; k < sums.length; k++) max = Math.max(max, sums[k] as number);
  let total = 0;
  for (let k = 0; k < sums.length; k++) {
    const e = Math.fround(exp(Math.fround((sums[k] as number) - max)));
    sums[k] = e;
    total += e;
  }
  for (let k = 0; k < sums.length; k++) sums[k] = (sums[k] as number) / Math.fround(total);
};

const logistic: Transform = (sums) => {
  const denominator = Math.fround(1 + Math.fround(exp(-(sums[0] as number))));
  sums[0] = 1 / denominator;
};

const exponential: Transform = (sums) => {
  sums[0] = exp(sums[0] as number);
};

/**
 * Source: ObjFunction of xgboost-predictor.
 *
 * @throws {UnsupportedMojoError} for an objective of another kind.
 */
export function makeTransform(objective: string): Transform {
  switch (objective) {
    case 'reg:squarederror':
    case 'reg:linear':
      return none;
    case 'binary:logistic':
    case 'reg:logistic':
      return logistic;
    case 'multi:softprob':
      return softmax;
    case 'reg:gamma':
    case 'reg:tweedie':
    case 'count:poisson':
      return exponential;
    default:
      throw new UnsupportedMojoError(`The XGBoost objective ${objective} is not scored.`);
  }
}
