import { InvalidMojoError } from '../container/errors.js';
import type { ModelHeader } from './header.js';

/**
 * The layout that GLM, XGBoost and DeepLearning share: categoricals first, each with a block of slots, then numbers.
 * Block c is the slots from `offsets[c]` up to `offsets[c + 1]`.
 */
export interface OneHotLayout {
  readonly categoricals: number;
  readonly numerics: number;
  readonly offsets: Int32Array;
  /** Slots of all categoricals; the numbers come after them. */
  readonly slots: number;
  /** Subtracted from a level to get its slot: 1 where level 0 has none (it is the reference). */
  readonly skipped: 0 | 1;
}

/** @throws {InvalidMojoError} if the layout is not that of the features. */
export function readOneHotLayout(header: ModelHeader): OneHotLayout {
  const { info, features } = header;
  const categoricals = info.count('cats');
  const numerics = info.count('nums');
  const offsets = info.integers('cat_offsets', new Int32Array(1));
  if (
    categoricals + numerics !== features.length ||
    offsets.length !== categoricals + 1 ||
    offsets[0] !== 0
  ) {
    throw new InvalidMojoError('model.ini: cats, nums and cat_offsets are not those of the columns.');
  }
  features.forEach((feature, index) => {
    if ((feature.levels !== null) !== index < categoricals) {
      throw new InvalidMojoError(`model.ini: column ${feature.name} is not among the ones of its kind.`);
    }
    if (feature.levels === null) return;
    // A slot for each level, and maybe one for missing values.
    const block = (offsets[index + 1] as number) - (offsets[index] as number);
    if (block < 0 || block > feature.levels.length + 1) {
      throw new InvalidMojoError(`model.ini: cat_offsets are not those of the levels of ${feature.name}.`);
    }
  });
  return {
    categoricals,
    numerics,
    offsets,
    slots: offsets[categoricals] as number,
    skipped: info.flag('use_all_factor_levels') ? 0 : 1,
  };
}

/**
 * Slot of a level where missing values have the last one of the block, and so do levels beyond it (XGBoost,
 * DeepLearning). Source: GenModel.setCats.
 *
 * @returns -1 if the level has none.
 */
export function slotOf(layout: OneHotLayout, column: number, level: number): number {
  const end = layout.offsets[column + 1] as number;
  if (Number.isNaN(level)) return end - 1;
  if (level < layout.skipped) return -1;
  return Math.min((layout.offsets[column] as number) + level - layout.skipped, end - 1);
}
