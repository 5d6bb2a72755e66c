/** A heading whose lines break between phrases only. */

export function Phrases({ of: phrases }: { of: readonly string[] }) {
  return (
    <>
      {phrases.map((phrase, index) => (
        <>
          {index > 0 && /[\x20-\x7e’]$/.test(phrases[index - 1] ?? '') && ' '}
          <span class="ph">{phrase}</span>
        </>
      ))}
    </>
  );
}
