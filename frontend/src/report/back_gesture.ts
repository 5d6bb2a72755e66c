/** Where the phone has it, its own Back gesture goes one step back instead of out of the app. */

interface Watcher extends EventTarget {
  destroy(): void;
}
let watcher: Watcher | undefined;
let isEscapeQuiet = false;

/** Watch for one gesture; called anew on each screen. */
export function watchBackGesture(canGoBack: boolean, goBack: () => unknown): void {
  const Make = (globalThis as { CloseWatcher?: new () => Watcher }).CloseWatcher;
  watcher?.destroy();
  watcher = undefined;
  if (!Make || !canGoBack) return;
  quietenEscape();
  watcher = new Make();
  watcher.addEventListener('close', () => {
    watcher = undefined;
    void goBack();
  });
}

/** On a desk the same signal is the Escape key, which nobody means as "back". */
function quietenEscape(): void {
  if (isEscapeQuiet) return;
  isEscapeQuiet = true;
  addEventListener('keydown', (event) => event.key === 'Escape' && event.preventDefault());
}
