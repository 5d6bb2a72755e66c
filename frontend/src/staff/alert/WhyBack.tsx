/** Why somebody handed an alert back, for whoever may take it next. */
import { useEffect, useState } from 'preact/hooks';
import { handBackOf } from '../../data/alerts.ts';
import { asked } from '../state/session.ts';
import { alertWords } from './words.ts';

export function WhyBack({ id }: { id: string }) {
  const said = alertWords();
  const [why, setWhy] = useState('');
  useEffect(() => {
    asked(handBackOf(id)).then(({ reason }) => setWhy(reason ? said.because(reason) : said.history.noReason), () => setWhy(said.whyUnread));
  }, [id]);
  // Its line is there from the start, so that the button below stays where the finger is.
  return <p>{why}</p>;
}
