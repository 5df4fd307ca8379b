import path from 'node:path';

/** The folder of a task's model, its manifest and what was computed from it. @param modelsDir absolute */
export const modelFolder = (modelsDir: string, taskId: string): string => path.join(modelsDir, taskId);
