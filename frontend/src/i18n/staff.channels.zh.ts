/** 各种送达方式叫什么。 */
const zh: Record<string, string> = { webpush: '设备通知', email: '邮件', wecom: '企业微信', dingtalk: '钉钉', feishu: '飞书', sms: '短信', ntfy: 'ntfy' };
export default zh;
