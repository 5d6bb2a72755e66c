/** `GET /config`: what this deployment offers. Public, so it may stay on the phone and let a report be sealed without a network. */
import type { Multilingual } from '../i18n/index.ts';
import type { IntakeKey } from '../lib/seal.ts';
import { get } from './client.ts';

export type ReporterMode = 'anonymous' | 'confidential' | 'identified';

export interface EmergencyNumber {
  number: string;
  kind: string;
  label: Multilingual;
}

export interface Config {
  name: Multilingual;
  languages: string[];
  emergency_numbers: EmergencyNumber[];
  intake_key: IntakeKey;
  vapid_public_key: string;
  practice_version: string;
  reporter_modes: ReporterMode[];
  fulfils_mandatory_report: boolean;
  exit_url: string;
  instance_kind: 'demo' | 'live';
  time_zone: string;
}

export const fetchConfig = () => get<Config>('/config');
