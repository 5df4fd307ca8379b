import type { DiskSpace } from '../storage/disk-space.js';
import type { TaskService } from '../tasks/task-service.js';

/** The engine as the API shows it; the composition root reads it off the engine's own state. */
export interface EngineHealth {
  readonly status: string;
  readonly version?: string | null;
  readonly nodes?: number | null;
  readonly message?: string | null;
}

export interface DiskHealth {
  readonly freeBytes: number;
  readonly minFreeBytes: number;
  readonly isShort: boolean;
}

export interface Health {
  readonly status: string;
  readonly engine: EngineHealth;
  /** Of the data directory; null where that cannot be read. */
  readonly disk: DiskHealth | null;
  readonly queueLength: number;
  readonly version: string;
}

export interface HealthSources {
  readonly tasks: Pick<TaskService, 'queueLength' | 'queueLimit'>;
  readonly disk: Pick<DiskSpace, 'freeBytes' | 'minFreeBytes'>;
  readonly engineHealth: () => EngineHealth;
  readonly version: string;
  readonly isStopping: () => boolean;
}

/** Answers how the service is, from what its parts say at that moment. */
export class HealthMonitor {
  readonly #sources: HealthSources;

  constructor(sources: HealthSources) {
    this.#sources = sources;
  }

  read(): Health {
    const { tasks, engineHealth, version, isStopping } = this.#sources;
    const engine = engineHealth();
    return {
      status: isStopping() ? 'STOPPING' : engine.status,
      engine,
      disk: this.#readDisk(),
      queueLength: tasks.queueLength(),
      version,
    };
  }

  /** null when new work is welcome, else why it should go elsewhere or come later. */
  notReady({ inDetail }: { inDetail: boolean }): string | null {
    const { status, engine, disk, queueLength } = this.read();
    if (status === 'STOPPING') return 'The service is shutting down.';
    if (engine.status !== 'READY') {
      return `The engine is ${engine.status}${inDetail && engine.message ? `: ${engine.message}` : '.'}`;
    }
    if (disk === null) return 'The data directory cannot be read.';
    if (disk.isShort) return 'The disk of the data directory is almost full.';
    const { queueLimit } = this.#sources.tasks;
    return queueLength >= queueLimit ? `The queue is full: ${queueLength} tasks wait.` : null;
  }

  #readDisk(): DiskHealth | null {
    try {
      const { freeBytes, minFreeBytes } = this.#sources.disk;
      return { freeBytes, minFreeBytes, isShort: freeBytes < minFreeBytes };
    } catch {
      return null;
    }
  }
}
