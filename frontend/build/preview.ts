/** Lets `vite` and `vite preview` answer as the server does: the staff page below /staff/, the first screen in the asked language. */
import type { Connect, Plugin } from 'vite';

const rewrite: Connect.NextHandleFunction = (request, _response, next) => {
  const path = (request.url ?? '').split('?')[0] ?? '';
  if (/^\/staff(\/[^.]*)?$/.test(path)) request.url = '/staff.html';
  next();
};

const negotiate: Connect.NextHandleFunction = (request, _response, next) => {
  const wantsEnglish = /^en\b/i.test(request.headers['accept-language'] ?? '');
  if (request.url === '/' && wantsEnglish) request.url = '/index.en.html';
  next();
};

export const staffPages = (): Plugin => ({
  name: 'staff-pages',
  configureServer: (server) => void server.middlewares.use(rewrite),
  configurePreviewServer: (server) => void server.middlewares.use(rewrite).use(negotiate),
});
