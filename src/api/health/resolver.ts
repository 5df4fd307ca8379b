import { Ctx, Query, Resolver } from 'type-graphql';
import type { ApiContext } from '../context.js';
import type { Health } from '../../jobs/health.js';
import { HealthType } from './types.js';

@Resolver()
export class HealthResolver {
  @Query(() => HealthType, { description: 'How the service and its engine are.' })
  health(@Ctx() context: ApiContext): Health {
    return context.health.read();
  }
}
