/** Whether this very device rings. Asked at each start, since subscriptions vanish without a word. */
import { computed, signal } from '@preact/signals';
import { ApiError, Unreachable } from '../../data/client.ts';
import { bindDevice, type Device, listDevices, readDevice, removeDevice, testDevice } from '../../data/devices.ts';
import { deviceKind, fromBase64Url, sameKey } from '../device_kind.ts';
import { words } from '../words.ts';
import { config } from './content.ts';
import { asked, may, onForget } from './session.ts';
import { registration } from './worker.ts';

/** What stands in the way, seen from the browser alone. */
type Capability = 'checking' | 'install' | 'unsupported' | 'denied' | 'ready';
export type Ring = Exclude<Capability, 'ready'> | 'off' | 'unproven' | 'silent' | 'rings';

export const capability = signal<Capability>('checking');
export const device = signal<Device | null>(null);
export const devices = signal<Device[] | null>(null);
/** Why the last try to make this device ring failed: the push service, the server, or too many devices already. */
export const refused = signal<'push' | 'server' | 'many' | null>(null);

export const ring = computed<Ring>(() => {
  if (capability.value !== 'ready') return capability.value;
  if (!device.value) return 'off';
  if (device.value.working === null) return 'unproven';
  return device.value.working ? 'rings' : 'silent';
});

const WANTED = 'duty-rings';
const LOOK_AGAIN_MS = 5 * 60_000;
let lookedAt = 0;

function look(): Capability {
  const { kind } = deviceKind(navigator.userAgent, navigator.maxTouchPoints);
  const standalone = matchMedia('(display-mode: standalone)').matches || (navigator as { standalone?: boolean }).standalone === true;
  const able = 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;
  if ((kind === 'iphone' || kind === 'ipad') && !standalone && !able) return 'install';
  if (!able) return 'unsupported';
  return Notification.permission === 'denied' ? 'denied' : 'ready';
}

/** Find this device's subscription, mend it when the key has changed or it was lost, and tell the server. Never asks anybody. */
export async function learnDevice(): Promise<void> {
  capability.value = look();
  lookedAt = Date.now();
  if (capability.peek() !== 'ready' || !may('device:write')) return;
  const subscription = await presentSubscription().catch(() => null);
  if (subscription) await bind(subscription).catch(() => undefined);
  else device.value = null;
}

async function presentSubscription(): Promise<PushSubscription | null> {
  const manager = (await registration())?.pushManager;
  const key = config.peek()?.vapid_public_key;
  if (!manager || !key) return null;
  const found = await manager.getSubscription();
  if (found && sameKey(found.options.applicationServerKey, key)) return found;
  await found?.unsubscribe();
  return (found || wanted()) && Notification.permission === 'granted' ? subscribe(manager, key) : null;
}

const subscribe = (manager: PushManager, key: string) =>
  manager.subscribe({ userVisibleOnly: true, applicationServerKey: fromBase64Url(key) });

async function bind(subscription: PushSubscription): Promise<void> {
  const { kind, browser } = deviceKind(navigator.userAgent, navigator.maxTouchPoints);
  const label = words().device.named(words().device.kinds[kind] ?? kind, browser);
  device.value = await asked(bindDevice(subscription.toJSON(), label));
}

/** From a tap only: asks for permission, subscribes, and registers. `refused` tells when the push service did not answer. */
export async function letRing(): Promise<void> {
  refused.value = null;
  if ((await Notification.requestPermission()) !== 'granted') return void (capability.value = look());
  const manager = (await registration())?.pushManager;
  const key = config.peek()?.vapid_public_key;
  if (!manager || !key) return void (refused.value = 'push');
  try {
    const found = await manager.getSubscription();
    await bind(found && sameKey(found.options.applicationServerKey, key) ? found : await subscribe(manager, key));
    remember(true);
    await refreshDevices();
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return;
    if (error instanceof ApiError && error.code === 'too_many_devices') refused.value = 'many';
    else refused.value = error instanceof ApiError || error instanceof Unreachable ? 'server' : 'push';
  }
}

export async function refreshDevices(): Promise<void> {
  devices.value = await asked(listDevices());
  const mine = device.peek();
  if (mine) device.value = devices.value.find((each) => each.id === mine.id) ?? null;
}

/** Part of the regular round, but only every few minutes: the header must not go on claiming what is no longer so. */
export async function followDevice(): Promise<void> {
  if (Date.now() - lookedAt < LOOK_AGAIN_MS) return;
  lookedAt = Date.now();
  if (device.peek()) await refreshDevices();
  if (!device.peek()) await learnDevice();
}

export async function remove(id: string): Promise<void> {
  await asked(removeDevice(id));
  if (device.peek()?.id === id) await forgetThis();
  await refreshDevices();
}

/** Before sign-out: the next person at this browser must not be called in this one's name. */
export async function unbind(): Promise<void> {
  const mine = device.peek();
  if (mine) await removeDevice(mine.id).catch(() => undefined);
  await forgetThis();
}

async function forgetThis(): Promise<void> {
  device.value = null;
  remember(false);
  const found = await (await registration())?.pushManager?.getSubscription();
  await found?.unsubscribe().catch(() => false);
}

export type Test =
  | { state: 'idle' | 'asking' | 'failed' }
  | { state: 'waiting'; since: string }
  | { state: 'shown'; seconds: number }
  | { state: 'silent' };

export const test = signal<Test>({ state: 'idle' });
const ASK_EVERY_MS = 1_000;
const GIVE_UP_MS = 60_000;

/** Ring this device once and wait until its own service worker says that it was shown. */
export async function ringOnce(): Promise<void> {
  const mine = device.peek();
  if (!mine) return;
  test.value = { state: 'asking' };
  try {
    const { queued_at } = await asked(testDevice(mine.id));
    test.value = { state: 'waiting', since: queued_at };
    test.value = await heard(mine.id, queued_at);
    await refreshDevices();
  } catch {
    test.value = { state: 'failed' };
  }
}

async function heard(id: string, queuedAt: string): Promise<Test> {
  const end = Date.now() + GIVE_UP_MS;
  while (Date.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
    const { shown_at, sent_at } = await asked(readDevice(id));
    if (!shown_at || Date.parse(shown_at) < Date.parse(queuedAt)) continue;
    const from = Math.max(Date.parse(queuedAt), Date.parse(sent_at ?? queuedAt));
    return { state: 'shown', seconds: Math.max(0, Math.round((Date.parse(shown_at) - from) / 1000)) };
  }
  return { state: 'silent' };
}

function remember(on: boolean): void {
  try {
    if (on) localStorage.setItem(WANTED, '1');
    else localStorage.removeItem(WANTED);
  } catch {
    // Without storage the subscription itself is the only memory.
  }
}

function wanted(): boolean {
  try {
    return localStorage.getItem(WANTED) === '1';
  } catch {
    return false;
  }
}

onForget(() => {
  device.value = null;
  devices.value = null;
  test.value = { state: 'idle' };
});
