/** Starts the staff's app. */
import { render } from 'preact';
import '../style/tokens.css';
import '../style/base.css';
import '../style/parts.css';
import '../style/more.css';

render(<main class="page" id="main" />, document.body);
