/** Foreign text in sentences: short, on one line, printable. */

const MOST_CHARACTERS = 200;

/** A line of the device as it can stand in a sentence. */
export function quoted(text: string, most = MOST_CHARACTERS): string {
  const plain = printable(text.slice(0, most + 1));
  return plain.length > most ? `"${plain.slice(0, most)}…" (${text.length} characters)` : `"${plain}"`;
}

/** A control character each, and those that turn or hide text, become U+FFFD. */
function printable(text: string): string {
  return text.replace(/\p{Cc}|\p{Cf}|\p{Zl}|\p{Zp}/gu, '\uFFFD');
}

/** Text of many lines without terminal escapes and other control characters; line breaks and tabs stay. */
export function textOnly(text: string): string {
  return (
    text
      // eslint-disable-next-line no-control-regex
      .replace(/\u001B(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001B]*(?:\u0007|\u001B\\)?|[@-Z\\-_])/g, '')
      .replace(/\r\n?/g, '\n')
      .replace(/[^\P{Cc}\n\t]/gu, '\uFFFD')
  );
}
