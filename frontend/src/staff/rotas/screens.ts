/** The pages of rotas; one chunk for both. */
import '../../style/duty.css';

export { RotaScreen } from './RotaScreen.tsx';
export { Rotas } from './Rotas.tsx';
