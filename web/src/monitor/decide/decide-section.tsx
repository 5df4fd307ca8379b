import { Skeleton } from '@mantine/core';
import { ThresholdCurves } from '../../evaluation/threshold-curves.js';
import { ErrorAlert } from '../../ui/error-alert.js';
import { Section } from '../../ui/section.js';
import { ConfusionMatrix } from '../classes/confusion-matrix.js';
import { scoredRows } from '../../task/scored-rows.js';
import type { Model, WholeTask } from '../../task/use-task.js';
import { ThresholdPanel } from './threshold-panel.js';
import { useThresholds } from './use-thresholds.js';
import classes from './decide-section.module.css';

interface Props {
  readonly task: WholeTask;
  readonly model: Model;
}

/** From which probability on a class is predicted, what follows from it, and what other thresholds would give. */
export function DecideSection({ task, model }: Props) {
  const thresholds = useThresholds(task.id);
  const { details, error, refetch } = thresholds;
  const matrix = model.confusionMatrix;
  const [negative, positive] = matrix?.labels ?? [];
  return (
    <Section
      title="Decide"
      hint={`When to predict which class, and what it costs, measured ${scoredRows(task)}.`}
    >
      {error && <ErrorAlert title="The thresholds could not be loaded" error={error} onRetry={refetch} />}
      <div className={classes['place']}>
        {!details && !error && <Skeleton className={classes['place']} />}
        {details && negative !== undefined && positive !== undefined && details.thresholds.length > 0 ? (
          <ThresholdPanel
            saved={model.threshold ?? null}
            savedCriterion={model.thresholdCriterion ?? null}
            points={details.thresholds}
            labels={[negative, positive]}
            save={thresholds.save}
            isSaving={thresholds.isSaving}
            saveError={thresholds.saveError}
          >
            {(here) => (
              <ThresholdCurves
                points={details.thresholds}
                here={here}
                positive={positive}
                calibration={details.calibration}
                rocCurve={model.rocCurve ?? null}
                auc={model.metrics.auc ?? null}
              />
            )}
          </ThresholdPanel>
        ) : (
          details && matrix && <ConfusionMatrix matrix={matrix} />
        )}
      </div>
    </Section>
  );
}
