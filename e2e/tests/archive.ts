/** What one line of an X archive (API v1.1) says about a post. */
interface Line {
  id: string;
  minutes: number;
  from: Account;
  to?: { post: string; account: Account };
  lang: string;
  text: string;
}

interface Account {
  id: string;
  handle: string;
  name: string;
}

const brand: Account = { id: '20005', handle: 'AeruviaFA', name: 'Aeruvia فارسی' };
const care: Account = { id: '20002', handle: 'AeruviaCare', name: 'Aeruvia Care' };
const parisa: Account = { id: '990001', handle: 'parisa_reads', name: 'پریسا نوری' };
const tom: Account = { id: '990002', handle: 'tom_hale', name: 'Tom Hale' };

/** A word that stands in none of the demo world's posts. */
export const rareWord = 'ویولنسل';

const lines: Line[] = [
  {
    id: '3000000000000000001',
    minutes: 0,
    from: parisa,
    lang: 'fa',
    text: `@AeruviaFA سلام، می‌توانم ${rareWord} را در پرواز RV 412 کنار خودم بگذارم؟`,
  },
  {
    id: '3000000000000000002',
    minutes: 14,
    from: brand,
    to: { post: '3000000000000000001', account: parisa },
    lang: 'fa',
    text: '@parisa_reads بله، برای ساز یک صندلی کنار پنجره بگیرید. اگر کمک خواستید به @AeruviaCare پیام بدهید. ^NM',
  },
  {
    id: '3000000000000000003',
    minutes: 21,
    from: parisa,
    to: { post: '3000000000000000002', account: brand },
    lang: 'fa',
    text: '@AeruviaFA عالی شد، ممنون که این‌قدر زود جواب دادید.',
  },
  {
    id: '3000000000000000004',
    minutes: 30,
    from: tom,
    lang: 'en',
    text: '@AeruviaCare my boarding pass says gate 14, the screen says 41. Which one?',
  },
  {
    id: '3000000000000000005',
    minutes: 33,
    from: care,
    to: { post: '3000000000000000004', account: tom },
    lang: 'en',
    text: '@tom_hale 41, sorry! It changed ten minutes ago and boarding begins at 17:20. ^JO',
  },
];

const began = Date.UTC(2025, 11, 30, 15, 0);

/** A few posts as X's API v1.1 gave them, and one line that broke off. */
export const archive = [
  ...lines.slice(0, 3).map(asV1),
  '{"id_str":"3000000000000000009","created_at":"Tue Dec 30 15:2',
  ...lines.slice(3).map(asV1),
]
  .map((line) => `${line}\n`)
  .join('');

export const archivedPosts = lines.length;

function asV1({ id, minutes, from, to, lang, text }: Line): string {
  return JSON.stringify({
    id_str: id,
    created_at: asXWrites(new Date(began + minutes * 60_000)),
    full_text: text,
    user: { id_str: from.id, screen_name: from.handle, name: from.name, followers_count: 120 },
    in_reply_to_status_id_str: to?.post ?? null,
    in_reply_to_user_id_str: to?.account.id ?? null,
    in_reply_to_screen_name: to?.account.handle ?? null,
    entities: { user_mentions: mentionsIn(text) },
    lang,
    retweet_count: 0,
    favorite_count: 1,
  });
}

function mentionsIn(text: string): { id_str: string; screen_name: string }[] {
  return [brand, care, parisa, tom]
    .filter(({ handle }) => text.includes(`@${handle}`))
    .map(({ id, handle }) => ({ id_str: id, screen_name: handle }));
}

/** “Tue Dec 30 15:00:00 +0000 2025”. */
function asXWrites(moment: Date): string {
  const [weekday, day, month, year, time] = moment.toUTCString().replace(',', '').split(' ');
  return [weekday, month, day, time, '+0000', year].join(' ');
}
