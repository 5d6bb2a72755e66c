/** Lets `vite` and `vite preview` answer /staff/… with the staff page, as the server does. */
import type { Connect, Plugin } from 'vite';

const rewrite: Connect.NextHandleFunction = (request, _response, next) => {
  if (/^\/staff(\/[^.]*)?$/.test((request.url ?? '').split('?')[0] ?? '')) request.url = '/staff.html';
  next();
};

export const staffPages = (): Plugin => ({
  name: 'staff-pages',
  configureServer: (server) => void server.middlewares.use(rewrite),
  configurePreviewServer: (server) => void server.middlewares.use(rewrite),
});
