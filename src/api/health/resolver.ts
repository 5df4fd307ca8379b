import { Ctx, FieldResolver, Query, Resolver } from 'type-graphql';
import type { ApiContext } from '../operation/context.js';
import type { Health } from '../../jobs/health.js';
import { HealthType } from './types.js';

@Resolver(() => HealthType)
export class HealthResolver {
  @Query(() => HealthType, { description: 'How the service and its engine are.' })
  health(@Ctx() context: ApiContext): Health {
    return context.health.read();
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Scheme and host of the public address, where there is one that the service knows.',
  })
  publicUrl(@Ctx() { address }: ApiContext): string | null {
    return address.publicUrl ?? null;
  }
}
