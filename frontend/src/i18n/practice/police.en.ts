/** Written by tools/types from backend/nightlamp/practice/data. Change it there. */
import type zh from './police.zh.ts';

const words: typeof zh = {
  "circumstance": {
    "private_injury": "Abnormal injury to genitals or private parts",
    "girl_under_14": "A girl under 14: sexual assault, pregnancy or abortion",
    "girl_14_or_over": "A girl of 14 or over: pregnancy or abortion caused by sexual assault",
    "many_injuries": "Many injuries, severe malnutrition or unconscious, with suspected violence, bullying, abuse or drugging",
    "disability_or_death": "Disability or death from suicide, self-harm, work injury, poisoning, drugging or beating",
    "abandoned_or_unattended": "Abandoned or long unattended",
    "missing_or_trafficked": "Unknown origin, missing, trafficked or bought",
    "organised_begging": "Organised begging",
    "other_serious": "Other serious harm, or facing danger now"
  },
  "answer": {
    "work_must": {
      "title": [
        "You must report this,",
        "and to the police as well (110)"
      ],
      "also": [
        "One thing more:",
        "you must also report to the police (110)"
      ],
      "text": "If you know it from your work, suspecting is enough. You need not wait for proof. Sending it here does not replace the report to the police.",
      "laws": [
        "Opinions on the mandatory reporting of cases of harm to minors (2020), articles 2 to 4",
        "Law on the Protection of Minors, article 11"
      ]
    },
    "police_must": {
      "title": [
        "You must take it up at once,",
        "and put it on record"
      ],
      "also": [
        "One thing more:",
        "take it up at once and put it on record"
      ],
      "text": "The police take up such a report at once. Sending it here does not replace the record of your own station.",
      "laws": [
        "Opinions on the mandatory reporting of cases of harm to minors (2020), article 8",
        "Law on the Protection of Minors, article 11"
      ]
    },
    "guardian_must": {
      "title": [
        "You must report this.",
        "Phone 110 first"
      ],
      "also": [
        "One thing more:",
        "you must also phone 110 and report it"
      ],
      "text": "When it is serious, parents and guardians must protect the child and report at once to the police, civil affairs or education.",
      "laws": [
        "Law on the Protection of Minors, article 20"
      ]
    },
    "work_should": {
      "title": [
        "None of them fits?",
        "Tell us all the same"
      ],
      "also": [
        "None of them fits?",
        "Tell us all the same"
      ],
      "text": "You may and should tell us. If you fear harm to a child you meet at work, the law asks you to report that too. When in doubt, tick the last one.",
      "laws": [
        "Law on the Protection of Minors, article 11"
      ]
    },
    "anyone_serious": {
      "title": [
        "This is serious.",
        "Tell us, and phone 110"
      ],
      "also": [
        "This is serious.",
        "Tell us, and phone 110"
      ],
      "text": "The law does not force you to report. Anyone may, and suspecting is enough.",
      "laws": [
        "Law on the Protection of Minors, article 11"
      ]
    },
    "anyone_may": {
      "title": [
        "You may,",
        "and should, tell us"
      ],
      "also": [
        "You may,",
        "and should, tell us"
      ],
      "text": "Anyone may report. You don’t have to be sure, and you need no proof.",
      "laws": [
        "Law on the Protection of Minors, article 11"
      ]
    }
  }
};

export default words;
