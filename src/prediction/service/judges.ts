import path from 'node:path';
import type { ModelManifest } from '../../domain/manifest.js';
import { loadMojo, MojoError } from '../../mojo/index.js';
import { MojoScorer } from '../mojo-scorer.js';
import { isAsSaved } from '../../storage/manifest.js';

/**
 * The models that were saved beside another to judge its columns, in the order of the manifest: each was not shown some of
 * the rows. null where there are none, or one of them is damaged or gone.
 * @param folder of the model
 */
export async function loadJudges(
  folder: string,
  { judges, algorithm, artifact, signature, threshold }: ModelManifest,
): Promise<MojoScorer[] | null> {
  if (judges === undefined) return null;
  const fileIn = (file: string) => path.join(folder, file);
  try {
    const intact = await Promise.all(judges.models.flat().map((standIn) => isAsSaved(folder, standIn)));
    if (intact.includes(false)) return null;
    return await Promise.all(
      judges.models.map(async (standIns) => {
        const [first] = standIns;
        const isWhole = algorithm !== 'STACKED_ENSEMBLE' && first !== undefined;
        const model = isWhole
          ? await loadMojo(fileIn(first.file))
          : await loadMojo(
              fileIn(artifact.file),
              new Map(standIns.map(({ modelId, file }) => [modelId, fileIn(file)])),
            );
        return new MojoScorer(model, signature, threshold);
      }),
    );
  } catch (error) {
    if (error instanceof MojoError) return null;
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
