/** Photos, voice notes and files of a report. */
import type { FilesWords } from './staff.files.zh.ts';

const en: FilesWords = {
  title: 'Photos, voice notes, files',
  care: 'What you see or hear may be hard to bear. It opens only when you tap, and each time is recorded.',
  kind: { photo: 'Photo', voice: 'Voice note', document: 'File', unreadable: 'File that does not open' },
  show: 'Show photo',
  hear: 'Listen',
  save: 'Save to this device',
  saveHint: 'A saved file is no longer protected. Delete it when you are done.',
  working: 'Fetching…',
  failed: 'It did not come. Please try again.',
  gone: 'This file cannot be had any more.',
  hide: 'Put away',
  alt: (n, when) => `Photo ${n} from the reporter, ${when}`,
  active: 'It holds parts that run by themselves. Open it in a reader without a network.',
  asItCame: 'It is kept as it came, unchanged.',
  unscanned: 'The virus scanner has not answered yet; it is asked each minute. It opens after that.',
  blocked: 'The virus scanner has blocked it. It stays sealed, and nobody opens it.',
  unreadable: 'It arrived and does not open. A supervisor may save it and look.',
  problem: {
    file_empty: 'it is empty',
    file_video: 'it is a video',
    file_archive: 'it is a packed file',
    file_too_large: 'it is too large',
    photo_too_large: 'the picture has too many points',
    photo_broken: 'the photo is not whole',
    voice_broken: 'the recording is not whole',
    document_broken: 'the PDF is not whole',
    file_type_unknown: 'its kind is not known',
  },
};

export default en;
