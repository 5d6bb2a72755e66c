/** Links that the script takes over: they lead somewhere without it, and leave no entry in the history with it. */

export const instead =
  (act: () => unknown) =>
  (event: Event): void => {
    event.preventDefault();
    void act();
  };
