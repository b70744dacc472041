/** The colours of every page, light and dark; each pair of text and ground has at least the contrast of WCAG AA. */
export const PALETTE = `:root{color-scheme:light dark;--bg:#fdfdfb;--raised:#f5f5f1;--ink:#171a1e;--soft:#565e68;--rule:#dddfd9;--lane:#c3c7c9;
--fail:#b3261e;--fail-bg:#fbeceb;--warn:#7d4e00;--warn-bg:#fbf1de;--pass:#1b6739;--pass-bg:#e8f3ec;--mark:#0b57a4;--mark-bg:#e8f0f9;--hover:rgba(11,87,164,.08);--sign:#fff}
@media (prefers-color-scheme:dark){:root{--bg:#15181b;--raised:#1d2125;--ink:#e7e9ec;--soft:#a4adb7;--rule:#33393f;--lane:#4a525a;
--fail:#ff9085;--fail-bg:#3a1d1b;--warn:#f1b850;--warn-bg:#33270f;--pass:#74cf95;--pass-bg:#15301f;--mark:#8fbcff;--mark-bg:#18283c;--hover:rgba(143,188,255,.1);--sign:#15181b}}
`;
