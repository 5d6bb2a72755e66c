/** The nine circumstances in which the law demands a report to the police. Never a question that must be answered. */
import type { ComponentChildren } from 'preact';
import { Checkboxes } from '../../parts/Choice.tsx';
import { form } from '../words.ts';

interface CircumstancesProps {
  legend: ComponentChildren;
  legendHidden?: boolean;
  values: readonly string[];
  onChange(values: string[]): void;
}

export function Circumstances(props: CircumstancesProps) {
  const options = Object.entries(form().police.circumstance).map(([value, label]) => ({ value, label }));
  return <Checkboxes name="circumstances" options={options} {...props} />;
}
