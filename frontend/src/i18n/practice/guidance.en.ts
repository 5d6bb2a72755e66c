/** Written by tools/types from backend/nightlamp/practice/data. Change it there. */
import type zh from './guidance.zh.ts';

const words: typeof zh = {
  "version": "2026-12",
  "audience": {
    "teacher": {
      "name": "Teacher",
      "title": [
        "When you notice it",
        "at school"
      ],
      "lead": "You don’t have to find out the truth. Listen, write down the words, tell us.",
      "say": [
        "Thank you for telling me. It is not your fault.",
        "I will find people who can help."
      ],
      "dos": [
        "The same day, write the words, the time and what you saw",
        "Keep what the child wrote or drew",
        "Tell your school too. If it does not report, you still must",
        "Report today. Don’t wait to be sure"
      ],
      "donts": [
        "Examine or photograph the child",
        "Make the child tell it to one person after another",
        "Go to the family first",
        "Talk of it in a group of staff or parents"
      ],
      "signs": {
        "all": [
          "Bruises again and again that nobody can explain",
          "Long sleeves in the heat",
          "Afraid to go home, flinches",
          "A sudden change in mood or marks",
          "Always hungry, dirty or tired",
          "Often away, not collected, or by someone new each time",
          "Knows more about sex than fits the age",
          "Says something, or draws it"
        ]
      },
      "law": [
        {
          "text": "Schools, kindergartens and their staff must report to the police at once. That is so when they notice harm, possible harm or danger at work.",
          "name": "Opinions on the mandatory reporting of cases of harm to minors (2020), article 2"
        },
        {
          "text": "Reports go to the police, civil affairs or education. Whoever gets it must tell you the result in a fitting way.",
          "name": "Law on the Protection of Minors, article 11"
        },
        {
          "text": "Violence at home must be reported too. The police must keep your name to themselves.",
          "name": "Anti-Domestic Violence Law, article 14"
        }
      ]
    },
    "doctor": {
      "name": "Doctor",
      "title": [
        "When the story",
        "does not fit"
      ],
      "lead": "You don’t have to say who did it. Write what you saw apart from what you were told, and tell us.",
      "say": [
        "I want to understand, so that I can treat your child well.",
        "Please tell me from the beginning."
      ],
      "dos": [
        "Treat first. If you are not at ease, keep the child in for a while",
        "Write the account word for word, when and by whom. Keep the records",
        "Ask a colleague to look as well",
        "If you can, let the child speak with you alone",
        "Report today. Don’t wait to be sure"
      ],
      "donts": [
        "Send the child home on one story alone",
        "Question people in the corridor",
        "Share your doubt with whoever came along",
        "Examine private parts again and again"
      ],
      "signs": {
        "suspicion": [
          "Marks with a shape: a hand, a rope, teeth, a tool, or a dipped burn",
          "A bruise on a child who cannot yet move about",
          "Bruises in groups on ears, neck, buttocks or trunk",
          "A broken bone in a baby, breaks of different ages, or a bleed in head or eye without cause",
          "A private injury nobody can explain, an infection from sex, a pregnancy under 14"
        ],
        "consider": [
          "The injury does not fit the age, the mobility or the story",
          "Came late, or comes often",
          "Grows too slowly, illness untreated"
        ]
      },
      "law": [
        {
          "text": "Hospitals, clinics and their staff must report to the police at once. That is so when they notice harm, possible harm or danger at work.",
          "name": "Opinions on the mandatory reporting of cases of harm to minors (2020), article 2"
        },
        {
          "text": "Hospitals stay alert, and write and keep the records as their rules say.",
          "name": "Opinions on the mandatory reporting of cases of harm to minors (2020), article 7"
        },
        {
          "text": "Violence at home must be reported too. The police must keep your name to themselves.",
          "name": "Anti-Domestic Violence Law, article 14"
        }
      ]
    },
    "neighbour": {
      "name": "Neighbour",
      "title": [
        "When you hear it",
        "through the wall"
      ],
      "lead": "You don’t have to go in, or prove it. The time and what you heard help a lot.",
      "say": [
        "Are you all right?",
        "Would you like to sit with me for a while?"
      ],
      "dos": [
        "If it is happening, phone 110",
        "Write down the day, the hour and the words you heard",
        "Notice whether the child still goes out",
        "Tell us today. Don’t wait to be sure"
      ],
      "donts": [
        "Confront them at the door",
        "Post it in a group",
        "Photograph the child",
        "Wait for the next time"
      ],
      "signs": {
        "all": [
          "Screams and blows, again and again",
          "A small child alone at night",
          "A child locked in",
          "Asks others for food",
          "A drunk carer with an infant",
          "A child not seen for days",
          "A newly arrived child, and nobody says who cares for them",
          "Adults fight in front of the child"
        ]
      },
      "law": [
        {
          "text": "Anyone who sees a child harmed may speak up or stop it. Anyone may tell the police, civil affairs or education.",
          "name": "Law on the Protection of Minors, article 11"
        },
        {
          "text": "If you are a parent or guardian and it is serious, you must report at once.",
          "name": "Law on the Protection of Minors, article 20"
        },
        {
          "text": "Whoever gets your report must tell you the result in a fitting way.",
          "name": "Law on the Protection of Minors, article 11"
        }
      ]
    },
    "police": {
      "name": "Police",
      "title": [
        "When you meet a child",
        "on a call"
      ],
      "lead": "Children seldom call, but they are often there. Look, ask one question, write it down.",
      "say": [
        "What is your name? Who looks after you?",
        "Take your time. You don’t have to say anything."
      ],
      "dos": [
        "See each child with your own eyes, the sleeping ones too",
        "Speak with the child away from the adults",
        "Before an adult is taken along, ask who stays with the child",
        "Look up earlier calls to the address",
        "If nobody can care for the child, tell civil affairs"
      ],
      "donts": [
        "Let the child speak or translate for the adults",
        "Question the child before the adults",
        "Press for detail. Leave that to people trained for it",
        "Take silence to mean that nothing happened"
      ],
      "signs": {
        "all": [
          "A child present at a call for violence, drugs or drink",
          "No capable adult left after an arrest",
          "Will not speak before the adult",
          "A locked or filthy room",
          "Missing more than once",
          "An adult who cannot show how they are related",
          "A child in a hotel with an adult, and no clear reason",
          "Earlier calls to the same address"
        ]
      },
      "law": [
        {
          "text": "The police take up a report at once, ask for the first facts and put them on record.",
          "name": "Opinions on the mandatory reporting of cases of harm to minors (2020), article 8"
        },
        {
          "text": "The police take the child away from grave harm or threat, or from danger with nobody there.",
          "name": "Opinions on guardians who harm the minors in their care, article 11"
        },
        {
          "text": "After violence at home, they and civil affairs find a safe place for a child who is badly hurt, threatened or alone.",
          "name": "Anti-Domestic Violence Law, article 15"
        }
      ]
    }
  },
  "grade": {
    "suspicion": "Strong suspicion: a serious worry, though not proven",
    "consider": "Think of it: harm is one possible cause"
  },
  "source": {
    "nice_cg89": "NICE clinical guideline CG89 (England)",
    "general": "General knowledge of work for children’s safety. Not a text of law"
  },
  "whenTold": {
    "title": "When a child tells you",
    "dos": [
      "Stay calm. Let the child finish in their own words",
      "Keep the child’s words just as they were",
      "Tell the child what you will do next"
    ],
    "donts": [
      "Ask “why”, press for detail, or put words in the child’s mouth",
      "Promise to keep it secret",
      "Look into it yourself"
    ]
  },
  "afterwards": {
    "title": "After you report",
    "steps": [
      {
        "name": "It arrives",
        "text": "You get a reference and a receipt at once. Only you hold the receipt."
      },
      {
        "name": "Someone reads it",
        "text": "We call the person on duty, and go on calling until someone reads it."
      },
      {
        "name": "They look into it",
        "text": "What is known already? How soon must the child be seen?"
      },
      {
        "name": "Others are asked",
        "text": "If needed, they tell the police, civil affairs or a hospital."
      },
      {
        "name": "They decide",
        "text": "They decide what to do, and write down why."
      },
      {
        "name": "You hear of it",
        "text": "Your receipt shows you how far it is, and our answer."
      }
    ],
    "limitsTitle": "What we cannot promise",
    "limits": [
      "To tell you all about the child and the family",
      "That the child leaves home at once",
      "That nobody guesses it was you"
    ]
  },
  "child": {
    "title": [
      "What happens",
      "if I tell?"
    ],
    "lead": "You did nothing wrong. It is brave to tell.",
    "answers": [
      {
        "name": "Who will read it?",
        "text": "A grown-up on duty, and those who come to help you. Helping children is their job."
      },
      {
        "name": "How much must I say?",
        "text": "As much as you like. You can skip what you don’t know or don’t want to say."
      },
      {
        "name": "Will my family find out?",
        "text": "This app does not tell them. Before anyone talks to them, a person thinks about how to keep you safe."
      },
      {
        "name": "Will someone come?",
        "text": "Someone may come to see how you are. You can say where and when is good."
      },
      {
        "name": "Will I be taken away?",
        "text": "First they try to make home safe. If home is very unsafe, they take you to a safe place."
      },
      {
        "name": "What about that person?",
        "text": "Grown-ups must work that out. It is not your fault, and not your job."
      },
      {
        "name": "Can I stop?",
        "text": "You can stop at any time before you send it. After that it cannot be taken back, but with your receipt you can tell us what you want."
      },
      {
        "name": "Do others look at this phone?",
        "text": "Press “Leave” at the top. This page goes away at once. The browser’s history still has a line “Nightlamp”."
      }
    ],
    "afraid": {
      "name": "Afraid right now?",
      "text": "Phone 110. Or go to a grown-up you trust: a teacher, a grandma, a neighbour."
    }
  }
};

export default words;
