interface Titled {
  readonly name?: string | null;
  readonly fileName: string;
  readonly target?: string | null;
}

/** What is predicted from which file: `churn.csv → churned`. */
export function taskSubject({ fileName, target }: Omit<Titled, 'name'>): string {
  return target == null ? fileName : `${fileName} → ${target}`;
}

/** The name that the user gave a task, else its subject. */
export function taskTitle(task: Titled): string {
  return task.name ?? taskSubject(task);
}
