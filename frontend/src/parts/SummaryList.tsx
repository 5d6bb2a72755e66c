/** Names and values, each with an optional way to change it. */
import type { ComponentChildren } from 'preact';

export interface SummaryRow {
  name: string;
  /** Empty or missing: the row says so in a quiet voice. */
  value?: ComponentChildren;
  onChange?: (() => void) | undefined;
}

export function SummaryList({ rows, none, change }: { rows: SummaryRow[]; none: string; change: string }) {
  return (
    <dl class="sum card">
      {rows.map(({ name, value, onChange }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd class={value ? undefined : 'none'}>{value || none}</dd>
          {onChange && (
            <dd>
              <button type="button" class="textbtn" onClick={onChange}>
                {change}
                <span class="vh"> {name}</span>
              </button>
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}
