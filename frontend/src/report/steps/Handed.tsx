/** Says that another app has handed something over, and takes it out again. */
import { answers } from '../answers.ts';
import { handed } from '../files.ts';
import { untouch } from '../unsent.ts';
import { form } from '../words.ts';

function drop(): void {
  answers.value = { ...answers.peek(), what: '', files: [] };
  handed.value = undefined;
  untouch(['what']);
}

export function Handed() {
  const t = form().what;
  // The next report begins without it.
  if (handed.value === undefined || !(answers.value.what || answers.value.files.length || handed.value)) return null;
  return (
    <p class="banner" role="status">
      <span>
        {t.handed} {handed.value > 0 && t.handedLost}{' '}
        <button type="button" class="textbtn" onClick={drop}>
          {t.handedDrop}
        </button>
      </span>
    </p>
  );
}
