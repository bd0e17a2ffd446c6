/** Returns a title without its stamp, or nothing if its words would still read as a verdict. */
export function neutralTitle(title: string): string | undefined {
  const bare = title.replace(STAMP, '').replace(QUOTES, '').trim();
  return bare === '' || VERDICT.test(bare) ? undefined : bare;
}

/** [SALAH], (HOAX), CEK FAKTA: */
const STAMP =
  /^\s*(?:[[(][^\])]{1,40}[\])]|(?:cek|periksa) fakta\s?[:,!-]|hoa(?:x|ks)\s?[:,!-])\s*/i;
const QUOTES = /[“”"]/g;
/** Both words that judge and words of an article that judges; "salah satu" does not. */
const VERDICT =
  /\b(?:hoa(?:x|ks)\w*|[md]isinformasi|(?:cek|periksa) fakta|fakta|faktanya|klarifikasi|(?:mem|di)?bantah\w*|benar|benarkah|betul|betulkah|salah(?! satu)|keliru|menyesatkan|palsu|bohong|fitnah|penipuan|menipu|penipu|asli|false|fake|true|fact|scam)\b/i;
