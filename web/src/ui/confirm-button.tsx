import { Button, type ButtonProps } from '@mantine/core';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import type { Question } from './confirm-dialog.js';

/** Loaded when something is asked. */
const ConfirmDialog = lazy(async () => ({ default: (await import('./confirm-dialog.js')).ConfirmDialog }));

interface Props extends ButtonProps, Question {
  readonly children: ReactNode;
  readonly 'aria-label'?: string;
}

/** Asks once before it does what cannot be undone. */
export function ConfirmButton({ question, consequence, verb, keep, onConfirm, children, ...button }: Props) {
  const [state, setState] = useState<'unasked' | 'open' | 'closed'>('unasked');
  return (
    <>
      <Button {...button} onClick={() => setState('open')}>
        {children}
      </Button>
      {state !== 'unasked' && (
        <Suspense>
          <ConfirmDialog
            question={question}
            consequence={consequence}
            verb={verb}
            {...(keep === undefined ? {} : { keep })}
            onConfirm={onConfirm}
            opened={state === 'open'}
            onClose={() => setState('closed')}
          />
        </Suspense>
      )}
    </>
  );
}
