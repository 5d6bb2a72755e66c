// What a page shows that no dictionary and no server said (`known`), what is cut off, and what lies beyond the edge.
(known) => {
  const found = new Set();
  const isSeen = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const judge = (text, where) => {
    // A receipt and a reference have no vowels.
    for (const [word] of text.matchAll(/[A-Za-z]{3,}|\p{Script=Han}{2,}/gu)) {
      if (!/^[B-DF-HJKMNP-TV-Z]+$/.test(word) && !known.includes(word.toLowerCase())) found.add(`not translated: "${word}" in ${where}: ${text.trim().slice(0, 60)}`);
    }
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { parentElement: parent, nodeValue: text } = texts.currentNode;
    if (text.trim() && isSeen(parent)) judge(text, parent.tagName);
  }
  for (const element of document.querySelectorAll('body *')) {
    if (!isSeen(element) || element.closest('.vh, .skip, svg')) continue;
    const here = `${element.tagName}.${element.getAttribute('class') ?? ''} "${element.textContent.slice(0, 40)}"`;
    for (const name of ['aria-label', 'placeholder', 'alt', 'title', 'aria-description']) {
      if (element.hasAttribute(name)) judge(element.getAttribute(name), `${element.tagName} ${name}`);
    }
    const { left, right, width } = element.getBoundingClientRect();
    const scrolls = (each) => ['auto', 'scroll'].includes(getComputedStyle(each).overflowX);
    let above = element;
    while (above && !scrolls(above)) above = above.parentElement;
    if (width > 0 && !above && !element.children.length && (left < -1 || right > innerWidth + 1)) found.add(`beyond the edge: ${here}`);
    // A name without room is out of sight on purpose; what is one pixel wide is for ears.
    if (element.closest('.brand') || element.clientWidth <= 1) continue;
    const isCut = ['hidden', 'clip'].includes(getComputedStyle(element).overflowX) && element.scrollWidth > element.clientWidth + 1;
    if (isCut && element.textContent.trim()) found.add(`cut off: ${here}`);
  }
  return [...found];
};
