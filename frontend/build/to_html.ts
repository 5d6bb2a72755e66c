/** Writes a Preact tree as HTML. Enough for the first screen: plain components, no hooks, no raw markup. */

interface Node {
  type: string | ((props: Record<string, unknown>) => Tree);
  props: Record<string, unknown>;
}
export type Tree = Node | string | number | boolean | null | undefined | Tree[];

const VOID = new Set(['br', 'hr', 'img', 'input', 'link', 'meta']);
const UNWRITTEN = /^(children|key|ref|on[A-Z].*)$/;
const SPECIAL: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export function toHtml(tree: Tree): string {
  if (tree === null || tree === undefined || typeof tree === 'boolean') return '';
  if (typeof tree === 'string' || typeof tree === 'number') return escaped(String(tree));
  if (Array.isArray(tree)) return tree.map(toHtml).join('');
  const { type, props } = tree;
  if (typeof type === 'function') return toHtml(type(props));
  const open = `<${type}${Object.entries(props).map(attribute).join('')}>`;
  return VOID.has(type) ? open : `${open}${toHtml(props['children'] as Tree)}</${type}>`;
}

function attribute([name, value]: [string, unknown]): string {
  if (UNWRITTEN.test(name) || value === undefined || value === null) return '';
  if (value === false && !name.startsWith('aria-')) return '';
  return value === true && !name.startsWith('aria-') ? ` ${name.toLowerCase()}` : ` ${written(name)}="${escaped(String(value))}"`;
}

/** HTML names are lower case; SVG's viewBox is not. */
const written = (name: string) => (name === 'viewBox' ? name : name.toLowerCase());
const escaped = (text: string) => text.replace(/[&<>"]/g, (character) => SPECIAL[character] ?? character);
