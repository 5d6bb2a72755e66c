/** What channels are called. */
const en: Record<string, string> = { webpush: 'Notification', email: 'E-mail', wecom: 'WeCom', dingtalk: 'DingTalk', feishu: 'Feishu', sms: 'SMS', ntfy: 'ntfy' };
export default en;
