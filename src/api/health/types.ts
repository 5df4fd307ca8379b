import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { DiskHealth, EngineHealth, Health } from '../../jobs/health.js';

@ObjectType('EngineHealth', { description: 'How the H2O engine is.' })
export class EngineHealthType implements EngineHealth {
  @Field(() => String, {
    description:
      'STARTING, READY, UNRESPONSIVE (silent for some seconds), RESTARTING (lost and being brought back), FAILED (until somebody acts) or STOPPED.',
  })
  status!: string;

  @Field(() => String, { nullable: true, description: 'Version of H2O, once READY.' })
  version?: string | null;

  @Field(() => Int, { nullable: true, description: 'Nodes of the cluster, once READY.' })
  nodes?: number | null;

  @Field(() => String, { nullable: true, description: 'What is going on, or what to do about it.' })
  message?: string | null;
}

@ObjectType('DiskHealth', { description: 'How much room the disk of the data directory has.' })
export class DiskHealthType implements DiskHealth {
  @Field(() => Float, { description: 'Bytes that are free.' })
  freeBytes!: number;

  @Field(() => Float, { description: 'Bytes that are kept free for the tasks that run.' })
  minFreeBytes!: number;

  @Field(() => Boolean, { description: 'Whether no upload and no task is taken until there is more room.' })
  isShort!: boolean;
}

@ObjectType('Health', { description: 'How the service is.' })
export class HealthType implements Health {
  @Field(() => String, {
    description:
      'STOPPING while the service shuts down, else as the engine: uploads are accepted in each state.',
  })
  status!: string;

  @Field(() => EngineHealthType, { description: 'How the engine is.' })
  engine!: EngineHealthType;

  @Field(() => DiskHealthType, {
    nullable: true,
    description: 'How the disk is; null where the data directory cannot be read.',
  })
  disk!: DiskHealthType | null;

  @Field(() => Int, { description: 'Tasks that wait.' })
  queueLength!: number;

  @Field(() => String, { description: 'Version of the service.' })
  version!: string;
}
