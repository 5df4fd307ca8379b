import { Field, Int, ObjectType } from 'type-graphql';
import type { EngineHealth, Health } from '../../jobs/health.js';

@ObjectType('EngineHealth', { description: 'How the H2O engine is.' })
export class EngineHealthType implements EngineHealth {
  @Field(() => String, {
    description:
      'STARTING, READY, RESTARTING (lost and being brought back), FAILED (until somebody acts) or STOPPED.',
  })
  status!: string;

  @Field(() => String, { nullable: true, description: 'Version of H2O, once READY.' })
  version?: string | null;

  @Field(() => Int, { nullable: true, description: 'Nodes of the cluster, once READY.' })
  nodes?: number | null;

  @Field(() => String, { nullable: true, description: 'What is going on, or what to do about it.' })
  message?: string | null;
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

  @Field(() => Int, { description: 'Tasks that wait.' })
  queueLength!: number;

  @Field(() => String, { description: 'Version of the service.' })
  version!: string;
}
