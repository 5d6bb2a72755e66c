/** 报告里的照片、录音和文件。 */
const zh = {
  title: '照片、录音、文件',
  care: '看到或听到的可能让人难受。点了才打开，每次打开都有记录。',
  kind: { photo: '照片', voice: '录音', document: '文件', unreadable: '打不开的文件' },
  show: '看照片',
  hear: '听录音',
  save: '存到这台设备',
  saveHint: '存下来的文件不再受保护，用完请删掉。',
  working: '正在取…',
  failed: '没有取到，请再试。',
  gone: '这个文件现在拿不到了。',
  hide: '收起',
  alt: (n: number, when: string) => `报告人发来的照片 ${n}，${when}`,
  active: '里面有会自己运行的部分。请用不联网的阅读器打开。',
  asItCame: '文件原样保存，没有处理过。',
  unscanned: '病毒扫描还没有结果，每分钟再试。有结果才能打开。',
  blocked: '病毒扫描拦下了它。内容密封着，谁也不会打开。',
  unreadable: '收到了，但打不开。督导可以存下来查看。',
  problem: {
    file_empty: '文件是空的',
    file_video: '是视频',
    file_archive: '是压缩包',
    file_too_large: '太大',
    photo_too_large: '图片的点数太多',
    photo_broken: '照片不完整',
    voice_broken: '录音不完整',
    document_broken: 'PDF 不完整',
    file_type_unknown: '不认识的类型',
  } as Record<string, string>,
};

export type FilesWords = typeof zh;
export default zh;
